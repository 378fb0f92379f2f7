public import ViridianTemplate

extension Baseline: CustomStringConvertible {
    private static let version = 1

    /// The baseline as JSON: the same bytes for the same findings, a line for each kind, so that a diff shows what changed.
    public var description: String {
        let lines = counts.keys.sorted().map { key -> String in
            var object: Object = [
                "file": Node(.string(key.file)), "path": Node(.string(key.path)), "rule": Node(.string(key.rule)),
            ]
            if let count = counts[key], count != 1 { object["count"] = Node(.number(Number(count))) }
            return "    " + JSONReport.line(Node(.object(object)))
        }
        let list = lines.isEmpty ? "[]" : "[\n\(lines.joined(separator: ",\n"))\n  ]"
        return "{\n  \"version\": \(Self.version),\n  \"findings\": \(list)\n}\n"
    }

    /// Reads a baseline. `file` is the name that errors carry.
    public static func read(_ node: Node, file: String) throws(ReviewError) -> Baseline {
        let reader = SettingsReader(file: file)
        var baseline = Baseline([], file: { $0 })
        let fields = try reader.fields(of: node, "a baseline", keys: ["version", "findings"])
        guard fields.first(where: { $0.key == "version" })?.node.int == version else {
            throw reader.error(
                .notABaseline, at: node, "this is no baseline of version \(version)",
                advice: "Write one with viridian review --write-baseline FILE.")
        }
        guard let findings = fields.first(where: { $0.key == "findings" }) else {
            throw reader.error(
                .missingKey, at: node, "this baseline has no findings",
                advice: "Write it anew with viridian review --write-baseline FILE.")
        }
        for entry in try reader.list(findings) {
            var (texts, count) = (["": ""], 1)
            for field in try reader.fields(of: entry, "a finding of a baseline", keys: ["file", "path", "rule", "count"]) {
                if field.key != "count" {
                    texts[field.key] = field.node.string
                } else if let number = field.node.int, number > 0 {
                    count = number
                } else {
                    throw reader.error(.wrongType, at: field.node, "count is a number from 1", advice: "Leave it out for 1.")
                }
            }
            guard let name = texts["file"], let path = texts["path"], let rule = texts["rule"] else {
                throw reader.error(
                    .missingKey, at: entry, "a finding of a baseline has file, path and rule, all of them text",
                    advice: "Write it anew with viridian review --write-baseline FILE.")
            }
            baseline.counts[Key(file: name, path: path, rule: rule), default: 0] += count
        }
        return baseline
    }
}
