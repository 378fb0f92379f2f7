import ViridianCatalog
import ViridianTemplate

/// Compares creation and update policies with what the type of the resource takes.
///
/// Sources: CloudFormation Template Reference, "CreationPolicy attribute" and "UpdatePolicy attribute".
enum UpdatePolicies {
    static func flaws(of resource: Resource, _ subject: Subject) -> [Flaw] {
        guard resource.body.field("UpdatePolicy") != nil || resource.body.field("CreationPolicy") != nil else { return [] }
        let spot = subject.spot(resource)
        return (update(spot, subject) + creation(spot["CreationPolicy"], of: resource.type, subject)).map { flaw in
            var copy = flaw
            copy.family = .updatePolicy
            return copy
        }
    }

    private static func update(_ resource: Spot, _ subject: Subject) -> [Flaw] {
        guard resource["UpdatePolicy"] != nil, let schema = subject.catalog.schema(of: .updatePolicy) else { return [] }
        return Validator(subject: subject).verdict(on: resource, schema, Scenario()).flaws
    }

    /// What may stand below each part of a creation policy.
    private static let parts: [String: [String: [String: SchemaTypes]]] = [
        "AWS::AppStream::Fleet": ["StartFleet": [:]],
        "AWS::AutoScaling::AutoScalingGroup": [
            "AutoScalingCreationPolicy": ["MinSuccessfulInstancesPercent": .integer],
            "ResourceSignal": ["Timeout": .string, "Count": .integer],
        ],
        "AWS::CloudFormation::WaitCondition": ["ResourceSignal": ["Timeout": .string, "Count": .integer]],
    ]

    private static func creation(_ policy: Spot?, of type: String, _ subject: Subject) -> [Flaw] {
        guard let policy else { return [] }
        guard policy.node.object != nil else {
            // What chooses among policies, or makes one, is known to CloudFormation alone.
            let isOpen = ["Fn::If", "Fn::Transform", "Fn::FindInMap"].contains(policy.node.function?.name)
            return isOpen ? [] : [Flaw(.wrongType(.object), policy, Scenario())]
        }
        guard let parts = parts[type] else { return [] }
        return policy.fields.flatMap { part -> [Flaw] in
            guard let inner = parts[part.key] else { return [Flaw(.never, part, Scenario())] }
            return part.fields.flatMap { field -> [Flaw] in
                guard let types = inner[field.key] else { return inner.isEmpty ? [] : [Flaw(.never, field, Scenario())] }
                return subject.values(of: field).filter { $0.spot.node.function == nil && !types.contains(anyOf: $0.spot.node) }
                    .map { Flaw(.wrongType(types), $0.spot, Scenario()) }
            }
        }
    }
}
