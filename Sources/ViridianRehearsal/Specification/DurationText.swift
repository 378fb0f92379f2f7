import ViridianRelease

extension Duration {
    /// Reads `800ms`, `30s`, `1.5m` or `2h`; a number alone is seconds.
    public init(text: String) throws {
        let units: [(suffix: String, milliseconds: Double)] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)]
        let unit = units.first { text.hasSuffix($0.suffix) } ?? (suffix: "", milliseconds: 1000)
        guard let number = Double(text.dropLast(unit.suffix.count)), number >= 0, number.isFinite, number < 1e9 else {
            throw RehearsalError(.badInput, "\"\(text)\" is no length of time; write 800ms, 30s, 5m or 2h")
        }
        self = .milliseconds(Int64((number * unit.milliseconds).rounded()))
    }

    /// The duration as people write it: `8 ms`, `0.8 s`, `12 s`, `5 min`.
    package var text: String {
        if milliseconds > 0, milliseconds < 100 { return "\(milliseconds) ms" }
        let seconds = Double(milliseconds) / 1000
        if seconds >= 120, milliseconds % 60_000 == 0 { return "\(milliseconds / 60_000) min" }
        return Self.decimal(seconds, places: seconds < 10 ? 1 : 0) + " s"
    }

    package static func decimal(_ value: Double, places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let whole = Int64((abs(value) * scale).rounded())
        let sign = value < 0 && whole > 0 ? "-" : ""
        guard places > 0 else { return sign + String(whole) }
        let fraction = String(whole % Int64(scale))
        return sign + String(whole / Int64(scale)) + "." + String(repeating: "0", count: places - fraction.count) + fraction
    }
}
