import ViridianTemplate

extension Rule {
    /// Percents between which no task can be exchanged.
    static let healthyPercents = Rule(
        "healthy-percents", .critical, .deployment, .aws,
        title: "Minimum and maximum healthy percent that leave no room for a deployment",
        rationale:
            "With both at 100 no task may be stopped before its successor runs, and no successor may be started. ECS refuses it: "
            + "\"Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.\" The minimum is at "
            + "most 100, the maximum at least 100.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
        failing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  ↓DeploymentConfiguration: {MinimumHealthyPercent: 100, MaximumPercent: 100}
              Api:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  ↓DeploymentConfiguration: {MaximumPercent: 100}
              Shop:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  ↓DeploymentConfiguration: {MinimumHealthyPercent: 150, MaximumPercent: 200}
            """
        ],
        passing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DeploymentConfiguration: {MinimumHealthyPercent: 50, MaximumPercent: 100}
              Agent:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: agent
                  SchedulingStrategy: DAEMON
                  DeploymentConfiguration: {MaximumPercent: 100}
            """
        ]
    ) { subject in
        subject.services.compactMap { service in
            let daemonOrUnknown =
                !subject.lacks("SchedulingStrategy", in: service.properties)
                && subject.text("SchedulingStrategy", in: service.properties) != "REPLICA"
            guard !daemonOrUnknown, service.controller == "ECS" else { return nil }
            func percent(_ key: String, default standard: Int) -> Int? {
                let path = "DeploymentConfiguration.\(key)"
                return subject.lacks(path, in: service.properties) ? standard : subject.number(path, in: service.properties)
            }
            guard let least = percent("MinimumHealthyPercent", default: 100),
                let most = percent("MaximumPercent", default: 200), least > 100 || most < 100 || (least == 100 && most == 100)
            else { return nil }
            return service.properties["DeploymentConfiguration"]?.problem(
                "no deployment is possible between \(least) and \(most) percent of the tasks",
                fix: "Take a minimum of 100 and a maximum of 200, or a minimum of 50 and a maximum of 100.")
        }
    }
}
