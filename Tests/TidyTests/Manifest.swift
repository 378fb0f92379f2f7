/// The targets of Package.swift in the order in which they are listed, read from its text.
struct Manifest {
    struct Target {
        var name: String
        var path: String
        var isTest: Bool
        var dependencies: [String]
        var line: Int
    }

    var targets: [Target] = []

    init(_ file: SourceFile) {
        let text = file.lines.joined(separator: "\n")
        for call in text.matches(of: #/\.(target|executableTarget|testTarget)\(/#) {
            let body = Self.arguments(in: text[call.range.upperBound...])
            guard let name = body.firstMatch(of: #/\s*name:\s*"([^"]+)"/#) else { continue }
            let isTest = call.output.1 == "testTarget"
            let path = body.firstMatch(of: #/path:\s*"([^"]+)"/#).map { String($0.output.1) }
            targets.append(
                Target(
                    name: String(name.output.1),
                    path: path ?? "\(isTest ? "Tests" : "Sources")/\(name.output.1)",
                    isTest: isTest,
                    dependencies: body.matches(of: #/"([^"]+)"/#).map { String($0.output.1) },
                    line: 1 + text[..<call.range.lowerBound].count { $0 == "\n" }))
        }
    }

    /// The arguments of a call, up to the parenthesis that closes it.
    private static func arguments(in text: Substring) -> Substring {
        var depth = 1
        let end = text.firstIndex { character in
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            return depth == 0
        }
        return text[..<(end ?? text.endIndex)]
    }

    func position(of name: String) -> Int? { targets.firstIndex { $0.name == name } }

    func target(of file: SourceFile) -> Target? { targets.first { file.path.hasPrefix($0.path + "/") } }

    /// Targets that name one which is listed after them.
    var upwardDependencies: [Offence] {
        targets.indices.flatMap { own in
            targets[own].dependencies.filter { position(of: $0).map { $0 > own } ?? false }.map {
                Offence("Package.swift", line: targets[own].line, "\(targets[own].name) depends on \($0), which stands below it")
            }
        }
    }
}
