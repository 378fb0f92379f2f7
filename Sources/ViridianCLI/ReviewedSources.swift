import Foundation
import Synchronization
import ViridianReview
import ViridianTemplate

/// The templates that one review looks at, each on its own, several at a time.
struct ReviewedSources {
    /// What was named, with folders of templates replaced by what is in them; nothing for the README's storefront.
    private var sources: [String?] = []

    /// Looks into folders; nothing is read yet.
    init(_ arguments: [String]) {
        sources = arguments.isEmpty ? [nil] : arguments.flatMap { argument in Self.templates(below: argument) ?? [argument] }
    }

    /// All findings in the order of the sources.
    ///
    /// A template that can't be read is an error where it is the only one; among several it is a finding, and the others are
    /// still reviewed.
    func findings(of review: Review) throws -> [Finding] {
        if sources.count == 1, let source = sources.first { return review.run(try Source.template(source)) }
        let results = Mutex<[Int: Result<[Finding], any Error>]>([:])
        let sources = sources
        DispatchQueue.concurrentPerform(iterations: sources.count) { index in
            let result = Result { try Self.findings(of: sources[index], by: review) }
            results.withLock { $0[index] = result }
        }
        return try results.withLock { results in
            try sources.indices.flatMap { index -> [Finding] in
                do {
                    return try results[index]?.get() ?? []
                } catch let error as TemplateError where error.code != .unreadableFile {
                    return Finding.findings(of: error)
                }
            }
        }
    }

    private static func findings(of source: String?, by review: Review) throws -> [Finding] {
        do {
            return review.run(try Source.template(source))
        } catch let error as TemplateError where error.code == .unknownTag {
            let (template, errors) = try Template.readTolerantly(contentsOf: error.file)
            return errors.flatMap(Finding.findings) + review.run(template)
        }
    }

    /// The templates in a folder that is no package of an app; nothing where the argument is something else.
    private static func templates(below path: String) -> [String]? {
        var isFolder: ObjCBool = false
        let files = FileManager.default
        guard files.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue, !isApp(path) else { return nil }
        let names = (files.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).filter { name in
            ["json", "yaml", "yml", "template"].contains(URL(filePath: name).pathExtension.lowercased())
        }
        return names.sorted().map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }.filter(isTemplate)
    }

    private static func isApp(_ folder: String) -> Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.contains { $0 == "Package.swift" || $0.hasSuffix(".swift") }
    }

    /// Whether a file looks like a template: settings and plans lie beside them.
    private static func isTemplate(_ path: String) -> Bool {
        guard let data = FileManager.default.contents(atPath: path) else { return false }
        return data.range(of: Data("Resources".utf8)) != nil
    }
}
