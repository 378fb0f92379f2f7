// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "viridian-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "viridian", path: ".."),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        .executableTarget(
            name: "BalancerUnderTest",
            dependencies: [
                .product(name: "ViridianBalancer", package: "viridian"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        .executableTarget(
            name: "ReleaseUnderTest", dependencies: [.product(name: "ViridianSimulation", package: "viridian")]),
        .executableTarget(name: "TemplateMutator", dependencies: [.product(name: "Viridian", package: "viridian")]),
    ]
)

for target in package.targets {
    target.swiftSettings = [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
