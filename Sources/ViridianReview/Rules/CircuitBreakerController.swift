import ViridianTemplate

extension Rule {
    /// A circuit breaker for deployments that ECS doesn't make.
    static let circuitBreakerController = Rule(
        "circuit-breaker-controller", .high, .deployment, .practice,
        title: "Circuit breaker on a service that ECS doesn't deploy",
        rationale:
            "The circuit breaker is for deployments by ECS itself. With CodeDeploy or an external controller it is dropped or "
            + "refused, and a failed release is not rolled back as the template promises.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
        failing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DeploymentController: {Type: CODE_DEPLOY}
                  DeploymentConfiguration:
                    ↓DeploymentCircuitBreaker: {Enable: true, Rollback: true}
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
                    DeploymentCircuitBreaker: {Enable: true, Rollback: true}
              Blue:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DeploymentController: {Type: CODE_DEPLOY}
                  DeploymentConfiguration:
                    DeploymentCircuitBreaker: {Enable: false, Rollback: false}
            """
        ]
    ) { subject in
        subject.services.compactMap { service in
            guard let controller = service.controller, ["CODE_DEPLOY", "EXTERNAL"].contains(controller) else { return nil }
            let breakers = subject.values("DeploymentConfiguration.DeploymentCircuitBreaker", in: service.properties)
            return breakers.first { subject.text("Enable", in: $0.spot) == "true" }?.spot.problem(
                "the circuit breaker does nothing with the controller \(controller)",
                fix: "Leave it out, and give the deployment group AutoRollbackConfiguration and AlarmConfiguration.")
        }
    }
}
