extension Check {
    /// A newcomer opens the file with the module's name, and knows what the module is for.
    static let modulesIntroduceThemselves = Check(
        rule: "Every module says what it is for, in the file that is named after it",
        find: { files in
            modules(of: files).filter { module in
                !files.contains { isIntroduction($0, of: module) && isCommented($0) }
            }.map {
                Offence(
                    "Sources/\($0)", "no doc comment in \(fileNames(of: $0).joined(separator: ", ")) says what the module is for")
            }
        },
        offending: [
            Example(
                files: [
                    SourceFile("Sources/ViridianA/B.swift", "/// B.\nstruct B {}"),
                    SourceFile("Sources/ViridianA/A.swift", "// A"),
                ],
                offences: [
                    "Sources/ViridianA: no doc comment in A.swift, ViridianA.swift, Main.swift says what the module is for"
                ]
            )
        ],
        accepted: [
            [SourceFile("Sources/ViridianA/ViridianA.swift", "/// What A is for.\nenum ViridianA {}")],
            [SourceFile("Sources/ViridianA/A.swift", "/// What A is for.\nstruct A {}")],
            [SourceFile("Sources/ViridianA/Main.swift", "/// What A is for.\n@main struct A {}")],
            [SourceFile("Sources/CA/include/CA.h", "// What A is for.\nint a;")],
        ])

    private static func modules(of files: [SourceFile]) -> [String] {
        let names = files.compactMap { file -> String? in
            let parts = file.path.split(separator: "/")
            return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
        }
        return Set(names).sorted()
    }

    /// A module in C has its header, one in Swift a file with its name, with or without the prefix; a program has `Main.swift`.
    private static func fileNames(of module: String) -> [String] {
        if module.hasPrefix("C"), module.dropFirst().first?.isUppercase == true { return ["\(module).h"] }
        let names = ["\(module).swift", "Main.swift"]
        guard module.hasPrefix("Viridian"), module != "Viridian" else { return names }
        return ["\(module.dropFirst("Viridian".count)).swift"] + names
    }

    private static func isIntroduction(_ file: SourceFile, of module: String) -> Bool {
        file.path.hasPrefix("Sources/\(module)/") && fileNames(of: module).contains(file.fileName)
    }

    private static func isCommented(_ file: SourceFile) -> Bool {
        file.lines.contains { $0.hasPrefix("///") || (file.fileExtension == "h" && ($0.hasPrefix("//") || $0.hasPrefix("/*"))) }
    }
}
