/// Makes the fields of `X-Amzn-Trace-Id`: `1-<8 hex digits of seconds since 1970>-<24 hex digits>`.
///
/// A request without the header gets a `Root`; one with a `Root` keeps it and gets a `Self` in front.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-request-tracing.html>
struct TraceIDs: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// The header to send to the target, given the one that came.
    mutating func header(replacing incoming: String?, sinceEpoch: Duration) -> String {
        let id = next(sinceEpoch: sinceEpoch)
        guard let incoming, incoming.utf8.count <= 7 * 1024 else { return "Root=" + id }
        let fields = incoming.split(separator: ";").filter { !$0.hasPrefix("Self=") }
        guard fields.contains(where: { $0.hasPrefix("Root=") }) else {
            return (["Root=" + id] + fields.map(String.init)).joined(separator: ";")
        }
        return "Self=" + id + ";" + fields.joined(separator: ";")
    }

    private mutating func next(sinceEpoch: Duration) -> String {
        let high = random()
        let low = random()
        let seconds = UInt64(truncatingIfNeeded: sinceEpoch.components.seconds)
        return String(unsafeUninitializedCapacity: 35) { bytes in
            bytes[0] = UInt8(ascii: "1")
            bytes[1] = UInt8(ascii: "-")
            Self.write(seconds, digits: 8, to: bytes, at: 2)
            bytes[10] = UInt8(ascii: "-")
            Self.write(high, digits: 16, to: bytes, at: 11)
            Self.write(low, digits: 8, to: bytes, at: 27)
            return 35
        }
    }

    private static func write(_ value: UInt64, digits: Int, to bytes: UnsafeMutableBufferPointer<UInt8>, at start: Int) {
        for position in 0..<digits {
            let digit = UInt8((value >> UInt64(4 * (digits - 1 - position))) & 15)
            bytes[start + position] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
        }
    }

    /// SplitMix64: one multiplication chain a number; asking the system for each request would cost a system call.
    private mutating func random() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
