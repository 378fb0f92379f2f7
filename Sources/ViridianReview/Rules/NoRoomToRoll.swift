import ViridianTemplate

extension Rule {
    /// Percents that are right on paper and nothing in tasks.
    static let noRoomToRoll = Rule(
        "no-room-to-roll", .high, .deployment, .practice,
        title: "Healthy percents between which not one task fits",
        rationale:
            "ECS rounds the minimum up and the maximum down to whole tasks. With two tasks, 100 and 120 percent are two tasks "
            + "and two tasks: none may be stopped and none may be started, and every deployment waits until it is given up.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
        failing: [
            """
            Parameters:
              Tasks: {Type: Number, Default: 2}
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DesiredCount: !Ref Tasks
                  DeploymentConfiguration: {MinimumHealthyPercent: 100, ↓MaximumPercent: 120}
              Api:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: api
                  DesiredCount: 3
                  DeploymentConfiguration: {↓MinimumHealthyPercent: 70, MaximumPercent: 100}
              Single:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: single
                  DeploymentConfiguration: {↓MaximumPercent: 150}
              Scaled:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DesiredCount: 10
                  DeploymentConfiguration: {↓MaximumPercent: 125}
              Scaling:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 3, MaxCapacity: 20, ResourceId: !Sub "service/shop/${Scaled.Name}"}
            """
        ],
        passing: [
            """
            Parameters:
              Tasks: {Type: Number}
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DesiredCount: 4
                  DeploymentConfiguration: {MinimumHealthyPercent: 100, MaximumPercent: 125}
              Api:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: api
                  DesiredCount: 1
                  DeploymentConfiguration: {MinimumHealthyPercent: 0, MaximumPercent: 100}
              Given:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DesiredCount: !Ref Tasks
                  DeploymentConfiguration: {MaximumPercent: 120}
              Idle:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DesiredCount: 0
                  DeploymentConfiguration: {MaximumPercent: 120}
              Coloured:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DesiredCount: 2
                  DeploymentConfiguration: {Strategy: BLUE_GREEN, BakeTimeInMinutes: 5, MaximumPercent: 120}
            """
        ]
    ) { subject in
        subject.services.compactMap { service in
            guard service.controller == "ECS", service.strategy == "ROLLING",
                subject.lacks("SchedulingStrategy", in: service.properties)
                    || subject.text("SchedulingStrategy", in: service.properties) == "REPLICA"
            else { return nil }
            func percent(_ key: String, default standard: Int) -> Int? {
                let path = "DeploymentConfiguration.\(key)"
                return subject.lacks(path, in: service.properties) ? standard : subject.number(path, in: service.properties)
            }
            // Beyond these bounds ECS refuses the service, which another rule says.
            guard let least = percent("MinimumHealthyPercent", default: 100), let most = percent("MaximumPercent", default: 200),
                (0...100).contains(least), (100...100_000).contains(most), least < 100 || most > 100,
                let tasks = subject.fewestTasks(of: service), (1...100_000).contains(tasks)
            else { return nil }
            let (kept, allowed) = ((tasks * least + 99) / 100, tasks * most / 100)
            guard kept >= tasks, allowed <= tasks else { return nil }
            let configuration = service.properties["DeploymentConfiguration"]
            let key = most > 100 ? "MaximumPercent" : "MinimumHealthyPercent"
            let place = configuration?[key] ?? configuration ?? service.spot
            let count = tasks == 1 ? "1 task" : "\(tasks) tasks"
            return place.problem(
                "of \(count), \(least) % rounded up are \(kept) and \(most) % rounded down are \(allowed): "
                    + "nothing can be exchanged",
                fix: "Take a minimum of 100 and a maximum of 200, or leave room for one whole task.")
        }
    }
}

extension Subject {
    /// The fewest tasks that a service is known to be told to run; 1 where nothing is said.
    fileprivate func fewestTasks(of service: ECSService) -> Int? {
        let scaling = resources(ofType: "AWS::ApplicationAutoScaling::ScalableTarget").filter { spot, _ in
            references[spot.key]?.contains(service.spot.key) == true
        }
        if let target = scaling.first { return number("MinCapacity", in: target.properties) }
        return lacks("DesiredCount", in: service.properties) ? 1 : number("DesiredCount", in: service.properties)
    }
}
