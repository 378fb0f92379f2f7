import ViridianTemplate

extension Rule {
    /// A deletion policy that CloudFormation does not have.
    static let lifecyclePolicy = Rule(
        "lifecycle-policy", .high, .deployment, .aws,
        title: "Deletion policy that doesn't exist",
        rationale:
            "DeletionPolicy and UpdateReplacePolicy take a few words only, and Snapshot only where the service "
            + "makes snapshots.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
        failing: [
            """
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                DeletionPolicy: ↓Snapshot
                UpdateReplacePolicy: ↓Keep
              Topic:
                Type: AWS::SNS::Topic
                DeletionPolicy: ↓[Retain]
            """
        ],
        passing: [
            """
            Transform: AWS::LanguageExtensions
            Parameters:
              Policy: {Type: String}
            Resources:
              Volume:
                Type: AWS::EC2::Volume
                DeletionPolicy: Snapshot
                UpdateReplacePolicy: Snapshot
              Topic:
                Type: AWS::SNS::Topic
                DeletionPolicy: !Ref Policy
            """
        ]
    ) { subject in
        subject.resourceList.flatMap { resource -> [Problem] in
            ["DeletionPolicy", "UpdateReplacePolicy"].flatMap { name -> [Problem] in
                guard let policy = subject.spot(resource)[name] else { return [] }
                return subject.values(of: policy).flatMap { problems(with: $0.spot, name, resource) }
            }
        }
    }

    private static func problems(with policy: Spot, _ name: String, _ resource: Resource) -> [Problem] {
        var words = ["Delete", "Retain"]
        if name == "DeletionPolicy" { words.append("RetainExceptOnCreate") }
        if withSnapshots.contains(resource.type) { words.append("Snapshot") }
        switch policy.node.function {
        case .ref?, .findInMap?, .sub?, .select?, .if?, .transform?: return []
        default: break
        }
        if let text = policy.node.text, words.contains(text) { return [] }
        return [
            Problem(
                "\(name) of \(resource.type) can't be \(policy.node.quoted)", at: policy.place,
                fix: "Use one of: \(words.joined(separator: ", ")).")
        ]
    }

    private static let withSnapshots: Set<String> = [
        "AWS::DocDB::DBCluster", "AWS::EC2::Volume", "AWS::ElastiCache::CacheCluster", "AWS::ElastiCache::ReplicationGroup",
        "AWS::Neptune::DBCluster", "AWS::RDS::DBCluster", "AWS::RDS::DBInstance", "AWS::Redshift::Cluster",
    ]
}
