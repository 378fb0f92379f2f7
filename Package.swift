// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "viridian",
    platforms: [.macOS(.v15)],
    products: [
        .library(
            name: "Viridian",
            targets: ["Viridian", "ViridianConstructs", "ViridianResources", "ViridianReview", "ViridianTemplate"]),
        .library(name: "ViridianSystems", targets: ["ViridianSystems"]),
        .library(name: "ViridianBalancer", targets: ["ViridianBalancer"]),
        .library(name: "ViridianSimulation", targets: ["ViridianRelease", "ViridianSimulation"]),
        .library(name: "ViridianTesting", targets: ["ViridianRelease", "ViridianTesting"]),
        .executable(name: "viridian", targets: ["ViridianCLI"]),
        .executable(name: "storefront", targets: ["StorefrontApp"]),
        .executable(name: "sample-service", targets: ["SampleServiceApp"]),
        .executable(name: "schema-validator", targets: ["schema-validator"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    ]
)

let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
]
// Each compiles a BoringSSL of its own, which takes a minute: only what talks to AWS and to databases names them.
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let tls = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let histogram = Target.Dependency.product(name: "Histogram", package: "hdrhistogram-swift")
// A command that ends within milliseconds mostly loads: with Swift's runtime linked in it starts 3 ms sooner and takes 7 MiB
// less. SwiftPM can say so only for everything that is built (--static-swift-stdlib); this is the same for one program.
let staticRuntime: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-static-stdlib", "-use-ld=lld", "-Xlinker", "--no-export-dynamic",
            "-lCoreFoundation", "-l_FoundationICU", "-l_FoundationCShims", "-l_FoundationCollections",
        ], .when(platforms: [.linux], configuration: .release))
]
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
// What `import Viridian` re-exports. Whoever imports it depends on all of it: SwiftPM compiles a target anew only when a module
// that the target names has changed, and with an old layout of a re-exported struct a program crashes.
let authoring: [Target.Dependency] = [
    "Viridian", "ViridianConstructs", "ViridianResources", "ViridianReview", "ViridianTemplate",
]

// The house, from the ground up: a module imports only modules above it in this list.
package.targets += [
    .target(name: "ViridianTemplate"),
    .target(name: "CViridianCatalog", exclude: ["catalogue.bin"]),
    .target(name: "ViridianCatalog", dependencies: ["CViridianCatalog"]),
    .target(name: "ViridianRelease"),
    .target(name: "ViridianBehaviour"),
    .target(name: "ViridianSimulation", dependencies: ["ViridianRelease", "ViridianBehaviour"]),
    .target(name: "ViridianTesting", dependencies: ["ViridianRelease"]),
    .target(name: "ViridianReview", dependencies: ["ViridianTemplate", "ViridianCatalog"]),
    .target(name: "ViridianResources", dependencies: ["ViridianTemplate", "ViridianCatalog"]),
    .target(name: "ViridianConstructs", dependencies: ["ViridianResources", "ViridianTemplate"]),
    .target(
        name: "Viridian",
        dependencies: ["ViridianConstructs", "ViridianResources", "ViridianReview", "ViridianTemplate", argumentParser]),
    .target(
        name: "ViridianSystems", dependencies: ["ViridianConstructs", "ViridianResources", "ViridianTemplate"]),
    .target(name: "ViridianRunner", dependencies: ["ViridianRelease"]),
    .target(name: "ViridianBalancer", dependencies: ["ViridianBehaviour", histogram] + nio),
    .target(name: "CViridianProcess"),
    .target(
        name: "ViridianRehearsal",
        dependencies: [
            "ViridianTemplate", "ViridianRelease", "ViridianRunner", "ViridianBehaviour", "ViridianBalancer",
            "CViridianProcess", histogram,
        ] + nio),
    .target(name: "ViridianSigning", dependencies: [crypto]),
    .target(name: "ViridianSchema"),
    .target(name: "ViridianPostgreSQL", dependencies: ["ViridianSchema", crypto, tls] + nio),
    .target(name: "ViridianLambda", dependencies: [tls] + nio),
    .target(name: "CViridianMath"),
    .executableTarget(
        name: "schema-validator",
        dependencies: ["ViridianLambda", "ViridianPostgreSQL", "ViridianSchema", "ViridianSigning", "CViridianMath"]),
    .target(name: "Storefront", dependencies: authoring, path: "Examples/Storefront/Stack"),
    .target(name: "SampleService", dependencies: nio, path: "Examples/SampleService/Service"),
    .executableTarget(
        name: "ViridianCLI",
        dependencies: [
            "ViridianSystems", "ViridianRelease", "ViridianSimulation", "ViridianRunner", "ViridianRehearsal", "Storefront",
            "SampleService", argumentParser,
        ] + authoring,
        linkerSettings: staticRuntime),
    .executableTarget(
        name: "StorefrontApp", dependencies: ["Storefront"] + authoring, path: "Examples/Storefront/App",
        linkerSettings: staticRuntime),
    .executableTarget(
        name: "SampleServiceApp", dependencies: ["SampleService"], path: "Examples/SampleService/App"),
]

