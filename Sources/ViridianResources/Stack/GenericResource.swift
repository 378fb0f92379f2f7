/// A resource of any type, for those that have no Swift struct here.
///
/// ```swift
/// let topic = stack.add("Alerts", GenericResource("AWS::SNS::Topic", ["DisplayName": "Alerts"], tagging: .list))
/// let arn: Input<String> = topic.ref()
/// ```
public struct GenericResource: ResourceDefinition {
    /// The name of the type.
    public let type: String
    /// What was given for the properties.
    public var properties: Properties
    /// How the type takes tags.
    public let tagging: Tagging
    /// What the resource is for.
    public let purpose: String

    /// A resource of the given type; the review checks its properties against what AWS knows about the type.
    public init(
        _ type: String, _ properties: KeyValuePairs<String, any Lowerable> = [:], tagging: Tagging = .none, purpose: String = ""
    ) {
        self.type = type
        self.tagging = tagging
        self.purpose = purpose
        self.properties = Properties()
        for (key, value) in properties { Self.set(key, value, in: &self.properties) }
    }

    private static func set(_ key: String, _ value: some Lowerable, in properties: inout Properties) {
        properties.set(key, value)
    }
}
