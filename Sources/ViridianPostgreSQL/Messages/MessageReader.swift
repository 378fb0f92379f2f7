/// Bytes as they arrive, cut into messages.
struct MessageReader: Hashable {
    /// The longest message that is taken. Whoever isn't known yet has no reason for a long one.
    var bytesMaximum: Int
    private var pending: [UInt8] = []
    private var start = 0

    init(bytesMaximum: Int) { self.bytesMaximum = bytesMaximum }

    /// What is wrong with the bytes.
    enum Failure: Error, Hashable {
        case tooLarge(Int)
        case malformed
    }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        if start > 0 {
            pending.removeFirst(start)
            start = 0
        }
        pending += bytes
    }

    /// The next whole message, if it is there.
    mutating func next() throws(Failure) -> BackendMessage? {
        var reader = ByteReader(pending[start...])
        guard let tag = reader.byte(), let length = reader.int32() else { return nil }
        guard length >= 4 else { throw .malformed }
        guard Int(length) <= bytesMaximum else { throw .tooLarge(Int(length)) }
        guard let content = reader.bytes(Int(length) - 4) else { return nil }
        start = content.endIndex
        guard let message = BackendMessage(tag: tag, content: content) else { throw .malformed }
        return message
    }
}
