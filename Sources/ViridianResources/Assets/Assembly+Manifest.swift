import ViridianTemplate

extension Assembly {
    /// What is in the folder, for programs: whoever deploys reads this and needs to guess nothing.
    ///
    /// The digest of a template says whether the file is still the one that the manifest is about.
    var manifest: Node {
        [
            "version": 1,
            "name": Node(.string(name)),
            "environment": Node(.string(environment.name)),
            "stage": Node(.string(environment.stage.rawValue)),
            "region": Node(.string(region)),
            "stacks": Node(.list(stacks.map(entry))),
        ]
    }

    private func entry(of stack: SynthesizedStack) -> Node {
        let template = stack.template
        let name = "\(LogicalName.kebabCase(template.name))-\(environment.name)"
        let bytes = Array(template.write(as: format).utf8)
        return [
            "name": Node(.string(template.name)),
            "stackName": Node(.string(name)),
            "template": Node(.string(templatePath(of: stack))),
            "sha256": Node(.string(SHA256.hexadecimal(of: bytes))),
            "parameters": Node(.string(parametersPath(of: stack))),
            "capabilities": Node(.list(stack.capabilities.map { Node(.string($0)) })),
            "assets": Node(.list(stack.assets.map(entry))),
        ]
    }

    /// The digest of an asset is in its key.
    private func entry(of asset: Asset) -> Node {
        var entry: Object = ["key": Node(.string(asset.key)), "path": Node(.string(asset.path))]
        if let template = asset.template { entry["template"] = Node(.string(template.name)) }
        return Node(.object(entry))
    }
}

extension SynthesizedStack {
    /// What whoever deploys the stack must acknowledge.
    /// Source: CloudFormation API Reference, CreateStack, "Capabilities".
    var capabilities: [String] {
        let resources = templates.flatMap(\.resources)
        let names = ["AWS::IAM::Role": "RoleName", "AWS::IAM::ManagedPolicy": "ManagedPolicyName", "AWS::IAM::User": "UserName"]
        let isNamed = resources.contains { resource in
            (names[resource.type] ?? (resource.type == "AWS::IAM::InstanceProfile" ? "InstanceProfileName" : nil))
                .map { resource.properties[$0] != nil } ?? false
        }
        var capabilities: [String] = []
        if isNamed {
            capabilities.append("CAPABILITY_NAMED_IAM")
        } else if resources.contains(where: { $0.type.hasPrefix("AWS::IAM::") }) {
            capabilities.append("CAPABILITY_IAM")
        }
        if templates.contains(where: { !$0.transforms.isEmpty }) { capabilities.append("CAPABILITY_AUTO_EXPAND") }
        return capabilities
    }
}
