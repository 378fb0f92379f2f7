import ArgumentParser
import Foundation
import ViridianRehearsal
import ViridianRelease
import ViridianRunner

/// What became of the releases of this folder, told by their journals.
struct ReleasesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "releases", abstract: "List releases, show one, say why it ended so, watch it, or make its journal small.",
        subcommands: [List.self, Show.self, Explain.self, Watch.self, ReleasesCompact.self])

    /// Where a release is looked for.
    struct Place: ParsableArguments {
        @Argument(help: "A release's id from `releases list`, or its folder; by default the latest one.")
        var release: String?

        func journal() throws -> String {
            if let release { return try Self.journal(of: release) }
            guard let latest = ReleasesCommand.all().last else {
                throw UsageError(description: "no release was rehearsed in this folder yet")
            }
            return latest.journal
        }

        /// The journal of a release that was named by its id or its folder.
        static func journal(of release: String) throws -> String {
            if FileManager.default.fileExists(atPath: "\(release)/journal.jsonl") { return "\(release)/journal.jsonl" }
            guard let found = ReleasesCommand.all().first(where: { $0.id == release }) else {
                throw UsageError(
                    description: "there is no release \(release) here; `viridian releases list` names those there are")
            }
            return found.journal
        }
    }

    static func all() -> [(id: String, journal: String)] {
        let folder = ".viridian/rehearsals"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().map { (id: $0, journal: "\(folder)/\($0)/journal.jsonl") }
            .filter { FileManager.default.fileExists(atPath: $0.journal) }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "One line a release, the latest last.")

        func run() throws {
            for release in ReleasesCommand.all() {
                guard let (header, entries, _) = try? Journal.read(release.journal) else {
                    print("\(release.id)  its journal can't be read")
                    continue
                }
                let why = Why(plan: header.plan, entries: entries)
                print("\(release.id)  \(header.revision)  \(why.verdict)\(why.decision.map { ": \($0)" } ?? "")")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "The transcript of a release.")
        @OptionGroup var place: Place

        func run() throws {
            let (header, entries, _) = try Journal.read(try place.journal())
            var transcript = Transcript(plan: header.plan, began: entries.first?.at ?? Instant(milliseconds: 0))
            for entry in entries { for row in transcript.rows(of: entry) { print(row.text) } }
        }
    }

    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "why", abstract: "The verdict, its evidence, and who moved which weight.")
        @OptionGroup var place: Place

        func run() throws {
            let (header, entries, _) = try Journal.read(try place.journal())
            print(Why(plan: header.plan, entries: entries).lines.joined(separator: "\n"))
        }
    }

    struct Watch: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "watch", abstract: "The transcript of a release while it runs, until it ends.")
        @OptionGroup var place: Place

        func run() throws {
            let journal = try place.journal()
            var transcript: Transcript?
            var count = 0
            while true {
                let (header, entries, _) = try Journal.read(journal)
                if transcript == nil, let first = entries.first {
                    transcript = Transcript(plan: header.plan, began: first.at)
                }
                for entry in entries.dropFirst(count) {
                    for row in transcript?.rows(of: entry) ?? [] { print(row.text) }
                    if case .ended(let outcome)? = entry.records.last { throw ExitCode(outcome.exitCode) }
                }
                count = entries.count
                usleep(200_000)
            }
        }
    }
}
