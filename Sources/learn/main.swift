import Glibc
import LearnCLI

exit(Learn.run(Array(CommandLine.arguments.dropFirst())))
