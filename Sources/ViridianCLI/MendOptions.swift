public import ArgumentParser
public import ViridianReview
import ViridianTemplate

/// What `--fix` does.
struct MendOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Mend templates in place: --fix what nobody could mind, --fix=all what has consequences too.", valueName: "safe|all"))
    var fix: MendExtent?

    @Flag(help: "With --fix: print a patch instead of writing.")
    var dryRun = false

    @Option(help: ArgumentHelp("With --fix: a tag for resources without any.", valueName: "KEY=VALUE"))
    var tag: [String] = []

    func validate() throws {
        if fix == nil, dryRun || !tag.isEmpty { throw ValidationError("--dry-run and --tag go with --fix.") }
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

extension MendExtent: ExpressibleByArgument {}
