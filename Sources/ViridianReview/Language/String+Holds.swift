extension StringProtocol {
    /// Whether a part stands somewhere in the text, byte by byte.
    ///
    /// For parts in ASCII the same as `contains`, which looks for the borders of characters and takes a hundred times as long: a
    /// template has thousands of texts, and many rules look for words in each.
    func holds(_ part: String) -> Bool {
        let found = utf8.withContiguousStorageIfAvailable { text in
            part.utf8.withContiguousStorageIfAvailable { Self.holds(text, $0) }
        }
        return (found ?? nil) ?? contains(part)
    }

    private static func holds(_ text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = part.first else { return true }
        guard text.count >= part.count else { return false }
        for start in 0...(text.count - part.count) where text[start] == first {
            if (1..<part.count).allSatisfy({ text[start + $0] == part[$0] }) { return true }
        }
        return false
    }
}
