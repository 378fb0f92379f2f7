import ViridianTemplate

extension Rule {
    /// A threshold that means nothing.
    static let circuitBreakerThreshold = Rule(
        "circuit-breaker-threshold", .high, .deployment, .aws,
        title: "Threshold that the circuit breaker can't express",
        rationale:
            "The circuit breaker counts failed tasks. Its threshold is a count, or 1 to 100 percent of the "
            + "desired count; it knows no share of unhealthy targets and no error rate, which an alarm is for.",
        page:
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-service-deploymentcircuitbreaker.html",
        failing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DeploymentConfiguration:
                    DeploymentCircuitBreaker:
                      Enable: true
                      Rollback: true
                      ThresholdConfiguration: {Type: UNBOUNDED_PERCENT, ↓Value: 150}
            """
        ],
        passing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DeploymentConfiguration:
                    DeploymentCircuitBreaker:
                      Enable: true
                      Rollback: true
                      ThresholdConfiguration: {Type: UNBOUNDED_PERCENT, Value: 50}
            """
        ]
    ) { subject in
        let path = "DeploymentConfiguration.DeploymentCircuitBreaker.ThresholdConfiguration"
        return subject.services.compactMap { service in
            guard let written = subject.values(path, in: service.properties).first?.spot, let place = written["Value"],
                let value = subject.number("Value", in: written)
            else { return nil }
            let isCount = subject.text("Type", in: written) == "COUNT"
            guard value < 1 || (!isCount && value > 100) else { return nil }
            return place.problem(
                "\(value) is no \(isCount ? "number of failed tasks" : "percentage of tasks")",
                fix: isCount ? "Take 1 or more." : "Take 1 to 100, of the desired count.")
        }
    }
}
