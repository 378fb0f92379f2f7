/// What AWS says about every CloudFormation resource type.
///
/// ```swift
/// let service = Catalog.aws.type("AWS::ECS::Service")
/// service?.property("DesiredCount")?.types     // [.integer]
/// service?.createOnly                          // ["Cluster", "Role", "SchedulingStrategy", "ServiceName"]
/// ```
///
/// The facts are those of the resource schemas that cfn-lint ships (MIT-0), for us-east-1 where regions differ. They are part of
/// the executable; opening them decodes nothing.
public struct Catalog: Sendable {
    let bytes: Bytes

    /// The catalogue that is part of this executable.
    public static let aws = Catalog(bytes: .embedded)

    /// The type of this name, such as `AWS::ECS::Service`. A custom resource may have any name that begins with `Custom::`.
    public func type(_ name: String) -> ResourceType? {
        let known = name.hasPrefix("Custom::") ? "AWS::CloudFormation::CustomResource" : name
        return bytes.typeNumber(known).map { ResourceType(bytes: bytes, number: $0) }
    }

    /// All types, sorted by name.
    public var types: [ResourceType] { (0..<bytes.count(.types)).map { ResourceType(bytes: bytes, number: $0) } }

    /// The names of all types, sorted.
    public var typeNames: [String] { types.map(\.name) }

    /// The schema of what is written inside resources, such as a policy.
    public func schema(of document: Document) -> Schema? { bytes.document(document.rawValue) }

    /// The regions that the catalogue knows.
    public var regions: [String] { bytes.regions }
}
