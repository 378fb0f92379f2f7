/// A container image, by digest where it can be: a tag may mean something else tomorrow.
public struct ContainerImage: Hashable, Sendable, ExpressibleByStringLiteral {
    /// `registry/name@sha256:…` or `registry/name:tag`.
    public let reference: String

    /// An image by its reference.
    public init(_ reference: String) { self.reference = reference }
    /// An image by its reference.
    public init(stringLiteral value: String) { reference = value }
}
