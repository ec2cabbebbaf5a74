// swift-tools-version: 6.0
import PackageDescription

/// A C library from the system's packages: a module map and an include-only header.
func system(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(
    name: name, path: "Sources/CLibraries/\(name)", pkgConfig: pkgConfig,
    providers: [.apt([apt])])
}

/// A C library that is opened when it is first needed (Sources/CLibraries/LateLibraries), which
/// makes the program start sooner. `pkgConfig:` would link it, too.
func late(_ name: String, apt: String) -> Target {
  .systemLibrary(
    name: name, path: "Sources/CLibraries/\(name)", providers: [.apt([apt])])
}

/// Where the headers of these libraries lie, for the rooms that draw and those above them; folders
/// that are not there are passed over.
let lateHeaders: [SwiftSetting] =
  (["cairo", "pango-1.0", "glib-2.0", "harfbuzz", "freetype2", "chafa"].map { "/usr/include/\($0)" }
  + ["lib/x86_64-linux-gnu", "lib/aarch64-linux-gnu", "lib64", "lib"].flatMap { folder in
    ["glib-2.0", "chafa"].map { "/usr/\(folder)/\($0)/include" }
  }).map { .unsafeFlags(["-Xcc", "-isystem", "-Xcc", $0]) }

/// The functions of elementary mathematics, for the program and for the browser.
let mathematics = Target.systemLibrary(name: "CMath", path: "Sources/CLibraries/CMath")

/// A room of the house: its folder in `Sources` and the rooms that it may import.
func room(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = [],
  swiftSettings: [SwiftSetting] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(name)", resources: resources,
    swiftSettings: swiftSettings)
}

func tests(
  _ room: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [],
  swiftSettings: [SwiftSetting] = [], linkerSettings: [LinkerSetting] = []
) -> Target {
  .testTarget(
    name: "\(room)Tests", dependencies: [.byName(name: room), "TestSupport"] + dependencies,
    path: "Tests/\(room)Tests", exclude: exclude, swiftSettings: swiftSettings,
    linkerSettings: linkerSettings)
}

/// Debug builds of arithmetic are about 26 times slower, of layouts about 4 times; tests would wait
/// for nothing else.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "learn",
  products: [.executable(name: "learn", targets: ["learn"])],
  targets: [
    mathematics,
    late("CCairo", apt: "libcairo2-dev"),
    late("CPango", apt: "libpango1.0-dev"),
    late("CFontconfig", apt: "libfontconfig-dev"),
    system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    system("CNettle", pkgConfig: "nettle", apt: "nettle-dev"),
    system("CCmark", pkgConfig: "libcmark", apt: "libcmark-dev"),
    system("CYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
    late("CChafa", apt: "libchafa-dev"),
    late("CDeflate", apt: "libdeflate-dev"),
    system("CSpng", pkgConfig: "spng", apt: "libspng-dev"),

    .target(name: "LateLibraries", path: "Sources/CLibraries/LateLibraries"),

    // Unlike Swift, C compiles one function for several processors; see FloatKernels.
    .target(
      name: "VectorKernels", path: "Sources/CLibraries/VectorKernels",
      cSettings: [
        // Functions with vectors for arguments are inlined, so that their order does not matter.
        .unsafeFlags(["-Wno-psabi"]), .unsafeFlags(["-O2"], .when(configuration: .debug)),
      ]),

    room("Numerics", ["VectorKernels"], swiftSettings: optimised),
    room("Drawing", ["CMath"], swiftSettings: optimised),
    room("Datasets", ["Numerics", "CZlib", "CNettle", "CSpng"], swiftSettings: optimised),
    room("Networks", ["Numerics", "Datasets"], swiftSettings: optimised),
    room(
      "Figures", ["CMath", "Numerics", "Datasets", "Networks", "Drawing"],
      swiftSettings: optimised),
    room(
      "Rendering", ["Drawing", "CCairo", "CPango", "CFontconfig", "CDeflate", "LateLibraries"],
      swiftSettings: optimised + lateHeaders),
    room(
      "Lessons",
      ["Numerics", "Datasets", "Networks", "Drawing", "Figures", "CCmark", "CYAML"],
      resources: [.embedInCode("Languages/de.txt"), .embedInCode("Languages/fr.txt")],
      swiftSettings: optimised),
    room(
      "Presenting",
      ["Numerics", "Datasets", "Networks", "Drawing", "Figures", "Lessons", "Rendering", "CChafa"],
      swiftSettings: optimised + lateHeaders),
    room(
      "LearnCLI",
      [
        "Numerics", "Datasets", "Networks", "Drawing", "Figures", "Lessons", "Rendering",
        "Presenting",
      ], swiftSettings: lateHeaders),
    .executableTarget(
      name: "learn", dependencies: ["LearnCLI"], path: "Sources/learn",
      swiftSettings: lateHeaders,
      // Sooner started, and run without Swift's libraries beside it.
      linkerSettings: [.unsafeFlags(["-static-stdlib"], .when(configuration: .release))]),

    .target(name: "TestSupport", dependencies: ["Drawing"], path: "Tests/TestSupport"),
    .target(
      name: "TestLessons", dependencies: ["Lessons"], path: "Tests/TestLessons",
      swiftSettings: lateHeaders),
    tests("Numerics", ["VectorKernels"]),
    tests("Drawing", exclude: ["Goldens"]),
    tests("Datasets", ["Numerics", "CSpng"]),
    tests("Networks", ["Numerics", "Datasets"], exclude: ["Reference"]),
    tests(
      "Figures", ["Numerics", "Datasets", "Networks", "Drawing", "Rendering"],
      exclude: ["Goldens"], swiftSettings: lateHeaders),
    // A strict reader of what was packed: the tests' own, so they are linked to it.
    tests(
      "Rendering", ["CSpng", "CDeflate"], exclude: ["Goldens"], swiftSettings: lateHeaders,
      linkerSettings: [.linkedLibrary("deflate")]),
    tests(
      "Lessons",
      ["Numerics", "Datasets", "Networks", "Drawing", "Figures", "Rendering", "TestLessons"],
      swiftSettings: lateHeaders),
    tests(
      "Presenting",
      [
        "Numerics", "Datasets", "Networks", "Drawing", "Figures", "Lessons", "Rendering",
        "TestLessons",
      ],
      swiftSettings: lateHeaders),
    tests("LearnCLI", swiftSettings: lateHeaders),
  ]
)
