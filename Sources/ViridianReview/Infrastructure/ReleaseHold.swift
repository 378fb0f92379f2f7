import ViridianTemplate

/// How long a release can still be stopped once users meet the new version, where a template says so.
struct ReleaseHold {
    /// What says so, for messages.
    let name: String
    let seconds: Int
    /// The alarms that can stop it, by logical id; none where it isn't said which.
    let alarms: Set<String>
    /// The target groups between which it moves traffic.
    let targetGroups: Set<String>
}

extension Subject {
    /// The holds of the releases that this template describes: of CodeDeploy, of ECS itself, and of Viridian's plan.
    var releaseHolds: [ReleaseHold] { codeDeployHolds + serviceHolds }

    private var codeDeployHolds: [ReleaseHold] {
        ecsDeploymentGroups.compactMap { group in
            guard let shift = shiftMinutes(of: group) else { return nil }
            let wait =
                "BlueGreenDeploymentConfiguration.TerminateBlueInstancesOnDeploymentSuccess.TerminationWaitTimeInMinutes"
            guard let keep = lacks(wait, in: group.properties) ? 0 : number(wait, in: group.properties) else { return nil }
            let alarms = items("AlarmConfiguration.Alarms", in: group.properties).reduce(into: Set<String>()) {
                $0.formUnion(names(in: $1.spot))
            }
            let groups = items("LoadBalancerInfo.TargetGroupPairInfoList", in: group.properties).reduce(into: Set<String>()) {
                $0.formUnion(names(in: $1.spot).filter { self.resources[$0]?.type.hasSuffix("::TargetGroup") == true })
            }
            return ReleaseHold(
                name: "the deployment of \"\(group.spot.key)\"", seconds: (shift + keep) * 60, alarms: alarms,
                targetGroups: groups)
        }
    }

    /// How long CodeDeploy takes from the first share of traffic to the last.
    private func shiftMinutes(of group: DeploymentGroup) -> Int? {
        let known = [
            "ECSAllAtOnce": 0, "ECSLinear10PercentEvery1Minutes": 9, "ECSLinear10PercentEvery3Minutes": 27,
            "ECSCanary10Percent5Minutes": 5, "ECSCanary10Percent15Minutes": 15,
        ]
        if lacks("DeploymentConfigName", in: group.properties) { return 0 }
        if let name = text("DeploymentConfigName", in: group.properties), name.hasPrefix("CodeDeployDefault.") {
            return known[String(name.dropFirst("CodeDeployDefault.".count))]
        }
        guard let own = resource(at: "DeploymentConfigName", in: group.properties) else { return nil }
        let routing = spot(own)["Properties"]?["TrafficRoutingConfig"]
        if let canary = number("TimeBasedCanary.CanaryInterval", in: routing) { return canary }
        guard let interval = number("TimeBasedLinear.LinearInterval", in: routing),
            let percentage = number("TimeBasedLinear.LinearPercentage", in: routing), percentage > 0
        else { return nil }
        return interval * ((100 - 1) / percentage)
    }

    private var serviceHolds: [ReleaseHold] {
        services.flatMap { service -> [ReleaseHold] in
            let alarms = items("DeploymentConfiguration.Alarms.AlarmNames", in: service.properties).reduce(into: Set<String>()) {
                $0.formUnion(names(in: $1.spot))
            }
            let groups = service.loadBalancers.reduce(into: Set<String>()) {
                $0.formUnion(names(in: $1.spot).filter { self.resources[$0]?.type.hasSuffix("::TargetGroup") == true })
            }
            var holds: [ReleaseHold] = []
            if let minutes = bakeMinutes(of: service) {
                holds.append(
                    ReleaseHold(
                        name: "the deployment of \"\(service.spot.key)\"", seconds: minutes * 60, alarms: alarms,
                        targetGroups: groups))
            }
            if let seconds = plannedSeconds(of: service) {
                holds.append(
                    ReleaseHold(
                        name: "the release of \"\(service.spot.key)\"", seconds: seconds, alarms: alarms, targetGroups: groups))
            }
            return holds
        }
    }

    /// The time of ECS's own blue/green deployment in which it can be rolled back.
    private func bakeMinutes(of service: ECSService) -> Int? {
        func minutes(_ key: String, default standard: Int) -> Int? {
            let path = "DeploymentConfiguration.\(key)"
            return lacks(path, in: service.properties) ? standard : number(path, in: service.properties)
        }
        guard let bake = minutes("BakeTimeInMinutes", default: 0) else { return nil }
        switch service.strategy {
        case "BLUE_GREEN": return bake
        case "CANARY": return minutes("CanaryConfiguration.CanaryBakeTimeInMinutes", default: 10).map { $0 + bake }
        case "LINEAR":
            guard let step = minutes("LinearConfiguration.StepBakeTimeInMinutes", default: 6),
                let percent = minutes("LinearConfiguration.StepPercent", default: 10), percent > 0
            else { return nil }
            return step * ((100 - 1) / percent) + bake
        default: return nil
        }
    }

    /// The holds and the bake of a plan in the service's metadata, together.
    private func plannedSeconds(of service: ECSService) -> Int? {
        guard let plan = service.spot["Metadata"]?["Viridian::Release"] else { return nil }
        let holds = items("Steps", in: plan).map { lacks("HoldSeconds", in: $0.spot) ? 0 : number("HoldSeconds", in: $0.spot) }
        guard !holds.isEmpty, !holds.contains(nil),
            let bake = lacks("BakeSeconds", in: plan) ? 0 : number("BakeSeconds", in: plan)
        else { return nil }
        return holds.compactMap { $0 }.reduce(bake, +)
    }
}
