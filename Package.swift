// swift-tools-version: 6.2
import PackageDescription

/// What holds for all of our own targets.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

/// A module of ours, with its tests beside it.
func module(_ name: String, path: String? = nil, _ dependencies: [Target.Dependency] = []) -> [Target] {
    [
        .target(name: name, dependencies: dependencies, path: path, swiftSettings: strict),
        .testTarget(
            name: "\(name)Tests",
            dependencies: [.target(name: name)] + dependencies,
            swiftSettings: strict
        ),
    ]
}

// Rows from the ground up; a module imports only from rows below its own (docs/architecture.md).
let clibraries: [Target] = [
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CLibCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
    .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
]
let ground: [Target] =
    module("YAML", ["CLibYAML"])
    + module("CEL", ["CRE2"])
    + module("HTTP", ["CLibCurl"])
    + module("JSON", ["CSimdjson"])
    + module("Diagrams", ["JSON"])
let vocabulary: [Target] = [
    .target(name: "PipelineCore", dependencies: ["CEL", "YAML", logging], swiftSettings: strict)
]
let preparing: [Target] =
    module("Planning", ["PipelineCore", "CEL", "Diagrams", "YAML", "JSON"])
    + module("State", ["PipelineCore", "CEL", crypto, grdb])
    + module(
        "ZoomConnector",
        path: "Sources/Connectors/Zoom",
        ["PipelineCore", "CEL", "HTTP", "JSON", crypto, logging]
    )
    + module(
        "BrevoConnector",
        path: "Sources/Connectors/Brevo",
        ["PipelineCore", "CEL", "HTTP", "JSON", logging]
    )
    + module(
        "FilesConnector",
        path: "Sources/Connectors/Files",
        ["PipelineCore", "CEL", "JSON", logging]
    )
let running: [Target] =
    module("Engine", ["PipelineCore", "CEL", "State"])
    + module("Server", ["PipelineCore", "CEL", "State", hummingbird, lifecycle, logging])
    + module("Sandbox", [hummingbird])
let wiring: [Target] =
    module("Trials", ["PipelineCore", "CEL", "HTTP", "JSON", "YAML", "Planning", "Engine", logging])
    + [
        .target(
            name: "Assembly",
            dependencies: [
                "PipelineCore", "CEL", "HTTP", "JSON", "YAML", "Planning", "State", "Engine", "Server",
                "ZoomConnector", "BrevoConnector", "FilesConnector", logging,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "AssemblyTests",
            dependencies: ["Assembly", "PipelineCore", "Planning", "YAML"],
            swiftSettings: strict
        ),
    ]
let products: [Target] = [
    .executableTarget(
        name: "PipelineCLI",
        dependencies: [
            "Assembly", "Trials", "PipelineCore", "CEL", "Diagrams", "YAML", "JSON", "Planning", "State", "Engine",
            "Server", "Sandbox", "CMalloc", argumentParser, logging,
        ],
        swiftSettings: strict
    ),
    .testTarget(
        name: "EndToEndTests",
        dependencies: ["HTTP", "JSON", "PipelineCore", "PipelineCLI", "Sandbox", "ZoomConnector"],
        swiftSettings: strict
    ),
]

let benchmarks: [Target] = [
    .executableTarget(
        name: "pipeline-benchmarks",
        dependencies: ["CEL", "YAML", "PipelineCore", "Planning", "ZoomConnector", "BrevoConnector", "FilesConnector"],
        path: "Benchmarks/Language",
        swiftSettings: strict
    )
]

/// Needs libFuzzer, which not every toolchain has, so that it is built where it is asked for alone (`.ci/fuzz`).
let fuzzing: [Target] =
    Context.environment["PIPELINE_FUZZING"] == nil
    ? []
    : [
        .executableTarget(
            name: "pipeline-fuzzing",
            dependencies: [
                "CEL", "YAML", "PipelineCore", "Planning", "ZoomConnector", "BrevoConnector", "FilesConnector",
            ],
            path: "Fuzzing",
            exclude: ["Seeds"],
            swiftSettings: strict
        )
    ]

let package = Package(
    name: "pipeline",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "pipeline", targets: ["PipelineCLI"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.0.0"),
    ],
    targets: clibraries + ground + vocabulary + preparing + running + wiring + products + benchmarks + fuzzing,
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
