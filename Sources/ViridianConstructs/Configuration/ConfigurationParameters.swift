public import ViridianResources

/// Values that programs look up in Systems Manager, under one path.
///
/// ```swift
/// stack.add("Configuration", ConfigurationParameters(["currency": "EUR", "orders/limit": "50"]))
/// ```
/// They are for everybody to read who may read the path. CloudFormation can't make encrypted ones: what is secret belongs in a
/// ``SecretStore``. Source: CloudFormation Template Reference, `AWS::SSM::Parameter`.
public struct ConfigurationParameters: Construct {
    /// The values, by their names below the path.
    public var values: [String: Input<String>]

    /// What others need of them.
    public struct Parts: Hashable, Sendable {
        /// The parameters, by their names below the path.
        public let parameters: [String: Handle<SSM.Parameter>]
        /// The path, which begins and does not end with a slash.
        public let path: Input<String>
    }

    /// Values by name.
    public init(_ values: [String: Input<String>]) { self.values = values }

    /// Adds the values.
    public func define(in stack: inout Stack) -> Parts {
        let path: Input<String> = "/\(stack.physicalName("").full)"
        var parameters: [String: Handle<SSM.Parameter>] = [:]
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            if name.wholeMatch(of: /[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+){0,13}/) == nil {
                stack.report(
                    .invalidName, "\"\(name)\" can't be the name of a parameter",
                    advice: "Use letters, digits, points, hyphens and underscores, and slashes between them.")
            }
            let words = name.split { !$0.isLetter && !$0.isNumber }
            var parameter = SSM.Parameter(type: .string, value: value)
            parameter.properties.set("Name", "\(path)/\(name)" as Input<String>)
            parameters[name] = stack.add(
                words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(), parameter,
                purpose: "The value of \(name).")
        }
        stack.output("Path", path, purpose: "Where programs look up their configuration.")
        return Parts(parameters: parameters, path: path)
    }
}
