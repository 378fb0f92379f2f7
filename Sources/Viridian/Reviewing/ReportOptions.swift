package import ArgumentParser
import Foundation
package import ViridianReview

/// In which form a report is written, and where.
package struct ReportOptions: ParsableArguments {
    @Option(help: "text, json, jsonl, sarif, junit, markdown or html.")
    package var format: Report.Format = .text

    @Option(help: "The file for the report; - prints it, as does leaving it out.")
    package var output: String?

    package init() {}

    func write(_ report: Report) throws {
        let text = report.written(as: format)
        guard let output, output != "-" else { return FileHandle.standardOutput.write(Data(Array(text.utf8))) }
        try AtomicFile(path: output).write(Data(text.utf8))
    }
}
