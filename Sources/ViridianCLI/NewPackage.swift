import Foundation
import ViridianSystems

/// The package that `viridian init` writes: a stack, the app that writes its templates, and what somebody needs to know.
struct NewPackage {
    /// The name of the folder and of the program, such as `shop` or `team-shop`.
    let name: String
    /// The system that the app writes; without one, a service in two colours.
    let system: ReferenceSystem?
    /// The folder of Viridian's package.
    let viridian: String

    init(name: String, system: ReferenceSystem?, viridian: String) throws {
        let letters = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        guard letters, name.first?.isLetter == true, name.last != "-", !name.contains("--"), name.count <= 40 else {
            throw UsageError(
                description: """
                    "\(name)" is no name for an app: take up to 40 ASCII letters, digits and single hyphens, with a letter \
                    in front, such as shop or team-shop
                    """)
        }
        guard !Self.takenNames.contains(name.lowercased()) else {
            throw UsageError(description: "\"\(name)\" is the name of something that the app imports; take another")
        }
        self.name = name
        self.system = system
        self.viridian = viridian
    }

    /// Names of modules and programs that the package would have twice.
    private static let takenNames: Set<String> = [
        "viridian", "swift", "foundation", "yams", "test", "storefront", "sample-service",
    ]

    /// `TeamShop` of `team-shop`.
    var typeName: String {
        name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// The files, by their paths in the folder.
    var files: [(path: String, text: String)] {
        var files = [
            ("Package.swift", manifest), ("README.md", readme),
            (".gitignore", ".build/\n.viridian/\nviridian.out/\nPackage.resolved\n"),
            ("Sources/\(typeName)/\(typeName)App.swift", app),
        ]
        if system == nil { files.append(("Sources/\(typeName)/\(typeName).swift", stack)) }
        return files
    }

    private var modules: [String] { system == nil ? ["Viridian"] : ["Viridian", "ViridianSystems"] }

    private var manifest: String {
        let products = modules.map { ".product(name: \"\($0)\", package: \"viridian\")" }.joined(separator: ", ")
        return """
            // swift-tools-version: 6.2
            import PackageDescription

            let package = Package(
                name: "\(name)",
                platforms: [.macOS(.v15)],
                products: [.executable(name: "\(name)", targets: ["\(typeName)"])],
                dependencies: [
                    // Viridian has no release yet: this is the checkout whose `viridian` wrote this file.
                    .package(name: "viridian", path: \(Self.quoted(viridian)))
                ],
                targets: [
                    .executableTarget(name: "\(typeName)", dependencies: [\(products)])
                ]
            )

            """
    }

    /// A literal of Swift, whatever is in the text.
    private static func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    private var app: String {
        let imports = modules.map { "import \($0)\n" }.joined()
        let stacks = system.map { "ReferenceSystem.\(Self.memberName($0.name)).stacks" } ?? "[\(typeName)()]"
        return """
            \(imports)
            /// `swift run \(name) synth`, `review`, `rehearse`.
            @main struct \(typeName)App: ViridianApp {
                var stacks: [any StackDefinition] { \(stacks) }
            }

            """
    }

    /// `paymentMigration` of `payment-migration`.
    private static func memberName(_ name: String) -> String {
        let words = name.split(separator: "-")
        return words.prefix(1).joined() + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    private var stack: String {
        """
        import Viridian

        /// \(typeName): one service, two colours, one address.
        struct \(typeName): StackDefinition {
            /// Put your image here, by its digest.
            var image: ContainerImage =
                "ghcr.io/acme/storefront@sha256:032778fa5dae5c627d06fe72acdecfd97f95c0e1ac087e462c360a9d759712e9"

            var purpose: String { "\(typeName): a service that is released blue/green." }

            func define(in stack: inout Stack) {
                let network = stack.add("Network", Network(zones: 3))
                let cluster = stack.add("Cluster", ECS.Cluster(containerInsights: .enabled))
                let balancer = stack.add("Balancer", LoadBalancer(in: network))

                let web = BlueGreenService(
                    blue: image, green: image, port: 8080, healthPath: "/health", size: .halfCPU(.gib1),
                    on: cluster, behind: balancer, release: .steps([10, 50, 100], bake: .minutes(5)))
                stack.add("Web", web)

                stack.output("Address", balancer.url)
            }
        }

        """
    }

    private var readme: String {
        let what = system.map { "\($0.summary), as Viridian's system `\($0.name)` writes it." }
        let rehearse =
            """
            Its releases can be rehearsed on this machine, with Viridian's sample service in place of the containers
            (`BlueGreenService(…, rehearsal:)` names a program of yours):

                viridian rehearse .


            """
        return """
            # \(typeName)

            \(what ?? "A service in two colours behind one address, on Amazon ECS.")

            Write the CloudFormation templates, and see what there is to say of them:

                swift run \(name) synth --environment dev --output viridian.out
                swift run \(name) review

            \(system == nil ? rehearse : "")\
            `--environment` names the environment, and ends the names of resources; `--stage` (development, staging,
            production) decides what is protected, how redundant it is and how long logs are kept.

            """
    }
}
