import ViridianTemplate

extension Rule {
    /// Asked for paths, given weights.
    static let pathRulesMissing = Rule(
        "path-rules-missing", .medium, .deployment, .practice,
        title: "Path routing that is spoken of and not there",
        rationale:
            "The template says that requests are routed by their path, and no rule of a listener has a path "
            + "pattern: every path is served by the default action.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html",
        failing: [
            """
            ↓Description: Blue/green service with path-based routing
            Resources:
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {DefaultActions: [{Type: forward, TargetGroupArn: !Ref Blue}]}
            """,
            """
            ↓Description: Blue and green, for tests routed by /blue/* and /green/*
            Resources:
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {DefaultActions: [{Type: forward, TargetGroupArn: !Ref Blue}]}
              Rule:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 1
                  Conditions: [{Field: path-pattern, PathPatternConfig: {Values: [/blue/*]}}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Blue}]
            """,
        ],
        passing: [
            """
            Description: Blue/green service with path-based routing
            Resources:
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {DefaultActions: [{Type: forward, TargetGroupArn: !Ref Blue}]}
              Rule:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 1
                  Conditions: [{Field: path-pattern, PathPatternConfig: {Values: [/green/*]}}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Green}]
            """
        ]
    ) { subject in
        guard subject.has("AWS::ElasticLoadBalancingV2::Listener"), !subject.hasNestedStacks, !subject.hasGeneratedNames
        else { return [] }
        return unrouted(subject) ?? named(subject).map { [$0] } ?? []
    }

    /// The sentence that asks for path routing, where no rule has a path at all.
    private static func unrouted(_ subject: Subject) -> [Problem]? {
        let words = [
            "path-based", "path based", "path routing", "path-routing", "routing by path", "routed by path", "path-pattern",
        ]
        guard patterns(subject)?.isEmpty == true, let asked = subject.sentence(speakingOf: words) else { return nil }
        return [
            asked.problem(
                "routing by path is spoken of here, and no listener rule has a path pattern",
                fix: "Add a ListenerRule with Field: path-pattern for each path, or correct the sentence.")
        ]
    }

    /// The sentence that names paths such as `/green/*`, where the rules have others.
    private static func named(_ subject: Subject) -> Problem? {
        guard let asked = subject.sentence(speakingOf: ["/*"]), let text = asked.node.string, let known = patterns(subject),
            ["path", "route", "routing"].contains(where: text.lowercased().contains)
        else { return nil }
        let paths = text.split { $0.isWhitespace || "\"'`,;()[]{}".contains($0) }.filter { word in
            word.hasPrefix("/") && word.hasSuffix("/*") && word.count > 3 && !word.dropLast().contains("*")
        }
        let missing = paths.map { $0.dropLast(2) }.filter { path in !known.contains { $0.hasPrefix(path) } }
        guard !missing.isEmpty else { return nil }
        let list = missing.map { "\($0)/*" }.joined(separator: ", ")
        let (verb, noun) = missing.count == 1 ? ("is", "it") : ("are", "them")
        return asked.problem(
            "\(list) \(verb) spoken of here, and no listener rule has \(noun)",
            fix: "Add a ListenerRule with Field: path-pattern for each path, or correct the sentence.")
    }

    /// All path patterns of the rules; none where not all of them can be known.
    private static func patterns(_ subject: Subject) -> [String]? {
        let rules = subject.resources(ofType: "AWS::ElasticLoadBalancingV2::ListenerRule")
        let conditions = rules.flatMap { subject.items("Conditions", in: $0.properties) }.map(\.spot)
        let isOpen = rules.contains { subject.items("Conditions", in: $0.properties).isEmpty }
        let fields = conditions.map { subject.text("Field", in: $0) }
        guard !isOpen, !fields.contains(nil) else { return nil }
        let values = zip(conditions, fields).filter { $1 == "path-pattern" }.map { condition, _ in
            (subject.items("Values", in: condition) + subject.items("PathPatternConfig.Values", in: condition)
                + subject.items("RegexValues", in: condition)).map(\.spot.node.text)
        }
        guard values.allSatisfy({ !$0.isEmpty && !$0.contains(nil) }) else { return nil }
        return values.flatMap { $0.compactMap { $0 } }
    }
}
