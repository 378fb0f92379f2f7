/// A slot with its own target group and its own service. Which of the two is stable changes at each full promotion.
public enum Colour: String, Hashable, Sendable, Codable, CaseIterable {
    case blue
    case green

    public var other: Colour { self == .blue ? .green : .blue }
}

/// A value for each colour.
public struct PerColour<Element> {
    public var blue: Element
    public var green: Element

    public init(blue: Element, green: Element) {
        self.blue = blue
        self.green = green
    }

    public subscript(colour: Colour) -> Element {
        get { colour == .blue ? blue : green }
        set { if colour == .blue { blue = newValue } else { green = newValue } }
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

    public var sum: Int { blue + green }

    /// The colour that has all of the weight, if one has.
    public var only: Colour? {
        if blue > 0 && green == 0 { return .blue }
        return green > 0 && blue == 0 ? .green : nil
    }

    public func share(of colour: Colour) -> Double { sum == 0 ? 0 : Double(self[colour]) / Double(sum) }
}
