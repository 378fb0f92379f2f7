/// A name that the catalogue knows, looked up once: to find it takes longer than to compare with it.
public struct PropertyName: Hashable, Sendable {
    let number: Int
}

extension Catalog {
    /// The name as the catalogue knows it; none where no type, property or value is spelt so.
    public func propertyName(_ name: String) -> PropertyName? { bytes.stringNumber(name).map(PropertyName.init) }
}
