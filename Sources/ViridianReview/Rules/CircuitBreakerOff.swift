import ViridianTemplate

extension Rule {
    /// A deployment that nothing stops.
    static let circuitBreakerOff = Rule(
        "circuit-breaker-off", .medium, .deployment, .practice,
        title: "Rolling deployments without circuit breaker and rollback",
        rationale:
            "When the tasks of a new version don't start, ECS starts new ones for hours, and the stack waits for "
            + "three of them. With "
            + "the circuit breaker the deployment fails in minutes and the last good version comes back.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
        failing: [
            """
            Resources:
              ↓Web:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: web}
              Api:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DeploymentConfiguration: {DeploymentCircuitBreaker: {↓Enable: false, Rollback: true}}
              Shop:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DeploymentConfiguration: {DeploymentCircuitBreaker: {Enable: true, ↓Rollback: false}}
            """
        ],
        passing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DeploymentConfiguration: {DeploymentCircuitBreaker: {Enable: true, Rollback: true}}
              Blue:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: web, DeploymentController: {Type: CODE_DEPLOY}}
              Native:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: web, DeploymentConfiguration: {Strategy: BLUE_GREEN}}
            """
        ]
    ) { subject in
        let path = ["DeploymentConfiguration", "DeploymentCircuitBreaker"]
        let breaker = path.joined(separator: ".")
        return subject.services.compactMap { service in
            guard service.controller == "ECS", service.strategy == "ROLLING" else { return nil }
            let fix = "Add DeploymentConfiguration with DeploymentCircuitBreaker: {Enable: true, Rollback: true}."
            if subject.lacks(breaker, in: service.properties) {
                let on: Node = ["Enable": true, "Rollback": true]
                return service.spot.problem("deployments of \"\(service.spot.key)\" have no circuit breaker", fix: fix)
                    .mended(by: service.spot.setting(["Properties"] + path, to: on))
            }
            for (key, what) in [("Enable", "the circuit breaker is off"), ("Rollback", "the circuit breaker doesn't roll back")] {
                let values = subject.values("\(breaker).\(key)", in: service.properties)
                if let first = values.first, values.allSatisfy({ $0.spot.node.text == "false" }) {
                    return first.spot.problem(what, fix: "Set \(key) to true.").mended(by: switchedOn(service, path))
                }
            }
            return nil
        }
    }

    /// Both switches, where they are written as they are.
    private static func switchedOn(_ service: ECSService, _ path: [String]) -> [Change] {
        let breaker = path.reduce(Optional(service.properties)) { $0?[$1] }
        let off = ["Enable", "Rollback"].compactMap { breaker?[$0] }.filter { $0.node.text != "true" }
        let changes = off.map { $0.replacing(with: true) }
        return changes.contains([]) ? [] : changes.flatMap { $0 }
    }
}
