public import ViridianRelease

extension Simulation {
    /// The transcript of a run that was recorded.
    public var transcript: [String] { recording?.lines ?? [] }

    /// The events of a run that was recorded, in order.
    public var recorded: [Event] { recording?.events ?? [] }

    /// The release of this seed before its first event.
    public var beginning: Release {
        Release(plan: scenario.plan, revision: Scenario.revision, overriddenBy: scenario.overriddenBy)
    }

    mutating func record(_ event: Event) {
        let line = "\(time) \(phaseName) <- \(Self.text(event.kind))"
        recording?.events.append(event)
        recording?.lines.append(line)
    }

    mutating func record(_ reaction: Reaction) {
        let time = time
        for record in reaction.records { recording?.lines.append("\(time)     \(Self.brief("\(record)"))") }
        for effect in reaction.effects { recording?.lines.append("\(time)     -> \(Self.brief("\(effect.action)"))") }
        if let violation = rules.violation { recording?.lines.append("\(time) !! \(violation)") }
    }

    private var time: String {
        let seconds = "\(world.now / 1000).\((world.now % 1000) / 100)"
        return String(repeating: " ", count: max(0, 8 - seconds.count)) + seconds
    }

    private static func text(_ kind: Event.Kind) -> String {
        guard case .observed(let reading, _) = kind else { return brief("\(kind)") }
        func colour(_ colour: Colour) -> String {
            let own = reading.colours[colour]
            return "\(colour) \(own.revision?.name ?? "-") \(own.healthy)/\(own.desiredTasks) healthy, \(own.runningTasks) run, "
                + "\(own.failures) of \(own.requests) failed"
        }
        return "read \(reading.weights.blue)/\(reading.weights.green): \(colour(.blue)); \(colour(.green))"
    }

    private static func brief(_ text: String) -> String {
        var text = text
        for module in ["ViridianRelease.", "Swift.", "PerColour<Int>"] {
            while let range = text.firstRange(of: module) { text.removeSubrange(range) }
        }
        return text.count > 200 ? text.prefix(200) + " …" : text
    }
}
