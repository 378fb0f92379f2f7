import ViridianCatalog
import ViridianTemplate

/// What a service refuses although the schema of its type allows it: values that must fit each other, and texts of a form of
/// their own. Each comes out as a flaw of a kind that the schemas know too, so that the same rules report it.
struct Refusals {
    let validator: Validator
    let properties: Spot
    let scenario: Scenario

    var subject: Subject { validator.subject }

    static func flaws(of resource: Resource, _ properties: Spot, _ scenario: Scenario, _ validator: Validator) -> [Flaw] {
        guard let check = checks[resource.type] else { return [] }
        return check(Refusals(validator: validator, properties: properties, scenario: scenario))
    }

    private static let checks: [String: @Sendable (Refusals) -> [Flaw]] = [
        "AWS::AutoScaling::AutoScalingGroup": { $0.healthCheckTypes() },
        "AWS::Backup::BackupPlan": { $0.lifecycles() },
        "AWS::CertificateManager::Certificate": { $0.validationDomains() },
        "AWS::CloudFront::Distribution": { $0.aliases() + $0.originIDs() },
        "AWS::CodePipeline::Pipeline": { $0.artifactCounts() + $0.actionConfigurations() },
        "AWS::ECS::TaskDefinition": { $0.hostPorts() },
        "AWS::Events::Rule": { $0.scheduleExpressions() },
        "AWS::GuardDuty::Detector": { $0.dataSources() },
        "AWS::Lambda::Function": { $0.snapStart() + $0.layers() + $0.environment() },
        "AWS::Route53::RecordSet": { $0.recordNames() },
        "AWS::S3::Bucket": { $0.tierings() },
    ]
}

extension Refusals {
    /// What stands at a path, through lists and branches of conditions.
    func values(_ path: [String]) -> [Possibility] {
        subject.places(path[...], below: properties, scenario).filter { !$0.isNothing }
    }

    /// The texts at a path that are known before the stack is deployed.
    func texts(_ path: [String]) -> [(text: String, value: Possibility)] {
        values(path).compactMap { value in
            guard let text = value.spot.node.string, !text.hasDynamicReference else { return nil }
            return (text, value)
        }
    }

    /// The objects at a path that have all of these properties, each in its variants about them.
    func objects(_ path: [String], with names: [String]) -> [Variant] {
        values(path).flatMap { value -> [Variant] in
            guard value.spot.node.object != nil else { return [] }
            return subject.variants(of: value.spot, about: Set(names), in: value.scenario).filter { variant in
                names.allSatisfy(variant.has) && subject.isReportable(variant, verdictOf: validator)
            }
        }
    }
}

extension Variant {
    /// The text of a property, where it is known before the stack is deployed.
    func text(_ name: String) -> String? {
        guard let text = spot(name).node.text, !text.hasDynamicReference else { return nil }
        return text
    }

    func flaw(_ kind: Flaw.Kind, at name: String) -> Flaw { Flaw(kind, spot(name), scenario) }
}
