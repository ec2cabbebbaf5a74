"""Runs a command and adds a line with the most memory that it had resident."""
import resource
import subprocess
import sys

code = subprocess.call(sys.argv[1:])
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print('{"peakMegabytes":%d}' % peak)
sys.exit(code)
