/// The bytes of a template that passed the checks that need no grammar: size, encoding, NUL, emptiness.
struct TemplateText {
    var bytes: [UInt8]
    var file: String
    /// The first control character but for tabs and line ends, or what may be one of two or three bytes.
    private(set) var firstControl: Int?

    init(_ bytes: [UInt8], file: String) throws(TemplateError) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        self.bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes
        self.file = file
        guard self.bytes.count <= Template.sizeMaximum else {
            throw TemplateError(
                .fileTooLarge, file: file, "the template is larger than 1,000,000 bytes",
                advice: "CloudFormation takes no more. Split it into nested stacks.")
        }
        let survey = self.bytes.withUnsafeBufferPointer(Survey.init)
        firstControl = survey.firstControl
        try checkCharacters(survey)
        guard self.bytes.contains(where: { !Self.isBlank($0) }) else {
            throw TemplateError(
                .emptyFile, file: file, "the template is empty", advice: "A template needs at least a Resources section.")
        }
    }

    /// By extension, then by the first character that is not blank.
    var guessedFormat: Template.Format {
        let name = file.lowercased()
        if name.hasSuffix(".json") { return .json }
        if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return .yaml }
        return bytes.first { !Self.isBlank($0) } == UInt8(ascii: "{") ? .json : .yaml
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// What one look at every byte tells.
    private struct Survey {
        var isASCII = true
        var firstNul: Int?
        var firstControl: Int?

        init(_ bytes: UnsafeBufferPointer<UInt8>) {
            for (offset, byte) in bytes.enumerated() {
                if 0x20 <= byte, byte < 0x7F { continue }
                switch byte {
                case 0x09, 0x0A, 0x0D: continue
                case 0: firstNul = firstNul ?? offset
                case 0x01..<0x80: break
                default:
                    isASCII = false
                    guard byte == 0xC2 || byte == 0xEF else { continue }
                }
                firstControl = firstControl ?? offset
            }
        }
    }

    private func checkCharacters(_ survey: Survey) throws(TemplateError) {
        if !survey.isASCII, String(validating: bytes, as: UTF8.self) == nil {
            throw TemplateError(
                .invalidUTF8, file: file, at: position(ofOffset: firstInvalidOffset), "the bytes here are no UTF-8 text",
                advice: "Save the template in the encoding UTF-8.")
        }
        if let offset = survey.firstNul {
            throw .nulCharacter(file: file, at: position(ofOffset: offset))
        }
    }

    private var firstInvalidOffset: Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            offset += UTF8.width(scalar)
        }
        return min(offset, bytes.count - 1)
    }

    private func position(ofOffset offset: Int) -> SourcePosition {
        var cursor = TextCursor(bytes)
        cursor.advance(by: offset)
        return cursor.position
    }
}

extension TemplateError {
    static func nulCharacter(file: String, at place: SourcePosition) -> Self {
        Self(
            .nulCharacter, file: file, at: place, "a NUL character stands here",
            advice: "CloudFormation takes text without NUL; remove it.")
    }
}
