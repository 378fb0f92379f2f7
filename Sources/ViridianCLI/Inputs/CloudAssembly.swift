import Foundation
import ViridianTemplate

/// What `cdk synth` leaves in `cdk.out`: a manifest that says which files are the templates of stacks, of stages in folders of
/// their own, and of stacks nested in these.
///
/// Source: AWS CDK, `cloud-assembly-schema`.
struct CloudAssembly {
    private let folder: String
    private let manifest: Node

    /// Nothing for a folder that is none.
    init?(_ folder: String) throws {
        let path = (folder.hasSuffix("/") ? folder : folder + "/") + "manifest.json"
        guard case .file = Enclosure(folder).place(of: path) else { return nil }
        guard let manifest = try? Node.read(contentsOf: path), manifest["version"] != nil, manifest["artifacts"]?.object != nil
        else {
            // Other tools have manifests too; but whoever has a file cdk.out wrote this one.
            guard case .file = Enclosure(folder).place(of: folder + "/cdk.out") else { return nil }
            throw UsageError(description: "\(path) is no manifest of a cloud assembly; run cdk synth again")
        }
        self.folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        self.manifest = manifest
    }

    /// The templates of all stacks, each followed by those nested in it.
    func templates() throws -> [String] {
        var found: [String] = []
        try collect(into: &found)
        guard !found.isEmpty else { throw UsageError(description: "the cloud assembly \(folder) has no stack") }
        return found
    }

    private func collect(into found: inout [String]) throws {
        for artifact in manifest["artifacts"]?.object?.fields ?? [] {
            let properties = artifact.node["properties"]
            switch artifact.node["type"]?.string {
            case "aws:cloudformation:stack":
                guard let file = properties?["templateFile"]?.string else { continue }
                try add(file, of: artifact.key, to: &found)
            case "cdk:cloud-assembly":
                guard let name = properties?["directoryName"]?.string, Enclosure(folder).contains("\(folder)/\(name)") else {
                    continue
                }
                guard let stage = try CloudAssembly("\(folder)/\(name)") else {
                    throw UsageError(description: "the cloud assembly \(folder) lacks \(name); run cdk synth again")
                }
                try stage.collect(into: &found)
            default: continue
            }
        }
    }

    private func add(_ file: String, of stack: String, to found: inout [String]) throws {
        let path = "\(folder)/\(file)"
        guard !found.contains(path) else { return }
        guard case .file = Enclosure(folder).place(of: path) else {
            throw UsageError(
                description: "the cloud assembly \(folder) lacks \(file), the template of \(stack); run cdk synth again")
        }
        found.append(path)
        // One that can't be read has nothing nested that could be found; the review says why.
        guard let template = try? Template.read(contentsOf: path) else { return }
        for resource in template.resources {
            guard let location = resource.templateLocation, !location.contains("://"),
                case .file = Enclosure(folder).place(of: "\(folder)/\(location)")
            else { continue }
            try add(location, of: "\(stack)/\(resource.logicalID)", to: &found)
        }
    }
}
