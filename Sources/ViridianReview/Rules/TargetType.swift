import ViridianTemplate

extension Rule {
    /// Tasks with addresses of their own, registered as instances, or the other way round.
    static let targetType = Rule(
        "target-type", .critical, .deployment, .aws,
        title: "Target type that doesn't fit the network mode of the tasks",
        rationale:
            "Tasks in awsvpc mode have their own addresses and are registered by them; all others share their instance's. ECS "
            + "refuses the service when the target group has the other type, and a target group's type can't be changed.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html",
        failing: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {NetworkMode: awsvpc, ContainerDefinitions: [{Name: web, Image: "web:1"}]}
              ↓Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-1}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {NetworkMode: awsvpc, ContainerDefinitions: [{Name: web, Image: "web:1"}]}
              Blue:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-1, TargetType: ip}
              Green:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties:
                  {Name: !Sub "${Stage}-green", Port: 80, Protocol: HTTP, VpcId: vpc-1, TargetType: ↓instance}
              Other:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-1, TargetType: ↓instance}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  DeploymentController: {Type: CODE_DEPLOY}
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Blue}]
              Release:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  ECSServices: [{ClusterName: shop, ServiceName: !GetAtt Web.Name}]
                  LoadBalancerInfo:
                    TargetGroupPairInfoList:
                      - TargetGroups: [{Name: !GetAtt Blue.TargetGroupName}, {Name: !Sub "${Stage}-green"}]
              Native:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  DeploymentConfiguration: {Strategy: BLUE_GREEN, BakeTimeInMinutes: 5}
                  LoadBalancers:
                    - ContainerName: web
                      ContainerPort: 80
                      TargetGroupArn: !Ref Blue
                      AdvancedConfiguration: {AlternateTargetGroupArn: !Ref Other, ProductionListenerRule: arn, RoleArn: arn}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {NetworkMode: ↓bridge, ContainerDefinitions: [{Name: web, Image: "web:1"}]}
              Blue:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-1, TargetType: ip}
              Green:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-1, TargetType: ip}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers:
                    - ContainerName: web
                      ContainerPort: 80
                      TargetGroupArn: !Ref Blue
                      AdvancedConfiguration: {AlternateTargetGroupArn: !Ref Green, ProductionListenerRule: arn, RoleArn: arn}
            """,
        ],
        passing: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {NetworkMode: awsvpc, ContainerDefinitions: [{Name: web, Image: "web:1"}]}
              Shared:
                Type: AWS::ECS::TaskDefinition
                Properties: {ContainerDefinitions: [{Name: web, Image: "web:1"}]}
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-1, TargetType: ip}
              Instances:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-1}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
              Old:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Shared
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Instances}]
            """
        ]
    ) { subject in
        var reported: Set<[String]> = []
        return subject.services.flatMap { service -> [Problem] in
            guard let mode = subject.networkMode(of: service.taskDefinition) else { return [] }
            let wanted = mode == "awsvpc" ? "ip" : "instance"
            let types = subject.targetGroups(of: service).map { ($0, type(of: $0, subject)) }
            let wrong = types.filter { $1 != nil && $1 != wanted && $1 != "lambda" }
            // Where all of several groups disagree with the tasks, it is the tasks that were forgotten.
            if wrong.count > 1, wrong.count == types.count, mode != "awsvpc", let task = service.taskDefinition,
                let resource = subject.resource(at: "TaskDefinition", in: service.properties)
            {
                let names = wrong.map { "\"\($0.0.name)\"" }.joined(separator: ", ")
                let place = task["NetworkMode"]?.place ?? subject.spot(resource).keyPlace
                guard reported.insert(place.path).inserted else { return [] }
                return [
                    Problem(
                        "tasks in \(mode) mode need target groups of type instance, and \(names) have ip", at: place,
                        fix: "Give the task definition NetworkMode: awsvpc.")
                ]
            }
            return wrong.compactMap { group, type in
                let place = group.properties?["TargetType"]?.place ?? subject.spot(group.group).keyPlace
                guard reported.insert(place.path).inserted else { return nil }
                return Problem(
                    "tasks in \(mode) mode need a target group of type \(wanted), and \"\(group.name)\" has \(type ?? "")",
                    at: place, fix: "Give \(group.name) TargetType: \(wanted).")
            }
        }
    }

    /// What a group registers; `instance` where nothing is said.
    private static func type(of group: ServiceTargetGroup, _ subject: Subject) -> String? {
        subject.lacks("TargetType", in: group.properties) ? "instance" : subject.text("TargetType", in: group.properties)
    }
}
