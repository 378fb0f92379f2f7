import ViridianTemplate

extension Rule {
    /// Counts the requests of the other colour.
    static let scalingOnOneColour = Rule(
        "scaling-on-one-colour", .medium, .reliability, .practice,
        title: "Scaling by requests for each target where releases move traffic between target groups",
        rationale:
            "The label of ALBRequestCountPerTarget names one target group. After a switch it counts the requests "
            + "of the idle one: no requests, and the service that carries all of them is scaled in.",
        page: "https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html",
        failing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: web, DeploymentController: {Type: CODE_DEPLOY}}
              Policy:
                Type: AWS::ApplicationAutoScaling::ScalingPolicy
                Properties:
                  TargetTrackingScalingPolicyConfiguration:
                    PredefinedMetricSpecification:
                      ↓PredefinedMetricType: ALBRequestCountPerTarget
                      ResourceLabel: !Sub "${Balancer.LoadBalancerFullName}/${Blue.TargetGroupFullName}"
            """
        ],
        passing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: web, DeploymentController: {Type: CODE_DEPLOY}}
              Policy:
                Type: AWS::ApplicationAutoScaling::ScalingPolicy
                Properties:
                  TargetTrackingScalingPolicyConfiguration:
                    PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}
            """
        ]
    ) { subject in
        let swaps = subject.services.contains {
            $0.controller == "CODE_DEPLOY" || ["BLUE_GREEN", "LINEAR", "CANARY"].contains($0.strategy)
        }
        guard swaps else { return [] }
        let path = "TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification"
        return subject.resources(ofType: "AWS::ApplicationAutoScaling::ScalingPolicy").compactMap { _, properties in
            guard let metric = subject.values(path, in: properties).first?.spot,
                subject.text("PredefinedMetricType", in: metric) == "ALBRequestCountPerTarget"
            else { return nil }
            return metric["PredefinedMetricType"]?.problem(
                "after a deployment this counts the requests of the idle target group",
                fix: "Scale by ECSServiceAverageCPUUtilization or ECSServiceAverageMemoryUtilization.")
        }
    }
}
