import ViridianTemplate

/// Findings as a test report in the XML of JUnit, which every build server shows. A file is a suite; what fails the review is a
/// failure, and what doesn't is skipped.
struct JUnitReport: CustomStringConvertible {
    let report: Report

    init(_ report: Report) { self.report = report }

    var description: String {
        let files = report.findings.reduce(into: [String]()) { files, finding in
            if !files.contains(name(of: finding)) { files.append(name(of: finding)) }
        }
        let suites = files.map { file in suite(file, report.findings.filter { name(of: $0) == file }) }
        let empty =
            "  <testsuite name=\"viridian review\" tests=\"1\" failures=\"0\" skipped=\"0\">\n"
            + "    <testcase classname=\"viridian review\" name=\"No findings.\"/>\n  </testsuite>\n"
        let all = report.findings
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<testsuites name=\"viridian review\" \(counts(all))>\n" + (suites.isEmpty ? empty : suites.joined())
            + "</testsuites>\n"
    }

    private func name(of finding: Finding) -> String { finding.source.map { report.location($0.file) } ?? "template" }

    private func suite(_ file: String, _ findings: [Finding]) -> String {
        "  <testsuite name=\"\(Self.escaped(file))\" \(counts(findings))>\n" + findings.map { testCase($0, file) }.joined()
            + "  </testsuite>\n"
    }

    private func counts(_ findings: [Finding]) -> String {
        let failures = findings.count { $0.severity >= report.failOn }
        return "tests=\"\(max(findings.count, report.findings.isEmpty ? 1 : 0))\" failures=\"\(failures)\" "
            + "skipped=\"\(findings.count - failures)\""
    }

    private func testCase(_ finding: Finding, _ file: String) -> String {
        let place = finding.source.map { "\(file):\($0.start.line):\($0.start.column)" } ?? finding.path
        let name = Self.escaped("\(place) \(finding.path) [\(finding.rule)]")
        let message = Self.escaped(finding.message)
        let opening = "    <testcase classname=\"\(Self.escaped(finding.rule))\" name=\"\(name)\">\n"
        guard finding.severity >= report.failOn else {
            return opening + "      <skipped message=\"\(finding.severity.rawValue): \(message)\"/>\n    </testcase>\n"
        }
        let text = Self.escaped("\(place)\nwhy: \(finding.why)\nfix: \(finding.fix)\nsee: \(finding.page)")
        return opening + "      <failure type=\"\(finding.severity.rawValue)\" message=\"\(message)\">\(text)</failure>\n"
            + "    </testcase>\n"
    }

    /// Text as XML takes it; what XML has no way to say becomes the sign for that.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n": result += "&#10;"
            case "\t": result += "&#9;"
            case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
