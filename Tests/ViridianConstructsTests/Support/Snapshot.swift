import Foundation
import Testing

/// A text that is kept beside the tests and compared with what is written today.
///
/// `VIRIDIAN_UPDATE_SNAPSHOTS=1 swift test --filter ViridianConstructsTests` writes it anew; read the difference before you
/// commit it.
enum Snapshot {
    static func expect(_ text: String, toMatch name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Snapshots/ViridianConstructsTests/\(name)")
        if ProcessInfo.processInfo.environment["VIRIDIAN_UPDATE_SNAPSHOTS"] != nil {
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let expected = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
        let actual = text.split(separator: "\n", omittingEmptySubsequences: false)
        let difference = actual.difference(from: expected).map { change in
            switch change {
            case .insert(let line, let text, _): "+\(line + 1) \(text)"
            case .remove(let line, let text, _): "-\(line + 1) \(text)"
            }
        }
        #expect(difference == [], "\(name) differs", sourceLocation: sourceLocation)
    }
}
