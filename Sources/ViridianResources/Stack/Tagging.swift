import ViridianTemplate

/// How a resource type takes tags, and in which property.
public struct Tagging: Hashable, Sendable {
    enum Shape: Hashable, Sendable { case none, list, propagatedList, map }

    let shape: Shape
    let property: String

    /// Not at all.
    public static let none = Self(shape: .none, property: "")
    /// In `Tags`, as a list of `Key` and `Value`.
    public static let list = list(in: "Tags")
    /// In `Tags`, as one object.
    public static let map = map(in: "Tags")
    /// In `Tags`, as a list whose items also say that instances get the tag.
    public static let propagatedList = Self(shape: .propagatedList, property: "Tags")

    /// As a list of `Key` and `Value` in a property of another name.
    public static func list(in property: String) -> Self { Self(shape: .list, property: property) }
    /// As one object in a property of another name.
    public static func map(in property: String) -> Self { Self(shape: .map, property: property) }

    /// The properties with a stack's tags behind those that the resource has already; a tag of the resource's own wins.
    func apply(_ tags: [Tag], to properties: inout Properties) {
        let own = properties[property]
        switch shape {
        case .none: return
        case .list, .propagatedList:
            let names = (own?.list ?? []).compactMap { $0["Key"]?.string }
            properties.append(tags.filter { !names.contains($0.key) }.map(\.lowered), to: property)
            if shape == .propagatedList { properties.propagateTags(in: property) }
        case .map:
            let names = own?.object?.keys ?? []
            properties.merge(tags.filter { !names.contains($0.key) }, into: property)
        }
    }
}
