import Testing
import ViridianCatalog
import ViridianResources
import ViridianReview
import ViridianTemplate

@testable import ViridianSystems

/// What holds for every system at every stage.
@Suite struct EverySystemTests {
    private static let names = ReferenceSystem.all.map(\.name)

    @Test(arguments: names, Stage.allCases)
    func `every reference leads somewhere, and nested stacks are given what they take`(name: String, stage: Stage) throws {
        let account = try Accounts.account(name, stage)
        #expect(account.mistakes == [])
        #expect(!account.parts.isEmpty)
    }

    @Test(arguments: names, Stage.allCases)
    func `nothing waits for itself`(name: String, stage: Stage) throws {
        let account = try Accounts.account(name, stage)
        for stack in Set(account.parts.map(\.stack)) {
            let parts = account.parts.filter { $0.stack == stack }
            var waits = Dictionary(
                uniqueKeysWithValues: parts.map { part in
                    let targets = Pointer.all(in: Node(.object(part.properties))).filter { $0.stack == stack }.map(\.logicalID)
                    return (part.logicalID, Set(targets + part.dependsOn))
                })
            // Whoever waits for nobody that is left is taken away, until nothing is left but a circle.
            while let free = waits.first(where: { $0.value.isDisjoint(with: waits.keys) })?.key { waits[free] = nil }
            #expect(waits.keys.sorted() == [])
        }
    }

    @Test(arguments: names, Stage.allCases)
    func `our own review finds nothing`(name: String, stage: Stage) throws {
        let findings = try Accounts.account(name, stage).synthesized.flatMap(\.templates).flatMap { Review().run($0) }
        #expect(findings.map { "\($0.rule) \($0.path): \($0.message)" } == [])
    }

    @Test(arguments: names, Stage.allCases)
    func `every name in AWS ends with the environment's suffix`(name: String, stage: Stage) throws {
        let account = try Accounts.account(name, stage)
        let suffix = stage.environmentName
        for part in account.parts {
            for (property, value) in PhysicalName.all(of: part) {
                #expect(PhysicalName.carries(suffix, value), "\(part): \(property) is \(value)")
            }
        }
    }

    @Test(arguments: names, Stage.allCases)
    func `whatever AWS lets be tagged has all five tags`(name: String, stage: Stage) throws {
        let wanted: Set = ["CostCenter", "Environment", "ManagedBy", "Owner", "Project"]
        for part in try Accounts.account(name, stage).parts {
            guard Catalog.aws.type(part.type)?.tagProperty != nil else { continue }
            #expect(wanted.isSubset(of: part.tags.keys), "\(part) has \(part.tags.keys.sorted())")
            #expect(part.tags["Environment"] == stage.environmentName)
            #expect(part.tags.values.allSatisfy { !$0.isEmpty })
        }
    }

    @Test(arguments: names, Stage.allCases)
    func `every resource says what it is for, and every template what it is`(name: String, stage: Stage) throws {
        let account = try Accounts.account(name, stage)
        #expect(account.parts.filter { ($0.metadata["Viridian::Purpose"]?.string ?? "").isEmpty }.map(\.description) == [])
        for template in account.synthesized.flatMap(\.templates) {
            #expect(template.root["Description"]?.string?.isEmpty == false, "\(template.name)")
            #expect(template.parameters.filter { $0.node["Description"] == nil }.map(\.key) == [])
            #expect(template.outputs.filter { $0.node["Description"] == nil }.map(\.key) == [])
        }
    }

    @Test(arguments: names, Stage.allCases)
    func `no action that is allowed is a wildcard, and everything as resource has its reason`(name: String, stage: Stage) throws {
        let account = try Accounts.account(name, stage)
        for (part, statement) in account.allowed {
            // The policy of a key lets the account's administrators decide: without that nobody could change it ever again.
            if part.type == "AWS::KMS::Key", statement["Sid"] == "AccountDecides" { continue }
            let actions = statement["Action"]?.items.map(\.words) ?? []
            #expect(!actions.isEmpty && actions.allSatisfy { !$0.contains("*") }, "\(part) may \(actions)")
            guard part.type == "AWS::IAM::Role", statement["Resource"]?.items.contains("*") == true else { continue }
            #expect(part.metadata["Viridian::Wildcards"]?.list?.isEmpty == false, "\(part) may \(actions) on *")
        }
    }

    @Test(arguments: names)
    func `in development everything can be deleted`(name: String) throws {
        for part in try Accounts.account(name, .development).parts {
            for policy in ["DeletionPolicy", "UpdateReplacePolicy"] {
                #expect([nil, "Delete"].contains(part.body[policy]?.string), "\(part): \(policy)")
            }
            #expect(!Protection.isOn(part), "\(part) is protected")
            if Protection.isStateful(part) { #expect(part.body["DeletionPolicy"] == "Delete", "\(part)") }
        }
    }

    @Test(arguments: names)
    func `in production data stay, and what can be protected is`(name: String) throws {
        for part in try Accounts.account(name, .production).parts {
            if Protection.isStateful(part) {
                let policy = part.body["DeletionPolicy"]?.string ?? ""
                #expect(["Retain", "RetainExceptOnCreate", "Snapshot"].contains(policy), "\(part): \(policy)")
            }
            if Protection.isPossible(part) { #expect(Protection.isOn(part), "\(part)") }
        }
    }
}
