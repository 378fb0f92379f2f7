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
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-1}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: ↓!Ref Group}]
            """
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
        subject.services.flatMap { service -> [Problem] in
            guard let mode = subject.networkMode(of: service.taskDefinition) else { return [] }
            let wanted = mode == "awsvpc" ? "ip" : "instance"
            return service.loadBalancers.compactMap { entry in
                guard let value = entry.spot["TargetGroupArn"], let group = subject.resource(named: value.node),
                    group.type == "AWS::ElasticLoadBalancingV2::TargetGroup"
                else { return nil }
                let properties = subject.spot(group)["Properties"]
                let absent = subject.lacks("TargetType", in: properties)
                guard let type = absent ? "instance" : subject.text("TargetType", in: properties), type != wanted
                else { return nil }
                return Problem(
                    "tasks in \(mode) mode need a target group of type \(wanted), and \"\(group.logicalID)\" has \(type)",
                    at: value.place, fix: "Give \(group.logicalID) TargetType: \(wanted).")
            }
        }
    }
}
