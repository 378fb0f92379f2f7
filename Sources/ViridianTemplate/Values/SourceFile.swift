import Synchronization

/// The name of a file as a number.
///
/// Every node of a template says where it was read. With the name itself in each, a copy of a node would count one reference
/// more, twice in a field; a number is copied as it is. The names are kept once for the process, in the order in which they came.
struct SourceFile: Hashable, Sendable {
    private let number: UInt32

    init(_ name: String) {
        number = Self.known.withLock { $0.number(of: name) }
    }

    var name: String {
        Self.known.withLock { $0.names[Int(number)] }
    }

    private struct Names {
        var names: [String] = []
        private var numbers: [String: UInt32] = [:]

        mutating func number(of name: String) -> UInt32 {
            if let number = numbers[name] { return number }
            let number = UInt32(names.count)
            names.append(name)
            numbers[name] = number
            return number
        }
    }

    private static let known = Mutex(Names())
}
