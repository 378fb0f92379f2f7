import Testing
import Viridian
import ViridianCatalog
import ViridianReview
import ViridianTemplate

/// A small stack around one construct, of which several tests want to know the same.
struct ConstructSample: CustomTestStringConvertible, Sendable {
    var name: String
    var stack: Sample

    var testDescription: String { name }

    init(_ name: String, _ build: @escaping @Sendable (inout Stack) -> Void) {
        self.name = name
        stack = Sample(build)
        stack.name = "Shop"
    }

    static let all = [cluster, rolling, codeDeploy, linear, canary, mysql, postgreSQL, migration, pipeline, endpoints]

    /// An image with its port and path, from a registry that anybody can ask.
    static let image: ContainerImage =
        "public.ecr.aws/acme/shop@sha256:032778fa5dae5c627d06fe72acdecfd97f95c0e1ac087e462c360a9d759712e9"
}

/// Whatever is synthesised is as it was, resolves, and leaves nothing for the review to say. `.ci/peers/cfn-lint` reads the
/// snapshots.
@Suite struct ConstructSampleTests {
    @Test(arguments: ConstructSample.all)
    func `a construct's template is what it was`(sample: ConstructSample) throws {
        let stack = try sample.stack.synthesized(for: .development)
        try Snapshot.expect(stack.template.write(as: .yaml), toMatch: "constructs/\(sample.name).yaml")
    }

    @Test(arguments: ConstructSample.all, Stage.allCases)
    func `the review finds nothing in a construct`(sample: ConstructSample, stage: Stage) throws {
        let environment = try Environment(name: stage.rawValue, stage: stage)
        // A registry that a team shares has an account of its own: an image in it names both.
        let findings = try sample.stack.synthesized(for: environment).templates.flatMap { Review().run($0) }
            .filter { !($0.rule == "hard-coded-account" && $0.path.hasSuffix("/Image")) }
        #expect(findings.map { "\($0.rule) \($0.path): \($0.message)" } == [])
    }

    @Test(arguments: ConstructSample.all)
    func `every resource of a construct says what it is for`(sample: ConstructSample) throws {
        for template in try sample.stack.synthesized(for: .development).templates {
            let silent = template.resources.filter { ($0.metadata["Viridian::Purpose"]?.string ?? "").isEmpty }
            #expect(silent.map(\.logicalID) == [])
        }
    }

    @Test(arguments: ConstructSample.all)
    func `whatever AWS lets be tagged has all tags`(sample: ConstructSample) throws {
        let wanted: Set = ["CostCenter", "Environment", "ManagedBy", "Owner", "Project"]
        let template = try sample.stack.template(for: .development)
        let untagged = template.resources.filter { resource in
            guard let property = Catalog.aws.type(resource.type)?.tagProperty else { return false }
            let tags = resource.properties[property]
            let names = tags?.object?.keys ?? (tags?.list ?? []).compactMap { $0["Key"]?.string }
            return !wanted.isSubset(of: names)
        }
        #expect(untagged.map { "\($0.logicalID) \($0.type)" } == [])
    }

    @Test(arguments: ConstructSample.all, Stage.allCases)
    func `a construct's template resolves, and nothing in it waits for itself`(sample: ConstructSample, stage: Stage) throws {
        let environment = try Environment(name: stage.rawValue, stage: stage)
        let template = try sample.stack.template(for: environment)
        let open = template.parameters.filter { $0.node["Default"] == nil }.map { ($0.key, "arn:aws:acm:us-east-1:1:a/b") }
        let resolved = try template.resolved(Dictionary(uniqueKeysWithValues: open))
        #expect(resolved.resources.count == template.resources.count)
        // Whoever is waited for by nobody that is left is taken away, until nothing is left but a circle.
        var waits = Dictionary(uniqueKeysWithValues: resolved.resources.map { ($0.logicalID, Self.targets(of: $0.body)) })
        while let free = waits.first(where: { $0.value.isDisjoint(with: waits.keys) })?.key { waits[free] = nil }
        #expect(waits.keys.sorted() == [])
    }

    /// The resources that a resource points at or waits for.
    private static func targets(of body: Object) -> Set<String> {
        Set(names(in: Node(.object(body))) + (body["DependsOn"]?.list ?? []).compactMap(\.string))
    }

    private static func names(in node: Node) -> [String] {
        switch node.value {
        case .list(let items): items.flatMap { names(in: $0) }
        case .object(let object): object.fields.flatMap { names(in: $0.node) }
        case .function(.ref(let name)): [name]
        case .function(.getAtt(let resource, _)): [resource]
        case .function(.sub(let text, let variables)):
            text.matches(of: #/\$\{(\w+)[.}]/#).map { String($0.output.1) } + names(in: Node(.object(variables)))
        case .function(.join(_, let list)), .function(.split(_, let list)), .function(.base64(let list)),
            .function(.select(_, let list)):
            names(in: list)
        default: []
        }
    }
}
