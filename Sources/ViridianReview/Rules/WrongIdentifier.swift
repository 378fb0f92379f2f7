import ViridianTemplate

extension Rule {
    /// The right thing by the wrong one of its identifiers.
    static let wrongIdentifier = Rule(
        "wrong-identifier", .critical, .deployment, .aws,
        title: "ARN where a name is wanted, or a listener where a rule is",
        rationale:
            "Ref gives the name of some resources and the ARN of others: that of a cluster is its name, that of a service or a "
            + "target group its ARN. Whoever asks for the other finds nothing, and the stack rolls back.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html",
        failing: [
            """
            Resources:
              Cluster:
                Type: AWS::ECS::Cluster
              Web:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: web}
              Blue:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Green:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  ECSServices: [{↓ClusterName: !GetAtt Cluster.Arn, ↓ServiceName: !Ref Web}]
                  LoadBalancerInfo:
                    TargetGroupPairInfoList:
                      - TargetGroups: [{↓Name: !Ref Blue}, {↓Name: !GetAtt Green.TargetGroupFullName}]
                        ProdTrafficRoute: {ListenerArns: [arn]}
              Servers:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: fleet
                  ServiceRoleArn: arn
                  LoadBalancerInfo: {TargetGroupInfoList: [{↓Name: !Ref Blue}]}
              Scaling:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties:
                  ↓ResourceId: !Sub service/${Cluster}/${Web}
                  MinCapacity: 1
                  MaxCapacity: 4
                  ScalableDimension: ecs:service:DesiredCount
                  ServiceNamespace: ecs
              Other:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties:
                  ↓ResourceId: !Join [/, [service, !GetAtt Cluster.Arn, !GetAtt Web.Name]]
                  MinCapacity: 1
                  MaxCapacity: 4
                  ScalableDimension: ecs:service:DesiredCount
                  ServiceNamespace: ecs
            """,
            """
            Resources:
              Https:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {LoadBalancerArn: arn, Port: 443, Protocol: HTTPS, DefaultActions: []}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers:
                    - ContainerName: web
                      ContainerPort: 80
                      TargetGroupArn: arn
                      AdvancedConfiguration:
                        {AlternateTargetGroupArn: arn, ↓ProductionListenerRule: !Ref Https, RoleArn: arn}
            """,
        ],
        passing: [
            """
            Resources:
              Cluster:
                Type: AWS::ECS::Cluster
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers:
                    - ContainerName: web
                      ContainerPort: 80
                      TargetGroupArn: !Ref Blue
                      AdvancedConfiguration: {AlternateTargetGroupArn: arn, ProductionListenerRule: !Ref Live, RoleArn: arn}
                    - ContainerName: web
                      ContainerPort: 81
                      TargetGroupArn: !Ref Green
                      AdvancedConfiguration: {AlternateTargetGroupArn: arn, ProductionListenerRule: !Ref Tcp, RoleArn: arn}
              Live:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
              Tcp:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {LoadBalancerArn: arn, Port: 81, Protocol: TCP, DefaultActions: []}
              Blue:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Green:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  ECSServices: [{ClusterName: !Ref Cluster, ServiceName: !GetAtt Web.Name}]
                  LoadBalancerInfo:
                    TargetGroupPairInfoList:
                      - TargetGroups: [{Name: !GetAtt Blue.TargetGroupName}, {Name: !Sub "${Green.TargetGroupName}"}]
                        ProdTrafficRoute: {ListenerArns: [arn]}
              Scaling:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties:
                  ResourceId: !Sub service/${Cluster}/${Web.Name}
                  MinCapacity: 1
                  MaxCapacity: 4
                  ScalableDimension: ecs:service:DesiredCount
                  ServiceNamespace: ecs
              Other:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties:
                  ResourceId: !Join [/, [service, !Ref Cluster, !Select [2, !Split [/, !Ref Web]]]]
                  MinCapacity: 1
                  MaxCapacity: 4
                  ScalableDimension: ecs:service:DesiredCount
                  ServiceNamespace: ecs
            """
        ]
    ) { subject in
        let groups = subject.resources(ofType: "AWS::CodeDeploy::DeploymentGroup").compactMap(\.properties)
        let services = groups.flatMap { subject.items("ECSServices", in: $0) }.map(\.spot)
        let pairs = groups.flatMap { subject.items("LoadBalancerInfo.TargetGroupPairInfoList", in: $0) }
        let single = groups.flatMap { subject.items("LoadBalancerInfo.TargetGroupInfoList", in: $0) }
        let names = (single + pairs.flatMap { subject.items("TargetGroups", in: $0.spot) }).compactMap { $0.spot["Name"] }
        let scaled = subject.resources(ofType: "AWS::ApplicationAutoScaling::ScalableTarget").compactMap {
            $0.properties?["ResourceId"]
        }
        let wanted = names + services.flatMap { [$0["ClusterName"], $0["ServiceName"]].compactMap { $0 } } + scaled
        return wanted.compactMap { problem(withNameAt: $0, subject) } + listenersForRules(subject)
    }

