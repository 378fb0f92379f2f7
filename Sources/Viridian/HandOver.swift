/// A verb that needs processes or the network, and so belongs to the program `viridian`: the app writes its template and steps
/// aside.
struct HandOver: Hashable {
    var verb: String
    var synthesis: Synthesis
    /// The arguments that are passed on.
    var rest: [String]

    /// The verbs that are handed over.
    static let verbs = ["rehearse", "deploy", "release", "cloud"]

    /// Nothing for arguments that the app understands by itself.
    ///
    /// `--environment`, `--stage` and `--stack` say which template is written; everything else is passed on as it is.
    init?(_ arguments: [String]) throws {
        guard let verb = arguments.first, Self.verbs.contains(verb) else { return nil }
        self.verb = verb
        synthesis = Synthesis()
        rest = []
        var remaining = arguments.dropFirst()
        while let argument = remaining.popFirst() {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let option = Self.options[parts[0]] else {
                rest.append(argument)
                continue
            }
            guard let value = parts.count > 1 ? parts[1] : remaining.popFirst() else {
                throw AppError(.badOption, "\(parts[0]) has no value", advice: "Write it like \(parts[0]) \(option.example).")
            }
            option.set(value, &synthesis)
        }
    }

    private struct Option: Sendable {
        var example: String
        var set: @Sendable (String, inout Synthesis) -> Void
    }

    private static let options: [String: Option] = [
        "--environment": Option(example: "dev") { $1.environment = $0 },
        "--stage": Option(example: "staging") { $1.stage = $0 },
        "--stack": Option(example: "Shop") { $1.stack = $0 },
    ]

    /// What `viridian` is started with.
    func command(program: String, template: String) -> [String] { [program, verb, template] + rest }

    /// Where `viridian` is: beside the app's own program, as `swift build` puts it, or in a folder of `PATH`.
    static func program(besides own: String, path: String?, isExecutable: (String) -> Bool) throws -> String {
        let folder = own.lastIndex(of: "/").map { String(own[..<$0]) }
        let folders = [folder].compactMap(\.self) + (path ?? "").split(separator: ":").map(String.init)
        if let found = folders.map({ "\($0)/viridian" }).first(where: { $0 != own && isExecutable($0) }) { return found }
        throw AppError(
            .notFound, "the program viridian is neither beside this one nor in a folder of PATH",
            advice: "Build it: swift build --product viridian.")
    }
}
