import ViridianRehearsal
import ViridianRelease
import ViridianSimulation

/// A picture of a plan: the candidate's weight over time, the share of bad releases that are noticed by then, and the error rate
/// that users see, with the band from the 10th to the 90th percentile.
extension SimulationReport {
    private static let (width, height, left, top) = (860.0, 150.0, 70.0, 40.0)

    var picture: String {
        let curve = schedule
        let end = max(curve.last?.at ?? 1, 1)
        let times = (0...200).map { Double($0) / 200 * end }
        let noticed = given.results.compactMap { $0.detectedAfter.map { $0 / .seconds(1) } }.sorted()
        func share(_ time: Double) -> Double {
            Double(noticed.count { $0 <= time }) / Double(max(1, given.results.count))
        }
        func errors(_ time: Double, isNoticed: Bool) -> Double {
            let base = setting.stable.errorRate
            return isNoticed ? base : base + weight(curve, time) * max(0, setting.candidate.errorRate - base)
        }
        let mean = times.map {
            (at: $0, value: share($0) * errors($0, isNoticed: true) + (1 - share($0)) * errors($0, isNoticed: false))
        }
        let high = times.map { (at: $0, value: errors($0, isNoticed: share($0) > 0.9)) }
        let low = times.map { (at: $0, value: errors($0, isNoticed: share($0) > 0.1)) }
        let ceiling = max(high.map(\.value).max() ?? 0, setting.stable.errorRate * 2, 1e-6)
        let panels = [
            panel(0, "candidate's weight", 1, end, [line(curve, 1, end, 0, "#2b8a3e")]),
            panel(1, "noticed", 1, end, [line(times.map { (at: $0, value: share($0)) }, 1, end, 1, "#1864ab")]),
            panel(
                2, "errors of users", ceiling, end,
                [band(low, high, ceiling, end, 2), line(mean, ceiling, end, 2, "#c92a2a")]),
        ]
        let heading = "\(name) with \(faults.joined(separator: ", "))"
        let whole = Self.top + 3 * (Self.height + 40) + 20
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width + Self.left + 30)) \(Int(whole))" \
            font-family="sans-serif" font-size="13">
            <rect width="100%" height="100%" fill="white"/>
            <text x="\(Int(Self.left))" y="22" font-size="15">\(Self.escaped(heading))</text>
            \(panels.joined(separator: "\n"))
            </svg>

            """
    }

    /// The weight of a good release, from the first share on.
    private var schedule: [(at: Double, value: Double)] {
        var points: [(at: Double, value: Double)] = []
        var now = 0.0
        for step in setting.plan.steps {
            points.append((now, points.last?.value ?? 0))
            points.append((now, Double(step.weight) / 100))
            now += step.hold / .seconds(1)
            points.append((now, Double(step.weight) / 100))
        }
        points.append((now + setting.plan.bake / .seconds(1), 1))
        return points
    }

    private func weight(_ curve: [(at: Double, value: Double)], _ time: Double) -> Double {
        curve.last { $0.at <= time }?.value ?? 0
    }

    // MARK: Drawing

    private func point(_ at: Double, _ value: Double, _ ceiling: Double, _ end: Double, _ index: Int) -> String {
        let x = Self.left + at / end * Self.width
        let y = Self.top + Double(index) * (Self.height + 40) + Self.height * (1 - min(1, value / ceiling))
        return "\(Duration.decimal(x, places: 1)),\(Duration.decimal(y, places: 1))"
    }

    private func line(_ points: [(at: Double, value: Double)], _ ceiling: Double, _ end: Double, _ index: Int, _ colour: String)
        -> String
    {
        let text = points.map { point($0.at, $0.value, ceiling, end, index) }.joined(separator: " ")
        return "<polyline points=\"\(text)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\"/>"
    }

    private func band(
        _ low: [(at: Double, value: Double)], _ high: [(at: Double, value: Double)], _ ceiling: Double, _ end: Double,
        _ index: Int
    ) -> String {
        let text = (low + high.reversed()).map { point($0.at, $0.value, ceiling, end, index) }.joined(separator: " ")
        return "<polygon points=\"\(text)\" fill=\"#ffc9c9\"/>"
    }

    private func panel(_ index: Int, _ title: String, _ ceiling: Double, _ end: Double, _ content: [String]) -> String {
        let top = Self.top + Double(index) * (Self.height + 40)
        let (bottom, right) = (Int(top + Self.height), Int(Self.left + Self.width))
        let ticks = (0...4).map { tick in
            let x = Int(Self.left + Double(tick) / 4 * Self.width)
            let time = Duration.milliseconds(Int64(Double(tick) / 4 * end * 1000)).text
            return "<text x=\"\(x)\" y=\"\(bottom + 16)\" text-anchor=\"middle\" fill=\"#666\">\(time)</text>"
        }
        return """
            <rect x="\(Int(Self.left))" y="\(Int(top))" width="\(Int(Self.width))" height="\(Int(Self.height))" \
            fill="#f8f9fa" stroke="#ced4da"/>
            \(content.joined(separator: "\n"))
            <text x="\(right - 6)" y="\(Int(top) + 16)" text-anchor="end" fill="#333">\(title)</text>
            <text x="\(Int(Self.left) - 6)" y="\(Int(top) + 12)" text-anchor="end" fill="#666">\(Self.percent(ceiling))</text>
            <text x="\(Int(Self.left) - 6)" y="\(bottom)" text-anchor="end" fill="#666">0</text>
            \(ticks.joined(separator: "\n"))
            """
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
