extension Check {
    /// Whoever sees a slug in a report finds its file, and the other way round.
    static let ruleFilesHoldTheirRule = Check(
        rule: "A file of Sources/ViridianReview/Rules declares one rule, whose slug is the file's name in kebab case",
        find: { files in
            files.filter { $0.isSwift && $0.path.hasPrefix("Sources/ViridianReview/Rules/") }.compactMap { file in
                let text = file.lines.joined(separator: "\n")
                let slugs = text.matches(of: #/\bRule\(\s*(?:slug:\s*)?"([^"]*)"/#).map { String($0.output.1) }
                let expected = kebabCase(file.baseName)
                guard slugs != [expected] else { return nil }
                return Offence(
                    file, "declares \(slugs.isEmpty ? "no rule" : slugs.joined(separator: ", ")); it should be \(expected)")
            }
        },
        offending: [
            Example(
                files: [rule("LogGroupRetention", slugs: [])],
                offences: ["\(folder)/LogGroupRetention.swift: declares no rule; it should be log-group-retention"]),
            Example(
                files: [rule("LogGroupRetention", slugs: ["log-retention"])],
                offences: ["\(folder)/LogGroupRetention.swift: declares log-retention; it should be log-group-retention"]),
            Example(
                files: [rule("IAM/IAMWildcard", slugs: ["iam-wildcard", "b"])],
                offences: ["\(folder)/IAM/IAMWildcard.swift: declares iam-wildcard, b; it should be iam-wildcard"]),
        ],
        accepted: [
            [rule("IAMWildcardAction", slugs: ["iam-wildcard-action"]), rule("fargate-size", slugs: ["fargate-size"])],
            [SourceFile("\(folder)/FargateTaskSize.swift", "static let a = Rule(\n    \"fargate-task-size\", .error)")],
            [SourceFile("Sources/ViridianReview/Rule.swift", "struct Rule {}")],
        ])

    private static let folder = "Sources/ViridianReview/Rules"

    private static func rule(_ name: String, slugs: [String]) -> SourceFile {
        SourceFile("\(folder)/\(name).swift", slugs.map { "static let rule = Rule(slug: \"\($0)\")" }.joined(separator: "\n"))
    }

    /// `IAMWildcardAction` is `iam-wildcard-action`.
    private static func kebabCase(_ name: String) -> String {
        let characters = Array(name)
        var result = ""
        for (index, character) in characters.enumerated() {
            let startsWord = character.isUppercase && index > 0 && characters[index - 1] != "-"
            let next = index + 1 < characters.count ? characters[index + 1] : nil
            if startsWord, !characters[index - 1].isUppercase || next?.isLowercase == true { result += "-" }
            result += character.lowercased()
        }
        return result
    }
}
