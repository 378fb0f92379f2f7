/// A failure analysis as one page that needs nothing else: no script, no font, no picture, no request.
struct HTMLReport: CustomStringConvertible {
    let analysis: FailureAnalysis

    init(_ analysis: FailureAnalysis) { self.analysis = analysis }

    var description: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="color-scheme" content="light dark">
        <title>Failure analysis: \(Self.escaped(analysis.counts.sentence))</title>
        <style>
        \(Self.style)
        </style>
        </head>
        <body>
        <main>
        <header>
        <p class="brand">viridian review</p>
        <h1>Failure analysis</h1>
        <p class="lead">\(Self.escaped(analysis.counts.sentence))</p>
        </header>
        \(analysis.faults.isEmpty ? "" : summary + analysis.faults.map(text).joined())</main>
        </body>
        </html>

        """
    }

    // MARK: Summary

    private var summary: String {
        let kinds = analysis.counts.bySeverity.map { severity, count in
            "<tr><td>\(Self.badge(severity))</td><td class=\"number\">\(count)</td><td>\(Self.meaning(severity))</td></tr>\n"
        }
        let rows = analysis.faults.flatMap { fault in
            fault.cases.map { found in
                "<tr><td class=\"number\"><a href=\"#finding-\(found.number)\">\(found.number)</a></td>"
                    + "<td>\(Self.badge(fault.severity))</td><td>\(Self.escaped(found.message))</td>"
                    + "<td class=\"where\"><code>\(Self.breakable(found.place))</code></td></tr>\n"
            }
        }
        return """
            <section>
            <h2>Summary</h2>
            <div class="wide"><table>
            <thead><tr><th>Severity</th><th class="number">Findings</th><th>What that means</th></tr></thead>
            <tbody>
            \(kinds.joined())</tbody>
            </table></div>
            <div class="wide"><table class="overview">
            <thead><tr><th class="number">#</th><th>Severity</th><th>What</th><th>Where</th></tr></thead>
            <tbody>
            \(rows.joined())</tbody>
            </table></div>
            </section>

            """
    }

    private static func meaning(_ severity: Severity) -> String {
        switch severity {
        case .critical: "The stack fails, or everything is lost or open."
        case .high: "A release fails, or something is open that shouldn't be."
        case .medium: "It works, and costs time, money or sleep."
        case .low: "Worth knowing."
        }
    }

    // MARK: Faults

    private func text(_ fault: FailureAnalysis.Fault) -> String {
        let refusal = fault.origin == .aws ? "AWS would refuse it" : "AWS would take it"
        let costs = fault.impact.rows.map { "<dt>\($0.name)</dt><dd>\(Self.prose($0.text))</dd>\n" }.joined()
        let example = fault.example.map { Self.pair($0, "in an example of the rule") } ?? ""
        return """
            <section class="fault \(fault.severity.rawValue)">
            <h2>\(Self.badge(fault.severity)) \(Self.prose(fault.title))</h2>
            <p class="kind"><code>\(Self.escaped(fault.slug))</code> · \(fault.category.rawValue) · \(refusal)</p>
            <h3>Why</h3>
            <p>\(Self.prose(fault.why))</p>
            \(costs.isEmpty ? "" : "<h3>What it costs</h3>\n<dl>\n\(costs)</dl>\n")\(fault.cases.map(text).joined())\(example)\
            <p class="source">Source: <a rel="noreferrer" href="\(Self.escaped(fault.page))">\(Self.escaped(fault.page))</a></p>
            </section>

            """
    }

    private func text(_ found: FailureAnalysis.Case) -> String {
        let path = found.path == found.place ? "" : " <span class=\"path\">\(Self.breakable(found.path))</span>"
        let mend = found.mend.map { Self.pair($0, nil) } ?? ""
        let mind = found.consequence.map { "<p class=\"mind\"><strong>Mind.</strong> \(Self.prose($0))</p>\n" } ?? ""
        return """
            <article id="finding-\(found.number)">
            <h3><span class="count">\(found.number)</span> \(Self.prose(found.message))</h3>
            <p class="place"><code>\(Self.breakable(found.place))</code>\(path)</p>
            \(found.excerpt.map(Self.text) ?? "")<p><strong>Fix.</strong> \(Self.prose(found.fix))</p>
            \(mend)\(mind)</article>

            """
    }

    private static func text(_ excerpt: Excerpt) -> String {
        let lines = excerpt.lines.map { line in
            let mark = line.marked.isEmpty ? "" : "<mark>\(escaped(line.marked))</mark>"
            let kind = line.marked.isEmpty ? "" : " class=\"here\""
            return "<span\(kind)><i>\(line.number)</i>\(escaped(line.before))\(mark)\(escaped(line.after))</span>"
        }
        return "<pre class=\"excerpt\">\(lines.joined())</pre>\n"
    }

    private static func pair(_ fragment: FailureAnalysis.Fragment, _ note: String?) -> String {
        let remark = note.map { ", \($0)" } ?? ""
        return """
            <div class="pair">
            <figure class="before"><figcaption>Before\(remark)</figcaption><pre>\(escaped(fragment.before))</pre></figure>
            <figure class="after"><figcaption>After\(remark)</figcaption><pre>\(escaped(fragment.after))</pre></figure>
            </div>

            """
    }

    private static func badge(_ severity: Severity) -> String {
        "<span class=\"badge \(severity.rawValue)\">\(severity.rawValue)</span>"
    }

    // MARK: Escapes

    /// Text in which nothing is markup.
    static func escaped(_ text: String) -> String {
        JUnitReport.escaped(text).replacing("&#10;", with: "\n").replacing("&#9;", with: "\t")
    }

    /// Prose of the rules, where backticks mean code.
    static func prose(_ text: String) -> String {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        // A backtick without its partner is just one.
        guard parts.count % 2 == 1 else { return escaped(text) }
        return parts.enumerated().map {
            $0.offset % 2 == 1 ? "<code>\(escaped(String($0.element)))</code>" : escaped(String($0.element))
        }
        .joined()
    }

    /// A path that may be broken at its slashes.
    private static func breakable(_ path: String) -> String { escaped(path).replacing("/", with: "/<wbr>") }
}
