public import ViridianResources

/// An image of a container: `ghcr.io/acme/shop@sha256:…`. A digest names one image for ever; a tag may name another tomorrow.
public struct ContainerImage: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The image's name with its registry and its digest or tag; empty where only a parameter knows it.
    public var rawValue: String
    /// The image as the task's definition has it.
    public var reference: Input<String>

    /// An image by its name.
    public init(rawValue: String) {
        self.rawValue = rawValue
        reference = Input(rawValue)
    }

    /// An image by its name.
    public init(stringLiteral value: String) { self.init(rawValue: value) }

    /// An image that is given when the stack is deployed. What it takes to pull it, nobody can tell from that: allow it with
    /// `ECR.Repository`'s grants, or leave it out for public images.
    public init(_ parameter: Parameter<String>) {
        rawValue = ""
        reference = parameter.value
    }

    /// By what the task's definition has.
    public static func == (left: Self, right: Self) -> Bool { left.reference == right.reference }
    /// By what the task's definition has.
    public func hash(into hasher: inout Hasher) { hasher.combine(reference) }

    /// A repository of a private registry in ECR, as its name says.
    struct Repository: Hashable {
        var account: String
        var region: String
        var name: String
    }

    /// The repository, if the image is in ECR.
    /// Source: Amazon ECR User Guide, "Amazon ECR private registry".
    var repository: Repository? {
        let parts = rawValue.split(separator: "/", maxSplits: 1)
        let host = parts.first?.split(separator: ".") ?? []
        guard parts.count == 2, host.count >= 6, host[1] == "dkr", host[2] == "ecr", host[4] == "amazonaws", host[0].count == 12
        else { return nil }
        let name = parts[1].prefix { $0 != ":" && $0 != "@" }
        return name.isEmpty ? nil : Repository(account: String(host[0]), region: String(host[3]), name: String(name))
    }
}
