import ViridianTemplate

extension Rule {
    /// Made, and used by nobody.
    static let unusedResource = Rule(
        "unused-resource", .low, .operations, .practice,
        title: "Resource that nothing uses",
        rationale:
            "It is a remnant, or the line that should use it is missing: a security group that no service has, a "
            + "role that nothing assumes, a secret that nobody reads.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/best-practices.html",
        failing: [
            """
            Resources:
              ↓Group:
                Type: AWS::EC2::SecurityGroup
                Properties: {GroupDescription: for nobody}
              ↓Secret:
                Type: AWS::SecretsManager::Secret
            """,
            """
            Resources:
              ↓Old:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Name: shop-old}
              Errors:
                Type: AWS::CloudWatch::Alarm
                Properties: {Namespace: AWS/ApplicationELB, MetricName: HTTPCode_Target_5XX_Count,
                    Dimensions: [{Name: TargetGroup, Value: !GetAtt Old.TargetGroupFullName}]}
            """,
        ],
        passing: [
            """
            Resources:
              Group:
                Type: AWS::EC2::SecurityGroup
                Properties: {GroupDescription: for the balancer}
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {SecurityGroups: [!Ref Group], Subnets: [subnet-1, subnet-2]}
              Secret:
                Type: AWS::SecretsManager::Secret
                Properties: {Name: shop/api}
            Outputs:
              Balancer: {Value: !Ref Balancer}
            """,
            """
            Resources:
              Blue:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Name: shop-blue}
              Hosts:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties: {TargetGroupARNs: [!Ref Hosts]}
              Release:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties: {LoadBalancerInfo: {TargetGroupPairInfoList: [{TargetGroups: [{Name: shop-blue}]}]}}
            """,
        ]
    ) { subject in
        let useless: Set<String> = [
            "AWS::EC2::SecurityGroup", "AWS::EC2::LaunchTemplate", "AWS::EC2::EIP", "AWS::EC2::RouteTable",
            "AWS::EC2::NetworkAcl",
            "AWS::IAM::InstanceProfile", "AWS::IAM::Role", "AWS::KMS::Key", "AWS::SecretsManager::Secret",
            "AWS::RDS::DBSubnetGroup", "AWS::ElasticLoadBalancingV2::TargetGroup",
            "AWS::RDS::DBClusterParameterGroup", "AWS::DMS::ReplicationSubnetGroup", "AWS::DMS::Endpoint",
        ]
        guard !subject.hasGeneratedNames, subject.resourceList.count > 1 else { return [] }
        // What only adds to a resource doesn't use it.
        let additions: Set<String> = [
            "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress", "AWS::EC2::Route", "AWS::EC2::NetworkAclEntry",
            "AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::KMS::Alias", "AWS::CloudWatch::Alarm",
        ]
        // An alarm watches a target group, and sends it nothing.
        let owners = ["AWS::KMS::Alias": [], "AWS::CloudWatch::Alarm": ["Dimensions", "Metrics"]]
        var used = subject.exportedNames
        for resource in subject.resourceList where !additions.contains(resource.type) {
            used.formUnion((subject.references[resource.logicalID] ?? []).subtracting([resource.logicalID]))
        }
        for resource in subject.resourceList where additions.contains(resource.type) {
            // The other side of a rule between two groups is used by it, and so is an alias by its name.
            let owner = owners[resource.type] ?? ["GroupId", "RouteTableId", "NetworkAclId", "Roles", "RoleName"]
            for field in resource.properties.fields where !owner.contains(field.key) {
                used.formUnion(subject.names(in: Spot(field.node, path: [])))
            }
        }
        return subject.resourceList.filter { resource in
            useless.contains(resource.type) && !used.contains(resource.logicalID)
                && !mayBeNamed(resource, subject) && resource.dependents(in: subject).isEmpty
        }.map { resource in
            subject.spot(resource).problem(
                "nothing uses \"\(resource.logicalID)\"", fix: "Leave it out, use it, or tell its name in an output.")
        }
    }

    /// Whether somebody may use a resource by a name that it has. A target group is used by its ARN, and by its name in
    /// CodeDeploy only.
    private static func mayBeNamed(_ resource: Resource, _ subject: Subject) -> Bool {
        if resource.type == "AWS::ElasticLoadBalancingV2::TargetGroup" {
            return resource.properties["Name"] != nil && subject.has("AWS::CodeDeploy::DeploymentGroup")
        }
        let names = ["RoleName", "Name", "InstanceProfileName", "LaunchTemplateName", "InstanceId", "GroupName"]
        return names.contains { resource.properties[$0] != nil }
    }
}

extension Resource {
    /// The resources that wait for this one by `DependsOn`.
    fileprivate func dependents(in subject: Subject) -> [Resource] {
        subject.resourceList.filter { $0.dependsOn.contains(logicalID) }
    }
}
