package import ArgumentParser
package import ViridianReview
import ViridianTemplate

/// What `--fix` does.
package struct MendOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Mend templates in place: --fix what nobody could mind, --fix=all what has consequences too. What stands in Swift is "
                + "told instead.", valueName: "safe|all"))
    package var fix: MendExtent?

    @Option(help: ArgumentHelp("With --fix: a tag for resources without any.", valueName: "KEY=VALUE"))
    package var tag: [String] = []

    package init() {}

    package func validate() throws {
        if fix == nil, !tag.isEmpty { throw ValidationError("--tag goes with --fix.") }
        _ = try tags()
    }

    /// The tags as templates write them.
    func tags() throws -> [Node] {
        try tag.map { pair in
            guard let equals = pair.firstIndex(of: "="), equals > pair.startIndex else {
                throw ValidationError("--tag \(pair): write KEY=VALUE, as in Project=shop.")
            }
            return [
                "Key": Node(.string(String(pair[..<equals]))), "Value": Node(.string(String(pair[pair.index(after: equals)...]))),
            ]
        }
    }
}
