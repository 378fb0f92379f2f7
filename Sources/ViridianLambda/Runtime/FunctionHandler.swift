#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a function does with a call.
public struct FunctionHandler: Sendable {
    let body: @Sendable (Invocation) async throws -> [UInt8]

    /// A function from a call to the bytes of its answer.
    public init(_ body: @escaping @Sendable (Invocation) async throws -> [UInt8]) { self.body = body }

    /// A function from JSON to JSON, whose keys come in the order of the alphabet.
    public static func json<Event: Decodable & SendableMetatype, Answer: Encodable & SendableMetatype>(
        _ body: @escaping @Sendable (Event, Invocation) async throws -> Answer
    ) -> FunctionHandler {
        FunctionHandler { invocation in
            let event: Event
            do {
                event = try JSONDecoder().decode(Event.self, from: Data(invocation.payload))
            } catch let error as DecodingError {
                throw FunctionFailure(errorType: "InvalidEvent", errorMessage: "The event can't be read: \(error.place).")
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return Array(try encoder.encode(try await body(event, invocation)))
        }
    }
}

extension DecodingError {
    /// Where the event is wrong, without what stands there.
    fileprivate var place: String {
        func path(_ context: Context, _ last: (any CodingKey)? = nil) -> String {
            let keys = (context.codingPath + [last].compactMap { $0 }).map(\.stringValue)
            return keys.isEmpty ? "the whole" : keys.joined(separator: ".")
        }
        return switch self {
        case .typeMismatch(let type, let context): "\(path(context)) is not of the type \(type)"
        case .valueNotFound(let type, let context): "\(path(context)) is null and not of the type \(type)"
        case .keyNotFound(let key, let context): "\(path(context, key)) is missing"
        case .dataCorrupted(let context): "\(path(context)) is malformed"
        @unknown default: "it is malformed"
        }
    }
}