    private static func problem(withNameAt place: Spot, _ subject: Subject) -> Problem? {
        let wrong = subject.branches(of: place).flatMap { subject.identifiers(in: $0.spot.node) }.first { $0.isNoName }
        return wrong.map { wrong in
            place.problem(
                "a name is wanted here, and this is no name of \"\(wrong.resource.logicalID)\"", fix: "Write \(wrong.name).")
        }
    }

    /// A rule is what moves between the colours of an Application Load Balancer; of a Network Load Balancer it is the listener.
    private static func listenersForRules(_ subject: Subject) -> [Problem] {
        let balancers = subject.services.flatMap(\.loadBalancers).flatMap {
            subject.values("AdvancedConfiguration", in: $0.spot)
        }
        let given = balancers.flatMap { balancer in
            ["ProductionListenerRule", "TestListenerRule"].compactMap { balancer.spot[$0] }
        }
        return given.compactMap { place in
            guard let listener = subject.resource(named: place.node), listener.type == "AWS::ElasticLoadBalancingV2::Listener",
                ["HTTP", "HTTPS"].contains(subject.text("Properties.Protocol", in: subject.spot(listener)))
            else { return nil }
            return place.problem(
                "the ARN of a listener rule is wanted here, and \"\(listener.logicalID)\" is a listener",
                fix: "Make an AWS::ElasticLoadBalancingV2::ListenerRule of this listener and write its Ref.")
        }
    }
}

/// What a value takes from a resource: `Ref`, where no attribute is said.
private struct Identifier {
    let resource: Resource
    let attribute: String?

    /// Whether this certainly isn't the resource's name.
    var isNoName: Bool {
        switch (resource.type, attribute) {
        case ("AWS::ECS::Service", nil), ("AWS::ECS::Service", "ServiceArn"), ("AWS::ECS::Cluster", "Arn"): true
        case ("AWS::ElasticLoadBalancingV2::TargetGroup", nil): true
        case ("AWS::ElasticLoadBalancingV2::TargetGroup", let attribute?): attribute != "TargetGroupName"
        default: false
        }
    }

    /// How its name is written.
    var name: String {
        switch resource.type {
        case "AWS::ECS::Service": "!GetAtt \(resource.logicalID).Name"
        case "AWS::ECS::Cluster": "!Ref \(resource.logicalID)"
        default: "!GetAtt \(resource.logicalID).TargetGroupName"
        }
    }
}

extension Subject {
    /// The identifiers of which a text is put together; those from which a function takes a part aren't among them.
    fileprivate func identifiers(in node: Node) -> [Identifier] {
        switch node.function {
        case .ref(let name)?: resources[name].map { [Identifier(resource: $0, attribute: nil)] } ?? []
        case .getAtt(let name, let attribute)?:
            resources[name].map { [Identifier(resource: $0, attribute: attribute.text ?? "")] } ?? []
        case .sub(let text, let variables)?:
            Substitution.names(in: text).flatMap { name, attribute -> [Identifier] in
                if attribute == nil, let variable = variables[name] { return identifiers(in: variable) }
                return resources[name].map { [Identifier(resource: $0, attribute: attribute)] } ?? []
            }
        case .join(_, let list)?: (list.list ?? []).flatMap(identifiers)
        default: []
        }
    }
}
