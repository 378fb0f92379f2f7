/// A condition taken down to its comparisons.
indirect enum Formula: Hashable, Sendable {
    case constant(Bool)
    /// A variable has a text.
    case equals(Int, String)
    /// A variable has none of the texts that the template compares with.
    case other(Int)
    /// Two variables have the same text; where both have one that nothing is compared with, a third variable decides.
    case same(Int, Int, elsewhere: Int)
    /// Another condition.
    case condition(String)
    case not(Formula)
    case all([Formula])
    case any([Formula])
}

/// What a condition rests on: a parameter, a pseudo parameter, or a function that only AWS can work out.
///
/// Its values are the texts with which the template compares it, and one that stands for all others.
struct ConditionVariable: Hashable, Sendable {
    /// More texts are not told apart: a condition that compares with one of the others counts as unknown.
    static let textsMaximum = 300

    /// What the template compares it with, in the order in which the comparisons were found.
    private(set) var texts: [String] = []
    /// All texts that it can have, where these are known.
    let allowed: Set<String>?

    init(allowed: Set<String>? = nil, texts: [String] = []) {
        self.allowed = allowed
        self.texts = texts
    }

    /// The one text of a variable that is either true or not.
    static let yes = "true"
    /// Neither known to be true nor to be false.
    static let free = ConditionVariable(texts: [yes])

    /// Whether it can have a text that the template doesn't name.
    var hasOther: Bool { allowed.map { $0.count > texts.count } ?? true }
    /// How many values it has.
    var domain: Int { texts.count + (hasOther ? 1 : 0) }

    func index(of text: String) -> Int? { texts.firstIndex(of: text) }

    /// Whether it can have a text, as far as its parameter says.
    func admits(_ text: String) -> Bool { allowed?.contains(text) ?? true }

    /// Takes a text into the domain, if it can have it and there is room.
    mutating func compare(with text: String) {
        guard admits(text), texts.count < Self.textsMaximum, !texts.contains(text) else { return }
        texts.append(text)
    }
}