package.targets += [
    .target(name: "ViridianTestSupport", path: "Tests/ViridianTestSupport"),
    .testTarget(
        name: "ViridianTemplateTests", dependencies: ["ViridianTemplate", "ViridianTestSupport"], exclude: ["Fixtures"]),
    .testTarget(name: "ViridianCatalogTests", dependencies: ["ViridianCatalog"]),
    .testTarget(name: "ViridianReleaseTests", dependencies: ["ViridianRelease", "ViridianTestSupport"]),
    .testTarget(
        name: "ViridianSimulationTests",
        dependencies: ["ViridianSimulation", "ViridianTesting", "ViridianRelease", "ViridianTestSupport"]),
    .testTarget(name: "ViridianBehaviourTests", dependencies: ["ViridianBehaviour"]),
    .testTarget(
        name: "ViridianReviewTests", dependencies: ["ViridianReview", "ViridianTemplate", "ViridianTestSupport"],
        exclude: ["Fixtures"]),
    .testTarget(
        name: "ViridianConstructsTests",
        dependencies: ["Storefront", "ViridianCatalog"] + authoring),
    .testTarget(
        name: "ViridianSystemsTests",
        dependencies: ["ViridianSystems", "ViridianCatalog", "ViridianTestSupport"] + authoring),
    .testTarget(
        name: "ViridianRunnerTests", dependencies: ["ViridianRunner", "ViridianTesting", "ViridianRelease"], exclude: ["Fixtures"]
    ),
    .testTarget(
        name: "ViridianBalancerTests",
        dependencies: ["ViridianBalancer", "ViridianBehaviour", "SampleService", "ViridianTestSupport"] + nio),
    .target(name: "LocalServers", dependencies: nio, path: "Tests/LocalServers"),
    .testTarget(name: "ViridianSigningTests", dependencies: ["ViridianSigning"]),
    .testTarget(name: "ViridianSchemaTests", dependencies: ["ViridianSchema"]),
    .testTarget(name: "ViridianPostgreSQLTests", dependencies: ["ViridianPostgreSQL", "ViridianSchema", crypto, tls] + nio),
    .testTarget(name: "ViridianLambdaTests", dependencies: ["ViridianLambda", "LocalServers"]),
    .testTarget(
        name: "SchemaValidatorTests",
        dependencies: [
            "schema-validator", "ViridianLambda", "ViridianPostgreSQL", "ViridianSchema", "ViridianSigning", "LocalServers",
        ],
        exclude: ["Fixtures"]),
    .testTarget(
        name: "ViridianRehearsalTests",
        dependencies: [
            "ViridianRehearsal", "ViridianBalancer", "ViridianTesting", "ViridianRelease", "ViridianRunner", "Storefront",
            "ViridianTestSupport",
        ] + authoring + nio,
        exclude: ["Fixtures"]),
    .testTarget(
        name: "ViridianCLITests", dependencies: ["ViridianCLI", "ViridianTestSupport", argumentParser], exclude: ["Fixtures"]),
    .testTarget(name: "TidyTests"),
]

// Every Swift target is built alike.
for target in package.targets where !target.name.hasPrefix("CViridian") {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
