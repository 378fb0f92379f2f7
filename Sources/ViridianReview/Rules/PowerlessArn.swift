import ViridianTemplate

extension Rule {
    /// A permission that permits nothing.
    static let powerlessArn = Rule(
        "powerless-arn", .high, .deployment, .practice,
        title: "Permission limited to an ARN for an action that knows no resources",
        rationale:
            "Some actions can't be limited to resources: IAM compares them with * only, and a statement that names an ARN grants "
            + "nothing. The call is denied, though the policy seems to allow it.",
        page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html",
        failing: [
            """
            Parameters:
              ListenerArn: {Type: String}
              Blue: {Type: String, AllowedPattern: "arn:aws:elasticloadbalancing:.*"}
              Green: {Type: String, Description: ARN of the green target group}
              Old: {Type: String, Default: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/old/1"}
            Resources:
              Policy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument:
                    Statement:
                      - Effect: Allow
                        Action: [ecs:RegisterTaskDefinition, ↓ecs:DescribeTaskDefinition]
                        Resource: !Sub arn:aws:ecs:${AWS::Region}:${AWS::AccountId}:task-definition/*
                      - {Effect: Allow, Action: ↓elasticloadbalancing:DescribeRules, Resource: !Ref ListenerArn}
                      - Effect: Allow
                        Action: ↓elasticloadbalancing:DescribeTargetHealth
                        Resource: [!Ref Blue, !Ref Green, !Ref Old]
                      - Effect: Allow
                        Action: [logs:CreateLogStream, logs:PutLogEvents]
                        Resource: ↓!Sub arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:/ecs/web
            """
        ],
        passing: [
            """
            Parameters:
              Given: {Type: String, Description: the ARNs or *, Default: "*"}
            Resources:
              Policy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument:
                    Statement:
                      - {Effect: Allow, Action: ecs:DescribeTaskDefinition, Resource: "*"}
                      - {Effect: Allow, Action: ecr:GetAuthorizationToken, Resource: [!GetAtt Repository.Arn, "*"]}
                      - {Effect: Allow, Action: ecs:ListClusters, Resource: !Ref Given}
                      - {Effect: Allow, Action: logs:PutLogEvents, Resource: !GetAtt Logs.Arn}
                      - {Effect: Allow, Action: logs:PutLogEvents, Resource: "arn:aws:logs:*:*:log-group:/ecs/web:*"}
                      - {Effect: Allow, Action: logs:PutLogEvents, Resource: "arn:aws:logs:*:*:log-group:/ecs/*"}
                      - {Effect: Allow, Action: logs:PutLogEvents, Resource: !Sub "arn:aws:logs:*:*:log-group:${Given}"}
            """
        ]
    ) { subject in
        let allowances = subject.allowances
        return allowances.flatMap { statement -> [Problem] in
            if let problem = groupForStreams(statement, subject) { return [problem] }
            let powerless = statement.actions.filter { $0.node.string.map { ActionLevel.of($0) == .account } ?? false }
            guard !powerless.isEmpty else { return [] }
            let arns = statement.resources.map { isARN($0, subject) ? someARN : subject.knownText(of: $0.node) }
            let named = statement.resources.map { subject.resource(named: $0.node) != nil }
            let areARNs = zip(arns, named).allSatisfy { text, isResource in
                isResource || text == Self.someARN || (text.hasPrefix("arn:") && text.count(where: { $0 == ":" }) >= 5)
            }
            // An action that is allowed elsewhere in the same role does no harm here.
            let allowed = allowances.filter { $0.logicalID == statement.logicalID && $0.everyResource != nil }
                .flatMap(\.actionNames)
            guard !statement.resources.isEmpty, areARNs else { return [] }
            return powerless.compactMap { action in
                guard let name = action.node.string, !allowed.contains(name.lowercased()) else { return nil }
                return Problem(
                    "\(name) knows no resources: with an ARN it is not allowed at all", at: action.place,
                    fix: "Put \(name) into a statement of its own with Resource: \"*\".")
            }
        }
    }

    /// Stands for the ARN of a parameter that is called so and has no default.
    private static let someARN = "arn:…"

    /// Whether a parameter takes ARNs: its default is one, or, without a default, its name, its pattern or its description says
    /// so.
    private static func isARN(_ spot: Spot, _ subject: Subject) -> Bool {
        guard case .ref(let name)? = spot.node.function, let parameter = subject.parameters[name] else { return false }
        if let given = parameter["Default"]?.text { return given.hasPrefix("arn:") }
        let pattern = parameter["AllowedPattern"]?.text ?? ""
        return name.lowercased().hasSuffix("arn") || pattern.hasPrefix("arn:") || pattern.hasPrefix("^arn:")
            || (parameter["Description"]?.text ?? "").holds("ARN")
    }

    /// Events are put into streams: the ARN of the group alone covers none.
    private static func groupForStreams(_ statement: PolicyStatement, _ subject: Subject) -> Problem? {
        guard statement.actionNames.contains("logs:putlogevents"), !statement.resources.isEmpty,
            statement.resources.allSatisfy({ isBareGroup($0, subject) })
        else { return nil }
        return Problem(
            "logs:PutLogEvents is about streams, and this ARN is the group's alone: it is not allowed at all",
            at: statement.resources[0].place, fix: "End the ARN with :*, or write !GetAtt of the group's Arn, which does.")
    }

    private static func isBareGroup(_ spot: Spot, _ subject: Subject) -> Bool {
        let text = subject.knownText(of: spot.node)
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 7, parts[0] == "arn", parts[2] == "logs", parts[5] == "log-group" else { return false }
        // What ends in something unknown may end in `:*`, unless it is the name of a group of this template.
        let isKnown = text.last != Subject.unknownText
        let names = subject.names(in: spot)
        return !parts[6].contains("*") && (isKnown || names.contains { subject.resources[$0]?.type == "AWS::Logs::LogGroup" })
    }
}
