import ViridianTemplate

extension Rule {
    /// A bill that nobody can divide.
    static let untaggedResource = Rule(
        "untagged-resource", .medium, .operations, .practice,
        title: "Resource that costs money and has no tag",
        rationale:
            "Costs are divided by tags. A cluster, a database or a gateway without any is on nobody's account. Tags given to the "
            + "whole stack on deployment do as well.",
        page: "https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/cost-alloc-tags.html",
        failing: [
            """
            Resources:
              ↓Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql}
            """
        ],
        passing: [
            """
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, Tags: [{Key: CostCenter, Value: shop}]}
            """
        ]
    ) { subject in
        subject.pricedResources.filter { subject.lacks("Tags", in: $0.properties) }.map { spot, _ in
            spot.problem("\"\(spot.key)\" has no tag", fix: "Add Tags, for instance Project, Owner and CostCenter.")
                .mended(by: tagged(spot, with: subject.usualTags))
        }
    }

    private static func tagged(_ resource: Spot, with tags: [Node]) -> [Change] {
        tags.isEmpty ? [] : resource.setting(["Properties", "Tags"], to: Node(.list(tags)))
    }
}

extension Subject {
    /// The resources that are on the bill by themselves, of the types that this project is about.
    var pricedResources: [(spot: Spot, properties: Spot?)] {
        resources(
            ofType: "AWS::ECS::Service", "AWS::RDS::DBCluster", "AWS::RDS::DBInstance",
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "AWS::EC2::NatGateway", "AWS::DMS::ReplicationInstance", "AWS::ECR::Repository",
            "AWS::S3::Bucket", "AWS::CodeBuild::Project", "AWS::CodePipeline::Pipeline", "AWS::KMS::Key",
            "AWS::SecretsManager::Secret", "AWS::AutoScaling::AutoScalingGroup", "AWS::DynamoDB::Table"
        )
    }
}
