import Testing

/// A house rule that a machine can check, with examples that show what it finds and what it lets pass.
///
/// To add one, copy a file of `Checks/` and list it in ``Check/all``; the tests in `TidyTests.swift` do the rest.
struct Check: Sendable, CustomTestStringConvertible {
    /// The rule as a sentence.
    var rule: String
    var find: @Sendable ([SourceFile]) -> [Offence]
    /// What it must find. A check without an example would be vacuous, and fails.
    var offending: [Example]
    /// What it must let pass.
    var accepted: [[SourceFile]]

    /// Made-up files, and the whole of what the check says about them.
    struct Example: Sendable {
        var files: [SourceFile]
        var offences: [String]
    }

    var testDescription: String { rule }

    static let all: [Check] = [
        .shortLines, .shortFiles, .shortFunctions, .noLooseEnds, .importsPointDown, .publicIsDocumented, .ruleFilesHoldTheirRule,
        .namesSayWhat, .modulesIntroduceThemselves, .linksResolve, .codeBlocksAreTested, .noMachinePaths,
    ]
}

/// A place that breaks a rule, and what is wrong there.
struct Offence: Hashable, Sendable, CustomStringConvertible {
    var path: String
    var line: Int?
    var message: String

    init(_ file: SourceFile, line: Int? = nil, _ message: String) {
        self.init(file.path, line: line, message)
    }

    init(_ path: String, line: Int? = nil, _ message: String) {
        self.path = path
        self.line = line
        self.message = message
    }

    var description: String { line.map { "\(path):\($0): \(message)" } ?? "\(path): \(message)" }
}
