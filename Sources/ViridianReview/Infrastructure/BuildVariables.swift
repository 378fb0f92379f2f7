/// The shell variables of a build specification.
enum BuildVariables {
    /// The variables in capitals that are used and that neither the text nor the build service sets, in their order.
    static func unset(in text: String) -> [String] {
        let words = words(of: Array(text.utf8))
        let set = Set(words.filter(\.isSet).map(\.name))
        var unset: [String] = []
        for word in words where word.isUsed && !isGiven(word.name) && !set.contains(word.name) && !unset.contains(word.name) {
            unset.append(word.name)
        }
        return unset
    }

    private struct Word {
        var name: String
        /// `$NAME` or `${NAME}`, without a value for the case that it isn't set.
        var isUsed: Bool
        /// `NAME=`, `NAME: `, `for NAME in`, or an element of a list.
        var isSet: Bool
    }

    /// The words in capitals of two letters or more.
    private static func words(of text: [UInt8]) -> [Word] {
        var words: [Word] = []
        var start = 0
        while start < text.count {
            guard isLetter(text[start]) else {
                start += 1
                continue
            }
            let end = text[start...].firstIndex { !isLetter($0) } ?? text.count
            if end - start > 1, text[start..<end].allSatisfy(isCapital), !isDigit(text[start]) {
                words.append(word(text[..<start], String(decoding: text[start..<end], as: UTF8.self), text[end...]))
            }
            start = end
        }
        return words
    }

    private static func word(_ before: ArraySlice<UInt8>, _ name: String, _ after: ArraySlice<UInt8>) -> Word {
        let isBraced = before.hasSuffix("${")
        let dollar = isBraced ? before.dropLast() : before
        if dollar.last == UInt8(ascii: "$") {
            let isEscaped = dollar.hasSuffix("\\$") || dollar.hasSuffix("$$")
            let hasDefault = isBraced && after.first.map { Array(":-=+?".utf8).contains($0) } == true
            return Word(name: name, isUsed: !isEscaped && !hasDefault, isSet: false)
        }
        let rest = after.drop(while: isSpace)
        let isKey = after.first == UInt8(ascii: ":") && after.dropFirst().first.map(isSpace) == true
        let isLooped = before.hasSuffix("for ") && rest.starts(with: "in".utf8)
        let line = after.prefix { $0 != UInt8(ascii: "\n") }
        let isListed = before.hasSuffix("- ") && line.allSatisfy(isSpace)
        return Word(
            name: name, isUsed: false, isSet: rest.first == UInt8(ascii: "=") || isKey || isLooped || isListed)
    }

    private static func isGiven(_ name: String) -> Bool {
        name.hasPrefix("CODEBUILD_") || (name.hasPrefix("AWS_") && name != "AWS_ACCOUNT_ID") || common.contains(name)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private static func isCapital(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "_") || isDigit(byte)
    }
    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || isCapital(byte)
    }

    private static let common: Set<String> = [
        "HOME", "PATH", "PWD", "USER", "SHELL", "HOSTNAME", "LANG", "TMPDIR", "IFS", "RANDOM", "OLDPWD", "JAVA_HOME", "GOPATH",
        "SECONDS", "LINENO", "UID", "PPID", "BASH_SOURCE", "OSTYPE", "PIPESTATUS", "NVM_DIR", "GOROOT", "ANDROID_HOME",
    ]
}

extension ArraySlice<UInt8> {
    fileprivate func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
