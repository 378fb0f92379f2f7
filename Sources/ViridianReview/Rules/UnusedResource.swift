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
            """
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
            """
        ]
    ) { subject in
        let useless: Set<String> = [
            "AWS::EC2::SecurityGroup", "AWS::EC2::LaunchTemplate", "AWS::EC2::EIP", "AWS::EC2::RouteTable",
            "AWS::EC2::NetworkAcl",
            "AWS::IAM::InstanceProfile", "AWS::IAM::Role", "AWS::KMS::Key", "AWS::SecretsManager::Secret",
            "AWS::RDS::DBSubnetGroup",
            "AWS::RDS::DBClusterParameterGroup", "AWS::DMS::ReplicationSubnetGroup", "AWS::DMS::Endpoint",
        ]
        let names = ["RoleName", "Name", "InstanceProfileName", "LaunchTemplateName", "InstanceId", "GroupName"]
        guard !subject.hasGeneratedNames, subject.resourceList.count > 1 else { return [] }
        // What only adds to a resource doesn't use it.
        let additions: Set<String> = [
            "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress", "AWS::EC2::Route", "AWS::EC2::NetworkAclEntry",
            "AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::KMS::Alias",
        ]
        var used = subject.exportedNames
        for resource in subject.resourceList where !additions.contains(resource.type) {
            used.formUnion((subject.references[resource.logicalID] ?? []).subtracting([resource.logicalID]))
        }
        for resource in subject.resourceList where additions.contains(resource.type) {
            // The other side of a rule between two groups is used by it, and so is an alias by its name.
            let owner =
                resource.type == "AWS::KMS::Alias" ? [] : ["GroupId", "RouteTableId", "NetworkAclId", "Roles", "RoleName"]
            for field in resource.properties.fields where !owner.contains(field.key) {
                used.formUnion(subject.names(in: Spot(field.node, path: [])))
            }
        }
        return subject.resourceList.filter { resource in
            useless.contains(resource.type) && !used.contains(resource.logicalID)
                && names.allSatisfy { resource.properties[$0] == nil } && resource.dependents(in: subject).isEmpty
        }.map { resource in
            subject.spot(resource).problem(
                "nothing uses \"\(resource.logicalID)\"", fix: "Leave it out, use it, or tell its name in an output.")
        }
    }
}

extension Resource {
    /// The resources that wait for this one by `DependsOn`.
    fileprivate func dependents(in subject: Subject) -> [Resource] {
        subject.resourceList.filter { $0.dependsOn.contains(logicalID) }
    }
}
