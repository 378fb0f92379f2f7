/// A slot with its own target group and its own service. Which of the two is stable changes at each full promotion.
public enum Colour: String, Hashable, Sendable, Codable, CaseIterable {
    case blue
    case green

    /// The one of the two that this is not.
    public var other: Colour { self == .blue ? .green : .blue }
}

/// A value for each colour.
public struct PerColour<Element> {
    /// The value for blue.
    public var blue: Element
    /// The value for green.
    public var green: Element

    /// A value for each of the two.
    public init(blue: Element, green: Element) {
        self.blue = blue
        self.green = green
    }

    /// The value for a colour.
    @inlinable public subscript(colour: Colour) -> Element {
        // An accessor that yields at two places would not be inlined, and would copy all of a reading for one number of it.
        get { colour == .blue ? blue : green }
        _modify {
            if colour == .blue { yield &blue } else { yield &green }
        }
    }
}

extension PerColour: Equatable where Element: Equatable {}
extension PerColour: Hashable where Element: Hashable {}
extension PerColour: Sendable where Element: Sendable {}
extension PerColour: Encodable where Element: Encodable {}
extension PerColour: Decodable where Element: Decodable {}

/// The weights of the production listener's forward action. A colour's share is its weight divided by the sum.
public typealias Weights = PerColour<Int>

extension PerColour<Int> {
    /// All weight on one colour.
    public static func all(on colour: Colour, sum: Int = 100) -> Weights {
        colour == .blue ? Weights(blue: sum, green: 0) : Weights(blue: 0, green: sum)
    }

    /// What a share is a share of.
    @inlinable public var sum: Int { blue + green }

    /// The colour that has all of the weight, if one has.
    public var only: Colour? {
        if blue > 0 && green == 0 { return .blue }
        return green > 0 && blue == 0 ? .green : nil
    }

    /// The part of the traffic that a colour gets, 0…1; none where nobody has weight.
    @inlinable public func share(of colour: Colour) -> Double { sum == 0 ? 0 : Double(self[colour]) / Double(sum) }
}
