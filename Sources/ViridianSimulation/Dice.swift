/// A generator whose whole state is its seed, so that a run can be named by one number (SplitMix64).
public struct Dice: Sendable {
    private var state: UInt64

    /// The same throws for the same seed.
    public init(seed: UInt64) {
        // Neighbouring seeds would otherwise throw the same numbers, one throw apart.
        var seeder = Dice(state: seed)
        state = seeder.next()
    }

    private init(state: UInt64) { self.state = state }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A whole number of a range.
    public mutating func int(_ range: ClosedRange<Int>) -> Int {
        let count = UInt64(range.upperBound - range.lowerBound + 1)
        return range.lowerBound + Int(next().multipliedFullWidth(by: count).high)
    }

    /// Whether something happens that does so `percent` times out of a hundred.
    public mutating func chance(_ percent: Int) -> Bool { int(1...100) <= percent }

    /// A number from 0 to less than 1.
    public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// One of several.
    public mutating func one<Element>(of elements: [Element]) -> Element { elements[int(0...elements.count - 1)] }
}
