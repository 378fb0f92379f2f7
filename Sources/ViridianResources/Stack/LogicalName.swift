/// The rules for names inside a template, and what becomes of them outside it.
///
/// Source: CloudFormation User Guide, "Understand CloudFormation quotas" and "Resources section".
enum LogicalName {
    static let lengthMaximum = 255

    static func isValid(_ name: String) -> Bool {
        (1...lengthMaximum).contains(name.count) && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    /// The nearest name that is valid; empty if nothing of it can stay.
    static func suggestion(for name: String) -> String {
        let words = name.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let joined = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        return String(joined.prefix(lengthMaximum))
    }

    /// `WebBlueTargetGroup` as AWS's names are written: `web-blue-target-group`; `NetworkVPC1` is `network-vpc-1`.
    static func kebabCase(_ name: String) -> String {
        let characters = Array(name)
        var result = ""
        var wordLength = 0
        for (index, character) in characters.enumerated() {
            let before = index > 0 ? characters[index - 1] : nil
            let next = index + 1 < characters.count ? characters[index + 1] : nil
            if let before, before != "-", startsWord(character, after: before, before: next, wordLength) {
                result += "-"
                wordLength = 0
            }
            wordLength = character == "-" ? 0 : wordLength + 1
            result += character.lowercased()
        }
        return result
    }

    /// The digit of `S3` and `EC2` belongs to their word, that of `Subnet1` counts.
    private static func startsWord(
        _ character: Character, after before: Character, before next: Character?, _ wordLength: Int
    ) -> Bool {
        if character.isNumber { return !before.isNumber && wordLength > 2 }
        guard character.isUppercase else { return false }
        return !before.isUppercase || next?.isLowercase == true
    }
}
