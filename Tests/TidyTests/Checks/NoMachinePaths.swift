extension Check {
    /// A path of somebody's machine is nothing to anybody else, and tells a stranger who that is.
    static let noMachinePaths = Check(
        rule: "No file holds a path of a developer's machine",
        find: { files in
            files.flatMap { file in
                file.numberedLines.flatMap { line in
                    machinePaths.filter { line.text.contains($0) && startsPath($0, in: line.text) }.map {
                        Offence(file, line: line.number, "\($0): write a path from the root of the repository")
                    }
                }
            }
        },
        offending: machinePaths.map { path in
            Example(
                files: [SourceFile("docs/a.md", "# A\nSee `\(path)a.swift`.")],
                offences: ["docs/a.md:2: \(path): write a path from the root of the repository"])
        },
        accepted: [
            [SourceFile("docs/a.md", "See https://example.org\(machinePaths[0])a and docs\(machinePaths[1])b.")],
            [SourceFile("docs/a.md", "An instance of EC2 has /ho" + "me/ec2-user/, and a container may have one too.")],
            [SourceFile("docs/a.md", "Logs go to /var/log/ and scratch files to /tmp/.")],
        ])

    /// Put together from parts, so that this file does not find itself.
    private static let machinePaths = [
        "/ho" + "me/", "/Us" + "ers/", "/ro" + "ot/", "/wo" + "rk/", "/private/v" + "ar/", "/tmp/sl" + "ot", ".lib" + "rary/",
        "C:\\Us" + "ers\\",
    ]

    /// The user of Amazon Linux's own instances, whose folder user data may well name.
    private static let userOfEC2 = "/ho" + "me/ec2-user"

    /// Whether the text starts a path somewhere: what follows a letter, a digit or a dot is part of a longer one.
    private static func startsPath(_ text: String, in line: String) -> Bool {
        line.ranges(of: text).contains { range in
            if line[range.lowerBound...].hasPrefix(userOfEC2) { return false }
            guard let before = line[..<range.lowerBound].last else { return true }
            return !before.isLetter && !before.isNumber && before != "." && before != "_" && before != "-"
        }
    }
}
