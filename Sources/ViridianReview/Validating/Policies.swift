import ViridianCatalog
import ViridianTemplate

/// Where policies stand in resources, and of which sort they are.
///
/// Source: IAM User Guide, "IAM JSON policy elements reference"; the places are those of the resource types.
enum Policies {
    private static let places: [String: [(path: [String], document: Document)]] = [
        "AWS::IAM::Group": [(["Policies", "*", "PolicyDocument"], .identityPolicy)],
        "AWS::IAM::GroupPolicy": [(["PolicyDocument"], .identityPolicy)],
        "AWS::IAM::ManagedPolicy": [(["PolicyDocument"], .identityPolicy)],
        "AWS::IAM::Policy": [(["PolicyDocument"], .identityPolicy)],
        "AWS::IAM::Role": [
            (["Policies", "*", "PolicyDocument"], .identityPolicy), (["AssumeRolePolicyDocument"], .trustPolicy),
        ],
        "AWS::IAM::RolePolicy": [(["PolicyDocument"], .identityPolicy)],
        "AWS::IAM::User": [(["Policies", "*", "PolicyDocument"], .identityPolicy)],
        "AWS::IAM::UserPolicy": [(["PolicyDocument"], .identityPolicy)],
        "AWS::SSO::PermissionSet": [(["InlinePolicy"], .identityPolicy)],
        "AWS::ECR::Repository": [(["RepositoryPolicyText"], .repositoryPolicy)],
        "AWS::KMS::Key": [(["KeyPolicy"], .resourcePolicy)],
        "AWS::OpenSearchService::Domain": [(["AccessPolicies"], .resourcePolicy)],
        "AWS::S3::BucketPolicy": [(["PolicyDocument"], .resourcePolicy)],
        "AWS::SNS::TopicPolicy": [(["PolicyDocument"], .resourcePolicy)],
        "AWS::SQS::QueuePolicy": [(["PolicyDocument"], .resourcePolicy)],
    ]

    static func flaws(of resource: Resource, _ properties: Spot, _ scenario: Scenario, _ validator: Validator) -> [Flaw] {
        (places[resource.type] ?? []).flatMap { place -> [Flaw] in
            guard let schema = validator.subject.catalog.schema(of: place.document) else { return [] }
            let found = validator.subject.places(place.path[...], below: properties, scenario)
            return found.flatMap { policy -> [Flaw] in
                var flaws = validator.flaws(inDocument: policy.spot, schema, policy.scenario)
                if place.document == .resourcePolicy { flaws += names(in: policy, of: resource, validator.subject) }
                return flaws.map { flaw in
                    var copy = flaw
                    copy.family = .policy
                    return copy
                }
            }
        }
    }

    /// Resources are named by ARNs; the policy of a bucket must not say `*`, which any other may.
    private static func names(in policy: Possibility, of resource: Resource, _ subject: Subject) -> [Flaw] {
        let pattern = resource.type == "AWS::S3::BucketPolicy" ? arn : "^(\(arn.dropFirst().dropLast())|\\*)$"
        let paths = ["Resource", "NotResource"].flatMap { [["Statement", $0], ["Statement", "*", $0]] }
        return paths.flatMap { subject.places($0[...], below: policy.spot, policy.scenario) }.flatMap { name in
            subject.oneOrMany(name.spot, in: name.scenario).filter { possibility in
                possibility.spot.node.string.map { !subject.patterns.matches($0, pattern) } ?? false
            }.map { Flaw(.pattern(pattern), $0.spot, $0.scenario) }
        }
    }

    private static let arn = #"^arn:aws[A-Za-z\-]*?:[^:]+:[^:]*(:(?:\d{12}|\*|aws)?:.+|)$"#
}
