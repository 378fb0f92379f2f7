import Foundation
import ViridianReview
import ViridianTemplate

/// Finds the policy of each template: the nearest `viridian.yml`, from the template's folder upwards.
///
/// It looks no higher than the folder that was given; where that lies in the working directory, no higher than this. So nothing
/// outside what the user named, or stands in, is ever read.
struct PolicyFiles {
    /// A policy with the folder from which its paths count.
    struct Found: Hashable {
        var policy = ReviewPolicy()
        var folder: String
        /// The file; nothing where there is none.
        var file: String?
    }

    private let given: Found?
    private let stage: Stage?
    private var known: [String: Found] = [:]

    /// `file` stands in for all that might be found, and `stage` for what they say.
    init(file: String?, stage: Stage?) throws {
        self.stage = stage
        given = try file.map { try Self.read($0, stage) }
    }

    /// The policy for a template in `path`, where `folder` was given.
    mutating func policy(for path: String, inside folder: String) throws -> Found {
        if let given { return given }
        let here = Enclosure.standard(".")
        let top = Enclosure.standard(folder)
        let highest = top == here || Enclosure(here).contains(top) ? here : top
        let start = Enclosure.folder(of: Enclosure.standard(path))
        let key = "\(start)\n\(highest)"
        if let found = known[key] { return found }
        let found = try Self.search(from: start, to: highest, stage)
        known[key] = found
        return found
    }

    private static func search(from start: String, to highest: String, _ stage: Stage?) throws -> Found {
        var folder = start
        while folder == highest || Enclosure(highest).contains(folder) {
            let prefix = folder == "/" ? folder : folder + "/"
            let file = prefix + ReviewPolicy.fileName
            switch Enclosure(highest).place(of: file) {
            case .file: return try read(shown(file), stage)
            case .outside:
                throw UsageError(
                    description: "\(shown(file)) is a link out of \(shown(highest)), where nothing is read; name it with --policy"
                )
            case .missing: break
            }
            let other = prefix + "viridian.yaml"
            if case .file = Enclosure(highest).place(of: other) {
                throw UsageError(description: "\(shown(other)) is not read; rename it to \(ReviewPolicy.fileName)")
            }
            if folder == highest || folder == "/" { break }
            folder = Enclosure.folder(of: folder)
        }
        var found = Found(folder: highest)
        found.policy.stage = stage
        return found
    }

    private static func read(_ file: String, _ stage: Stage?) throws -> Found {
        var found = Found(folder: Enclosure.folder(of: Enclosure.standard(file)), file: file)
        do {
            found.policy = try ReviewPolicy.read(Node.read(contentsOf: file), file: file)
        } catch let error as TemplateError where error.code == .emptyFile {
            // Nothing but comments: nothing is decided.
        }
        found.policy.stage = stage ?? found.policy.stage
        return found
    }

    /// A path as people read it: from the working directory where it is in there.
    private static func shown(_ path: String) -> String {
        let here = Enclosure.standard(".")
        return Enclosure(here).contains(path) ? String(path.dropFirst(here.count + 1)) : path
    }
}

extension PolicyFiles.Found {
    /// A template's path as the policy's patterns see it.
    func path(of template: String) -> String {
        let path = Enclosure.standard(template)
        return Enclosure(folder).contains(path) ? String(path.dropFirst(folder == "/" ? 1 : folder.count + 1)) : template
    }
}
