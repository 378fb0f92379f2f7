import ViridianTemplate

extension Rule {
    /// Tags that a team has agreed on.
    static let requiredTags = Rule(
        "required-tags", .medium, .operations, .practice,
        title: "Resource without a tag that the policy asks for",
        rationale:
            "The policy names the keys by which costs are divided and owners are found. A resource with other tags only is "
            + "missing from every report that groups by them. One without any tag is told by untagged-resource.",
        page: "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html",
        failing: [
            """
            # viridian.yml: {requiredTags: [Owner, CostCenter]}
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, ↓Tags: [{Key: Owner, Value: shop}]}
            """
        ],
        passing: [
            """
            # viridian.yml: {requiredTags: [Owner, CostCenter]}
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, Tags: [{Key: Owner, Value: shop}, {Key: CostCenter, Value: shop}]}
              Unknown:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, Tags: [{Key: !Ref Word, Value: shop}]}
            """,
            """
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, Tags: [{Key: Owner, Value: shop}]}
            """,
        ]
    ) { subject in
        guard !subject.policy.requiredTags.isEmpty else { return [] }
        return subject.pricedResources.compactMap { spot, properties in
            guard let tags = properties?["Tags"], let list = tags.node.list, !list.isEmpty else { return nil }
            let keys = list.map { $0["Key"]?.string }
            // A key that only the deployment knows may be any.
            guard !keys.contains(nil) else { return nil }
            let missing = subject.policy.requiredTags.filter { !keys.contains($0) }
            guard !missing.isEmpty else { return nil }
            return tags.problem(
                "\"\(spot.key)\" lacks the tag \(missing.joined(separator: ", "))",
                fix: "Add \(missing.map { "{Key: \($0), Value: …}" }.joined(separator: ", ")).")
        }
    }
}
