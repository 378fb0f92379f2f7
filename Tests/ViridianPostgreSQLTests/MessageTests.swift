import Testing

@testable import ViridianPostgreSQL

/// Messages by their bytes.
@Suite struct MessageTests {
    @Test(
        arguments: [
            (FrontendMessage.sslRequest, [0, 0, 0, 8, 4, 210, 22, 47]),
            (.query("A"), [81, 0, 0, 0, 6, 65, 0]),
            (.terminate, [88, 0, 0, 0, 4]),
            (.saslResponse([1, 2]), [112, 0, 0, 0, 6, 1, 2]),
            (.saslInitialResponse(mechanism: "S", data: [7]), [112, 0, 0, 0, 11, 83, 0, 0, 0, 0, 1, 7]),
        ] as [(FrontendMessage, [UInt8])])
    func `what is said has the bytes of the protocol`(message: FrontendMessage, bytes: [UInt8]) {
        #expect(message.bytes == bytes)
    }

    @Test func `the first words say who wants what, and nothing ends them early`() {
        let bytes = FrontendMessage.startup(user: "a\0pp", database: "shop").bytes
        #expect(
            bytes == [0, 0, 0, 79, 0, 3, 0, 0]
                + Array("user\0app\0database\0shop\0client_encoding\0UTF8\0application_name\0viridian\0\0".utf8))
    }

    private func read(_ bytes: [UInt8], bytesMaximum: Int = 1000) throws -> [BackendMessage] {
        var reader = MessageReader(bytesMaximum: bytesMaximum)
        var messages: [BackendMessage] = []
        reader.append(bytes)
        while let message = try reader.next() { messages.append(message) }
        return messages
    }

    @Test(arguments: [
        (Wire.message("R", [0, 0, 0, 0]), BackendMessage.authentication(.ok)),
        (Wire.message("R", [0, 0, 0, 3]), .authentication(.other(code: 3))),
        (Wire.message("R", [0, 0, 0, 5, 1, 2, 3, 4]), .authentication(.other(code: 5))),
        (Wire.sasl("A", "B"), .authentication(.sasl(mechanisms: ["A", "B"]))),
        (Wire.message("R", [0, 0, 0, 11, 65]), .authentication(.saslContinue([65]))),
        (Wire.message("R", [0, 0, 0, 12, 65]), .authentication(.saslFinal([65]))),
        (Wire.ready, .readyForQuery),
        (Wire.columns(2), .rowDescription(columns: 2)),
        (Wire.row("a", nil, ""), .dataRow(["a", nil, ""])),
        (Wire.message("C", Array("SELECT 1\0".utf8)), .commandComplete),
        (Wire.error("28P01", "no"), .error(sqlState: "28P01", message: "no")),
        (Wire.message("N", [0]), .passedOver), (Wire.message("S", Array("a\0b\0".utf8)), .passedOver),
    ])
    func `what is heard is understood`(bytes: [UInt8], message: BackendMessage) throws {
        #expect(try read(bytes) == [message])
        for length in 0..<bytes.count { #expect(try read(Array(bytes.prefix(length))) == []) }
    }

    @Test func `messages come whole, however their bytes arrive`() throws {
        let bytes = Wire.columns(1) + Wire.row("a") + Wire.row("b") + Wire.ready
        var reader = MessageReader(bytesMaximum: 1000)
        var messages: [BackendMessage] = []
        for byte in bytes {
            reader.append([byte])
            while let message = try reader.next() { messages.append(message) }
        }
        #expect(messages == [.rowDescription(columns: 1), .dataRow(["a"]), .dataRow(["b"]), .readyForQuery])
    }

    @Test(
        arguments: [
            [82, 0, 0, 0, 3], [82, 255, 255, 255, 255], Wire.message("R", [0]), Wire.message("D", [0]),
            Wire.message("D", [255, 255]),
            Wire.message("D", [0, 1, 0, 0, 0, 9, 65]), Wire.message("D", [0, 1, 255, 255, 255, 254]), Wire.message("T", []),
            Wire.message("D", [0, 0, 1]), Wire.message("E", [67, 65]), Wire.message("E", []), Wire.message("G", [0, 0, 0]),
        ] as [[UInt8]])
    func `what is no message of the protocol is refused`(bytes: [UInt8]) {
        #expect(throws: MessageReader.Failure.malformed) { try read(bytes) }
    }

    @Test func `a message that is too long is refused by its first bytes`() {
        #expect(throws: MessageReader.Failure.tooLarge(101)) { try read([68, 0, 0, 0, 101], bytesMaximum: 100) }
        #expect(throws: MessageReader.Failure.tooLarge(2_147_483_647)) { try read([68, 127, 255, 255, 255]) }
    }
}

/// Bytes as a server sends them.
enum Wire {
    static func message(_ tag: Unicode.Scalar, _ content: [UInt8]) -> [UInt8] {
        [UInt8(ascii: tag)] + number(content.count + 4) + content
    }

    static func number(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }

    static let ready = message("Z", [UInt8(ascii: "I")])
    static let authenticated = message("R", [0, 0, 0, 0])

    static func sasl(_ mechanisms: String...) -> [UInt8] {
        message("R", [0, 0, 0, 10] + mechanisms.flatMap { Array("\($0)\0".utf8) } + [0])
    }

    static func saslContinue(_ text: String) -> [UInt8] { message("R", [0, 0, 0, 11] + Array(text.utf8)) }

    static func saslFinal(_ text: String) -> [UInt8] { message("R", [0, 0, 0, 12] + Array(text.utf8)) }

    /// A description whose columns nobody looks at.
    static func columns(_ count: UInt8) -> [UInt8] { message("T", [0, count]) }

    static func row(_ values: String?...) -> [UInt8] {
        message(
            "D",
            [0, UInt8(values.count)]
                + values.flatMap { value in value.map { number($0.utf8.count) + Array($0.utf8) } ?? [255, 255, 255, 255] })
    }

    static func error(_ sqlState: String, _ text: String) -> [UInt8] {
        message("E", Array("SERROR\0C\(sqlState)\0M\(text)\0Dthe detail\0\0".utf8))
    }
}
