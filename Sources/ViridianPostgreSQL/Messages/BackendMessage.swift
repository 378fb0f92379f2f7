/// What the server tells a client.
///
/// Source: PostgreSQL manual, "Message Formats".
enum BackendMessage: Hashable {
    case authentication(Authentication)
    case readyForQuery
    case rowDescription(columns: Int)
    case dataRow([String?])
    case commandComplete
    case error(sqlState: String, message: String)
    /// What needs no answer: parameters, notices, keys to cancel by.
    case passedOver

    /// How the client should prove who it is.
    enum Authentication: Hashable {
        case ok
        case sasl(mechanisms: [String])
        case saslContinue([UInt8])
        case saslFinal([UInt8])
        /// Cleartext, MD5, Kerberos and whatever else there may be.
        case other(code: Int32)
    }

    /// None where the message isn't as it should be, or is none that a simple query leads to.
    init?(tag: UInt8, content: ArraySlice<UInt8>) {
        var reader = ByteReader(content)
        switch Unicode.Scalar(tag) {
        case "R":
            guard let authentication = Authentication(&reader) else { return nil }
            self = .authentication(authentication)
        case "Z": self = .readyForQuery
        case "T":
            guard let count = reader.int16(), count >= 0 else { return nil }
            self = .rowDescription(columns: Int(count))
        case "D":
            guard let values = Self.values(&reader) else { return nil }
            self = .dataRow(values)
        case "C", "I": self = .commandComplete
        case "E":
            guard let fields = Self.fields(&reader) else { return nil }
            self = .error(sqlState: fields["C"] ?? "", message: fields["M"] ?? "")
        case "S", "K", "N", "A", "v": self = .passedOver
        default: return nil
        }
    }

    private static func values(_ reader: inout ByteReader) -> [String?]? {
        guard let count = reader.int16(), count >= 0 else { return nil }
        var values: [String?] = []
        for _ in 0..<count {
            guard let length = reader.int32() else { return nil }
            if length == -1 {
                values.append(nil)
            } else {
                guard let bytes = reader.bytes(Int(length)) else { return nil }
                values.append(String(decoding: bytes, as: UTF8.self))
            }
        }
        return reader.isAtEnd ? values : nil
    }

    private static func fields(_ reader: inout ByteReader) -> [Character: String]? {
        var fields: [Character: String] = [:]
        while let kind = reader.byte() {
            if kind == 0 { return fields }
            guard let text = reader.text() else { return nil }
            fields[Character(Unicode.Scalar(kind))] = text
        }
        return nil
    }
}

extension BackendMessage.Authentication {
    fileprivate init?(_ reader: inout ByteReader) {
        guard let code = reader.int32() else { return nil }
        switch code {
        case 0: self = .ok
        case 10:
            var mechanisms: [String] = []
            while let name = reader.text(), !name.isEmpty { mechanisms.append(name) }
            self = .sasl(mechanisms: mechanisms)
        case 11: self = .saslContinue(reader.rest())
        case 12: self = .saslFinal(reader.rest())
        default: self = .other(code: code)
        }
    }
}
