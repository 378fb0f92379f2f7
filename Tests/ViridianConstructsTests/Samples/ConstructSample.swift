import Testing
import Viridian
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
        let findings = try sample.stack.synthesized(for: environment).templates.flatMap { Review().run($0) }
        #expect(findings.map { "\($0.rule) \($0.path): \($0.message)" } == [])
    }

    @Test(arguments: ConstructSample.all)
    func `every resource of a construct says what it is for, and has tags where it takes any`(sample: ConstructSample) throws {
        for template in try sample.stack.synthesized(for: .development).templates {
            let silent = template.resources.filter { ($0.metadata["Viridian::Purpose"]?.string ?? "").isEmpty }
            #expect(silent.map(\.logicalID) == [])
        }
    }
}
