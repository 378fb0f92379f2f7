import Foundation
import Viridian
import ViridianReview
import ViridianSystems
import ViridianTemplate

/// Where a template comes from: a reference system, a file, an app that writes one, the folder of the app's package, or the
/// README's storefront.
enum Source {
    static func template(_ argument: String?) throws -> Template {
        guard let argument else { return try storefront() }
        if let system = ReferenceSystem.named(argument) { return try template(of: system) }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder) else {
            let meant = Suggestion.clause(for: argument, among: ReferenceSystem.all.map(\.name))
            throw UsageError(
                description: "\(argument) is not there\(meant.isEmpty ? ";" : meant + " Or") give a template, an app, or the "
                    + "folder of its package")
        }
        if isFolder.boolValue { return try App.template(ofPackage: argument) }
        let isTemplate = ["json", "yaml", "yml", "template"].contains(URL(filePath: argument).pathExtension)
        if !isTemplate, FileManager.default.isExecutableFile(atPath: argument) {
            return try App.template(ofProgram: argument, [])
        }
        return try Template.read(contentsOf: argument)
    }

    /// A reference system as it is in development, to be looked at: without the code of its functions.
    private static func template(of system: ReferenceSystem) throws -> Template {
        try Synthesis(functionCode: .leftOut).template(of: system.stacks)
    }

    /// Reads `NAME=VALUE` pairs.
    static func parameters(_ pairs: [String]) throws -> [String: String] {
        var values: [String: String] = [:]
        for pair in pairs {
            guard let equals = pair.firstIndex(of: "="), equals > pair.startIndex else {
                throw UsageError(description: "--parameter \(pair): write NAME=VALUE")
            }
            values[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
        }
        return values
    }
}
