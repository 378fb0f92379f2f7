import Foundation
import ViridianReview
import ViridianTemplate

/// What is done with each case, and what must hold of it.
enum Trial {
    /// A promise that was not kept.
    struct Broken: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads, writes, resolves and reviews one case; the answer is the code of the error that refused it, or `read`.
    static func run(_ bytes: Data, file: String) throws -> String {
        // The file may hold no text, and only a file can.
        let path = NSTemporaryDirectory() + "/viridian-trial-\(getpid())-" + URL(filePath: file).lastPathComponent
        try bytes.write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            let template = try Template.read(contentsOf: path)
            try write(template)
            try resolve(template)
            _ = Review().run(template)
            return "read"
        } catch let error as TemplateError {
            try check(error)
            return error.code.rawValue
        }
    }

    /// What is written reads as an equal template, unless it has grown beyond what is taken.
    private static func write(_ template: Template) throws {
        for format in Template.Format.allCases {
            let text = template.write(as: format)
            do throws(TemplateError) {
                let again = try Template.read(text, file: "again", format: format)
                guard again == template else { throw TemplateError(.init(rawValue: "differs"), file: "again", "", advice: "") }
            } catch {
                guard [.fileTooLarge, .nestedTooDeeply].contains(error.code) else {
                    throw Broken(description: "written as \(format): \(error)")
                }
            }
        }
    }

    private static func resolve(_ template: Template) throws {
        var standIns: [String: String] = [:]
        for parameter in template.parameterDeclarations { standIns[parameter.name] = parameter.type?.kind == .number ? "1" : "a" }
        do throws(TemplateError) {
            _ = try template.resolve(standIns: standIns, pseudo: .example)
        } catch {
            guard !error.description.isEmpty else { throw Broken(description: "an error without words") }
        }
        let logic = ConditionLogic(template)
        let names = template.conditions.prefix(12).map(\.key)
        for name in names {
            for other in names where other != name { _ = logic.isPossible([name: true, other: false]) }
        }
        for stack in template.nestedStacks(inside: NSTemporaryDirectory() + "/nowhere") { _ = stack.missingOutputs }
    }

    /// An error has words, and its place is in the file.
    private static func check(_ error: TemplateError) throws {
        guard error.description.hasPrefix(error.file), !error.problem.isEmpty, !error.advice.isEmpty else {
            throw Broken(description: "an error without words: \(error)")
        }
        guard let position = error.position else { return }
        guard position.line >= 1, position.column >= 1 else { throw Broken(description: "a place outside the file: \(error)") }
    }
}
