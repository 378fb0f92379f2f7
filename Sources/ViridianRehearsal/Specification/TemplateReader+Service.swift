import ViridianRelease
import ViridianTemplate

// What stands behind a target group: its health check, its service, and the container that a rehearsal stands in for.

extension TemplateReader {
    func describe(_ forward: Forward, other: Forward, _ tasks: Int) throws -> Specification.Service {
        guard let group = template.resource(forward.id) else {
            throw RehearsalError(
                .badInput,
                "\(forward.source?.description ?? template.name): the target group \(forward.id) is not in the template, "
                    + "so its health check is not known. Put both target groups into the template that is rehearsed.")
        }
        // With CodeDeploy and with ECS's own blue/green one service stands behind both target groups.
        guard let service = service(of: forward.id) ?? service(of: other.id) else {
            throw RehearsalError(
                .badInput,
                "\(group.logicalIDSource?.description ?? template.name): no AWS::ECS::Service has the target group "
                    + "\(forward.id) in its LoadBalancers, so nothing stands behind it.")
        }
        let entry = (service.properties["LoadBalancers"]?.list ?? []).first
        let task = service.properties["TaskDefinition"].flatMap(target).flatMap(template.resource)
        let containers = task?.properties["ContainerDefinitions"]?.list ?? []
        let container = containers.first { $0["Name"]?.string == entry?["ContainerName"]?.string } ?? containers.first
        let rehearsal = service.metadata["Viridian::Rehearsal"]
        return Specification.Service(
            name: service.logicalID, targetGroup: group.logicalID, tasks: tasks,
            containerPort: entry?["ContainerPort"]?.int ?? group.properties["Port"]?.int ?? 80,
            command: try command(rehearsal), environment: environment(rehearsal), healthCheck: try healthCheck(group),
            deregistrationDelay: .seconds(attributeNode("deregistration_delay.timeout_seconds", of: group)?.int ?? 300),
            gracePeriod: .seconds(service.properties["HealthCheckGracePeriodSeconds"]?.int ?? 0),
            stopTimeout: .seconds(container?["StopTimeout"]?.int ?? 30))
    }

    private func command(_ rehearsal: Node?) throws -> [String]? {
        guard let node = rehearsal?["Command"] else { return nil }
        guard let words = node.list?.compactMap(\.string), !words.isEmpty, words.count == node.list?.count else {
            throw RehearsalError(
                .badInput,
                "\(node.source?.description ?? template.name): Command is a list of words: the program, then its arguments.")
        }
        return words
    }

    private func environment(_ rehearsal: Node?) -> [String: String] {
        var environment: [String: String] = [:]
        for field in rehearsal?["Environment"]?.object?.fields ?? [] {
            switch field.node.value {
            case .string(let text): environment[field.key] = text
            case .number(let number): environment[field.key] = number.text
            case .bool(let bool): environment[field.key] = bool ? "true" : "false"
            case .null, .list, .object, .function: break
            }
        }
        return environment
    }

    /// A target group's health check with ALB's defaults for what it leaves out.
    /// Source: Elastic Load Balancing API Reference, CreateTargetGroup.
    private func healthCheck(_ group: Resource) throws -> Specification.HealthCheckSettings {
        func number(_ key: String, _ range: ClosedRange<Int>, _ standard: Int) throws -> Int {
            guard let node = group.properties[key] else { return standard }
            guard let value = node.int, range.contains(value) else {
                let place = node.source?.description ?? group.logicalID
                throw RehearsalError(
                    .badInput, "\(place): \(key) is a whole number from \(range.lowerBound) to \(range.upperBound).")
            }
            return value
        }
        return Specification.HealthCheckSettings(
            path: group.properties["HealthCheckPath"]?.string ?? "/",
            interval: .seconds(try number("HealthCheckIntervalSeconds", 5...300, 30)),
            timeout: .seconds(try number("HealthCheckTimeoutSeconds", 2...120, 5)),
            healthyThreshold: try number("HealthyThresholdCount", 2...10, 5),
            unhealthyThreshold: try number("UnhealthyThresholdCount", 2...10, 2),
            matcher: group.properties["Matcher"]?["HttpCode"]?.text ?? "200")
    }

    /// The listener's rules that a rehearsal can follow: path patterns that lead to the colours or to a fixed answer.
    mutating func pathRules(of listener: String?, blue: String, green: String) throws -> [Specification.PathRule] {
        var rules: [Specification.PathRule] = []
        for resource in template.resources where resource.type == "AWS::ElasticLoadBalancingV2::ListenerRule" {
            guard let listener, resource.properties["ListenerArn"].flatMap(target) == listener else { continue }
            let conditions = resource.properties["Conditions"]?.list ?? []
            let patterns = conditions.flatMap { condition in
                (condition["PathPatternConfig"]?["Values"]?.list ?? condition["Values"]?.list ?? []).compactMap(\.string)
            }
            guard conditions.count == 1, conditions[0]["Field"]?.string == "path-pattern", !patterns.isEmpty else {
                warnings.append("listener rule \(resource.logicalID) has other conditions than a path; it is not rehearsed")
                continue
            }
            guard let action = action(resource.properties["Actions"], blue: blue, green: green) else {
                warnings.append(
                    "listener rule \(resource.logicalID) leads neither to a colour nor to a fixed answer; it is not rehearsed")
                continue
            }
            if try stickiness(resource.properties["Actions"]) != nil {
                warnings.append("listener rule \(resource.logicalID) keeps users with a target group; that is not rehearsed")
            }
            rules.append(.init(priority: resource.properties["Priority"]?.int ?? 1, patterns: patterns, action: action))
        }
        return rules.sorted { $0.priority < $1.priority }
    }

    private func action(_ actions: Node?, blue: String, green: String) -> Specification.PathRule.Action? {
        let groups = forward(actions)
        if !groups.isEmpty, groups.allSatisfy({ [blue, green].contains($0.id) }) {
            func weight(_ id: String) -> Int { groups.first { $0.id == id }?.weight ?? 0 }
            return .forward(Weights(blue: weight(blue), green: weight(green)))
        }
        guard let fixed = actions?.list?.last?["FixedResponseConfig"], let status = fixed["StatusCode"]?.int else { return nil }
        return .fixedResponse(
            status: status, contentType: fixed["ContentType"]?.string ?? "text/plain", body: fixed["MessageBody"]?.string ?? "")
    }
}

extension Node {
    /// Text, also where a number was written.
    var text: String? {
        if case .number(let number) = value { return number.text }
        return string
    }
}
