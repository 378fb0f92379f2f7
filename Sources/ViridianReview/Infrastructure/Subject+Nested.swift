import ViridianTemplate

/// The template of a nested stack with the name of its file.
struct Child {
    let name: String
    let template: Template
    /// Whether the stack names an address in a bucket, where another version of the file may lie.
    var isUploaded = false
}

extension Subject {
    /// The templates of the nested stacks that lie beside or below this one, by logical id.
    ///
    /// Addresses in a bucket count as well, because what is uploaded together usually lies together: all of one folder are
    /// looked for at the same depth, the deepest at which one of them is.
    func findChildren() -> [String: Child] {
        var children: [String: Child] = [:]
        var uploaded: [String: [(stack: String, files: [String])]] = [:]
        for resource in resourceList {
            if let location = resource.templateLocation, let template = nested(location).template {
                children[resource.logicalID] = Child(name: location, template: template)
            } else if resource.type == "AWS::CloudFormation::Stack", let url = resource.properties["TemplateURL"] {
                let text = knownText(of: url)
                let files = Self.filesBeside(text)
                guard text.contains("://"), let file = files.last, !file.contains(Self.unknownText) else { continue }
                uploaded[String(text.dropLast(file.count)), default: []].append((resource.logicalID, files))
            }
        }
        for stacks in uploaded.values {
            let depths = (stacks.map(\.files.count).min() ?? 0)
            let found = (0..<depths).lazy.map { depth in
                stacks.compactMap { stack in self.child(stack.files[depth]).map { (stack.stack, $0) } }
            }.first { !$0.isEmpty }
            for (stack, child) in found ?? [] { children[stack] = child }
        }
        return children
    }

    /// The template in a file beside this one, which isn't this one itself.
    private func child(_ file: String) -> Child? {
        guard let template = nested(file).template, template.name != self.template.name else { return nil }
        return Child(name: file, template: template, isUploaded: true)
    }

    /// The ways in which the file of an address may lie beside its parent: `nested/network.yaml`, `network.yaml`.
    static func filesBeside(_ location: String) -> [String] {
        guard location.contains("://") else { return [location] }
        let parts = location.split(separator: "/").map(String.init)
        let known = parts.reversed().prefix { !$0.contains(Subject.unknownText) && !$0.contains(":") }
        let tail = Array(known.reversed())
        return tail.indices.map { tail[$0...].joined(separator: "/") }
    }
}
