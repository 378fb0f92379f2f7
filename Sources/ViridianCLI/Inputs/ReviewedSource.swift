import Foundation
import Viridian
import ViridianReview
import ViridianTemplate

/// One thing that is reviewed, with the folder outside which nothing is read for it.
struct ReviewedSource: Hashable {
    enum Kind: String, Hashable {
        case file
        case standardInput
        /// A program that writes templates.
        case program
        /// The folder of such a program's package.
        case package
        /// The README's storefront, which is part of this program.
        case storefront
    }

    var kind: Kind
    var path: String
    var folder: String

    /// What a source gives: its templates, and what kept a part of one from being read.
    struct Contents {
        var templates: [Template]
        var errors: [TemplateError] = []
        /// The stage that an app's templates were made for.
        var stage: Stage?
    }

    /// Reads it. A tag that nobody knows doesn't keep the rest of a file from being reviewed, where `isTolerant`.
    func read(for stage: Stage?, isTolerant: Bool) throws -> Contents {
        switch kind {
        case .storefront: return Contents(templates: [try Source.storefront()])
        case .standardInput:
            return Contents(templates: [try Template.read(StandardInput.text(), file: FindingFile.standardInput)])
        case .program: return try App.contents(ofProgram: path, [], for: stage)
        case .package: return try App.contents(ofPackage: path, for: stage)
        case .file:
            guard isTolerant else { return Contents(templates: [try Template.read(contentsOf: path)]) }
            let (template, errors) = try Template.readTolerantly(contentsOf: path)
            return Contents(templates: [template], errors: errors)
        }
    }
}

/// What is piped into the program, read once.
enum StandardInput {
    static func text() throws -> String { try read.get() }

    private static let read: Result<String, any Error> = Result {
        // One byte more than a template may have: the reader then says that it is too large.
        let data = try FileHandle.standardInput.read(upToCount: Template.sizeMaximum + 4) ?? Data()
        guard let text = String(validating: data, as: UTF8.self) else {
            throw UsageError(description: "what was piped in is no UTF-8 text; a template is JSON or YAML")
        }
        return text
    }
}
