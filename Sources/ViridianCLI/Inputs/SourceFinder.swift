import Foundation
import Viridian
import ViridianReview
import ViridianTemplate

/// Finds what arguments name: files, folders, patterns, cloud assemblies, apps, and what is piped in.
struct SourceFinder {
    private let files = FileManager.default

    /// What the arguments name, each once. Nothing is read but the folders, the first look at files in them, and manifests.
    func sources(_ arguments: [String]) throws -> [ReviewedSource] {
        guard !arguments.isEmpty else { return [ReviewedSource(kind: .storefront, path: "", folder: ".")] }
        var sources = try arguments.flatMap(sources(of:))
        // A shell's *.yml names the policy too.
        if sources.count > 1 { sources.removeAll { $0.kind == .file && Self.isPolicy($0.path) } }
        var seen: Set<String> = []
        return sources.filter { seen.insert("\($0.kind.rawValue) \(Enclosure.standard($0.path))").inserted }
    }

    private func sources(of argument: String) throws -> [ReviewedSource] {
        if argument == "-" { return [ReviewedSource(kind: .standardInput, path: FindingFile.standardInput, folder: ".")] }
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: argument, isDirectory: &isFolder) else { return try sources(matching: argument) }
        guard isFolder.boolValue else { return [source(ofFile: argument)] }
        if let assembly = try CloudAssembly(argument) {
            return try assembly.templates().map { ReviewedSource(kind: .file, path: $0, folder: argument) }
        }
        if isApp(argument) { return [ReviewedSource(kind: .package, path: argument, folder: argument)] }
        let templates = templates(below: argument)
        guard !templates.isEmpty else {
            throw UsageError(description: "\(argument) has no template in JSON or YAML\(Self.hint(argument))")
        }
        return templates.map { ReviewedSource(kind: .file, path: $0, folder: argument) }
    }

    private func source(ofFile path: String) -> ReviewedSource {
        let isTemplate = Self.hasTemplateExtension(path)
        let folder = URL(filePath: path).deletingLastPathComponent().relativePath
        return ReviewedSource(
            kind: !isTemplate && files.isExecutableFile(atPath: path) ? .program : .file, path: path, folder: folder)
    }

    /// The templates that a pattern matches, which the shell did not replace: `'templates/**/*.yaml'`.
    private func sources(matching text: String) throws -> [ReviewedSource] {
        guard FilePattern.isPattern(text) else {
            throw UsageError(description: "\(text) is not there; give a template, a folder, an app, or - for what is piped in")
        }
        guard let pattern = FilePattern(text) else {
            throw UsageError(description: "\(text) is no pattern: a bracket or a brace isn't closed, or there are too many")
        }
        // The part before the first special character says where to look.
        let steps = text.split(separator: "/", omittingEmptySubsequences: false).prefix { !FilePattern.isPattern(String($0)) }
        let base = steps.joined(separator: "/")
        let folder = steps.isEmpty ? "." : base.isEmpty ? "/" : base
        let prefix = steps.isEmpty ? "" : base + "/"
        let matches = paths(below: folder).filter { pattern.matches(prefix + $0) }.map { prefix + $0 }
        let templates = matches.filter { !Self.isPolicy($0) && looksLikeTemplate($0, inside: folder) }
        guard !templates.isEmpty else {
            let what = matches.isEmpty ? "matches no file" : "matches \(matches.count) files, and none is a template"
            throw UsageError(description: "\(text) \(what)")
        }
        return templates.map { ReviewedSource(kind: .file, path: $0, folder: folder) }
    }

    private static func hasTemplateExtension(_ path: String) -> Bool {
        let path = path.lowercased()
        return [".json", ".yaml", ".yml", ".template"].contains(where: path.hasSuffix)
    }

    private func templates(below folder: String) -> [String] {
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return paths(below: folder).filter { Self.hasTemplateExtension($0) }
            .map { prefix + $0 }.filter { !Self.isPolicy($0) && looksLikeTemplate($0, inside: folder) }
    }

    /// The files below a folder, in order, without what tools hide or install.
    private func paths(below folder: String) -> [String] {
        guard let enumerator = files.enumerator(atPath: folder) else { return [] }
        var paths: [String] = []
        while let path = enumerator.nextObject() as? String {
            let name = path.split(separator: "/").last ?? ""
            if name.hasPrefix(".") || name == "node_modules" { enumerator.skipDescendants() } else { paths.append(path) }
        }
        return paths.sorted()
    }

    /// Whether a file has a section of resources, and no link leads out of the folder: settings and plans lie beside templates.
    private func looksLikeTemplate(_ path: String, inside folder: String) -> Bool {
        guard case .file(let real) = Enclosure(folder).place(of: path), let data = files.contents(atPath: real) else {
            return false
        }
        var rest = data[...]
        while let found = rest.range(of: Data("Resources".utf8)) {
            rest = rest[found.upperBound...]
            let before = found.lowerBound > data.startIndex ? data[found.lowerBound - 1] : UInt8(ascii: "\n")
            let after = rest.first { !"\"' \t".utf8.contains($0) }
            if after == UInt8(ascii: ":"), "\n\r\"' \t{,\u{FEFF}".utf8.contains(before) { return true }
        }
        return false
    }

    private func isApp(_ folder: String) -> Bool {
        let names = (try? files.contentsOfDirectory(atPath: folder)) ?? []
        return names.contains { $0 == "Package.swift" || $0.hasSuffix(".swift") }
    }

    private static func isPolicy(_ path: String) -> Bool {
        path.split(separator: "/").last.map(String.init) == ReviewPolicy.fileName
    }

    /// Where templates come from in a folder that has none.
    private static func hint(_ folder: String) -> String {
        func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder + "/" + name) }
        if has("cdk.json") { return "; run cdk synth, and review cdk.out" }
        if has("Pulumi.yaml") || has("Pulumi.yml") {
            return "; Pulumi makes no templates but calls AWS itself, so its programs can't be reviewed"
        }
        return ""
    }
}
