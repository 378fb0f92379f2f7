import ArgumentParser
import Foundation
import ViridianRelease
import ViridianRunner

/// `viridian releases compact`
struct ReleasesCompact: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compact", abstract: "Make journals small that nobody writes; what was decided is kept.",
        discussion: """
            Readings and repeated measurements are left out: `show` has fewer lines, `why` says the same. Without an argument it \
            takes every release of this folder that has ended. One that was interrupted is compacted when it is named, and can \
            still be resumed by this version of the program.
            """)

    @Argument(help: "Releases by their id from `releases list`, or their folders.")
    var releases: [String] = []

    func run() throws {
        guard releases.isEmpty else {
            for release in releases {
                compact(release, try Journal.compact(at: try ReleasesCommand.Place.journal(of: release)))
            }
            return
        }
        for (id, journal) in ReleasesCommand.all() where Self.hasEnded(journal) {
            do {
                compact(id, try Journal.compact(at: journal))
            } catch {
                // One that is damaged, or just being read by somebody who writes, is no reason to leave out the others.
                print("\(id)  \(error)")
            }
        }
    }

    private func compact(_ name: String, _ done: Journal.Compaction) {
        print("\(name)  \(Self.kilobytes(done.bytesBefore)) → \(Self.kilobytes(done.bytesAfter))")
    }

    private static func kilobytes(_ bytes: Int) -> String { "\((bytes + 999) / 1000) kB" }

    private static func hasEnded(_ journal: String) -> Bool {
        guard let (_, entries, _) = try? Journal.read(journal) else { return true }
        guard case .ended? = entries.last?.records.last else { return false }
        return true
    }
}
