// swift-tools-version: 6.0
import PackageDescription

/// A C library from the system's packages: a module map and an include-only header.
func system(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(
    name: name, path: "Sources/CLibraries/\(name)", pkgConfig: pkgConfig,
    providers: [.apt([apt])])
}

/// A room of the house: its folder in `Sources` and the rooms that it may import.
func room(
  _ name: String, _ dependencies: [Target.Dependency], swiftSettings: [SwiftSetting] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(name)", swiftSettings: swiftSettings)
}

func tests(
  _ room: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(room)Tests", dependencies: [.byName(name: room), "TestSupport"] + dependencies,
    path: "Tests/\(room)Tests", exclude: exclude)
}

/// Debug builds of the arithmetic are about 26 times slower; tests would wait for nothing else.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "learn",
  products: [.executable(name: "learn", targets: ["learn"])],
  targets: [
    system("CCairo", pkgConfig: "cairo", apt: "libcairo2-dev"),
    system("CPango", pkgConfig: "pangocairo", apt: "libpango1.0-dev"),
    system("CFontconfig", pkgConfig: "fontconfig", apt: "libfontconfig-dev"),
    system("COpenBLAS", pkgConfig: "openblas", apt: "libopenblas-dev"),
    system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    system("CNettle", pkgConfig: "nettle", apt: "nettle-dev"),
    system("CCmark", pkgConfig: "libcmark", apt: "libcmark-dev"),
    system("CYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
    system("CChafa", pkgConfig: "chafa", apt: "libchafa-dev"),
    system("CDeflate", pkgConfig: "libdeflate", apt: "libdeflate-dev"),
    system("CSpng", pkgConfig: "spng", apt: "libspng-dev"),

    // Unlike Swift, C compiles one function for several processors; see FloatKernels.
    .target(
      name: "VectorKernels", path: "Sources/CLibraries/VectorKernels",
      cSettings: [
        // Functions with vectors for arguments are inlined, so that their order does not matter.
        .unsafeFlags(["-Wno-psabi"]), .unsafeFlags(["-O2"], .when(configuration: .debug)),
      ]),

    room("Numerics", ["COpenBLAS", "VectorKernels"], swiftSettings: optimised),
    room("Drawing", []),
    room("Datasets", ["Numerics", "CZlib", "CNettle", "CSpng"], swiftSettings: optimised),
    room("Networks", ["Numerics", "Datasets"], swiftSettings: optimised),
    room(
      "Figures", ["Numerics", "Datasets", "Networks", "Drawing"], swiftSettings: optimised),
    room(
      "Rendering", ["Drawing", "CCairo", "CPango", "CFontconfig", "CDeflate"],
      swiftSettings: optimised),
    room(
      "Lessons", ["Numerics", "Datasets", "Networks", "Drawing", "Figures", "CCmark", "CYAML"]),
    room(
      "Presenting",
      ["Numerics", "Datasets", "Networks", "Drawing", "Figures", "Lessons", "Rendering", "CChafa"]),
    room(
      "LearnCLI",
      [
        "Numerics", "Datasets", "Networks", "Drawing", "Figures", "Lessons", "Rendering",
        "Presenting",
      ]),
    .executableTarget(name: "learn", dependencies: ["LearnCLI"], path: "Sources/learn"),

    .target(name: "TestSupport", dependencies: ["Drawing"], path: "Tests/TestSupport"),
    tests("Numerics", ["VectorKernels"]),
    tests("Drawing", exclude: ["Goldens"]),
    tests("Datasets", ["Numerics", "CSpng"]),
    tests("Networks", ["Numerics", "Datasets"], exclude: ["Reference"]),
    tests(
      "Figures", ["Numerics", "Datasets", "Networks", "Drawing", "Rendering"],
      exclude: ["Reference"]),
    tests("Rendering", ["CSpng", "CDeflate"], exclude: ["Goldens"]),
    tests("Lessons", ["Numerics", "Datasets", "Networks", "Drawing", "Figures", "Rendering"]),
    tests(
      "Presenting",
      ["Numerics", "Datasets", "Networks", "Drawing", "Figures", "Lessons", "Rendering"]),
    tests("LearnCLI"),
  ]
)
