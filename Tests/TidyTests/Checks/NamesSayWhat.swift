extension Check {
    /// A name that says what a thing is, and not that it does something with things.
    static let namesSayWhat = Check(
        rule: "No type and no file is called a manager, a helper or a util",
        find: { files in
            files.filter { $0.isSwift && !$0.isGenerated }.flatMap { file in
                let types = file.tokens.indices.filter { index in
                    typeKeywords.contains(file.tokens[index].text) && isEmpty(file.tokens.text(at: index + 1))
                }
                return (isEmpty(file.baseName) ? [Offence(file, "say in the file's name what it holds")] : [])
                    + types.map {
                        Offence(file, line: file.tokens[$0].line, "\(file.tokens.text(at: $0 + 1)): say in the name what it is")
                    }
            }
        },
        offending: emptyEndings.map { ending in
            Example(
                files: [SourceFile("Sources/A/Task\(ending).swift", "\nactor Task\(ending) {}")],
                offences: [
                    "Sources/A/Task\(ending).swift: say in the file's name what it holds",
                    "Sources/A/Task\(ending).swift:2: Task\(ending): say in the name what it is",
                ])
        },
        accepted: [
            [SourceFile("Sources/A/Journal.swift", "struct Utility {}\nlet helper = 1\n// struct TaskHelper")],
            [SourceFile("Sources/A/SecretsManager.swift", "enum SecretsManager {}")],
        ])

    private static let emptyEndings = ["Manager", "Managers", "Helper", "Helpers", "Util", "Utils"]
    private static let typeKeywords: Set = ["struct", "enum", "class", "actor", "protocol", "typealias"]
    /// Services of AWS, whose names are not ours to choose.
    private static let awsNames: Set = ["SecretsManager", "AWSSecretsManager"]

    private static func isEmpty(_ name: String) -> Bool {
        !awsNames.contains(name) && emptyEndings.contains { name.hasSuffix($0) }
    }
}
