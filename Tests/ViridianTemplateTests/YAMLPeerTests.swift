import Foundation
import Testing
import ViridianTestSupport
import ViridianTemplate

/// Our YAML is libyaml's: the same texts are taken, with the same values at the same places.
@Suite(.wholeMachine, .enabled(if: YAMLPeer.isThere, "needs python3 with PyYAML, as .ci/run installs it"))
struct YAMLPeerTests {
    /// Texts that show all that YAML can do in a template, on which changes are tried.
    static let seeds = [
        """
        Resources:
          A: &a {x: [1, "two", 'thr''ee'], y: !Sub "${b}\\tq\\u00e9", ? z : 1}
          B: !If [c, *a, {a: b}]
          ? explicit
          : - - x
            - y
            - k: v
              l: >-
                folded text
                  more

                end
              m: |2+
                  two
                x

            -
              z
          é: "multi
            line   

            text" # comment
          C:
          - plain multi
            line text
          - !GetAtt a.b
          - &n name
          - *n
          D: [a: b, c: !Ref d, "x":y, {}, []]
          E: !!str 12
          F: ! 12
          G: ~
        """,
        "# nothing but a comment\n---\nA:\n- B: {c,\n d: e}\n  'f g':\n   \"h\\\n    i\"\n...\n# end\n",
        "A:\r\n  B: |\r\n    one\r\n\r\n    two\r\n  C: >+\r\n    three\r\n    four\r\n\r\nD: e f\r\n  g\r\n",
        "- a: b\n  c:\n  - d\n  -\n  - - e\n    - f: g\n      h: i\n- !Join\n  - ','\n  - [x, y]\n- ? j\n  : k\n",
    ]

    @Test func `what stands in the repository is read alike`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path
        let walk = try #require(FileManager.default.enumerator(atPath: root))
        let files = walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
        #expect(files.count > 50)
        try compare(files.map { root + "/" + $0 })
    }

    @Test func `texts that were changed at random are read alike, or refused alike`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "viridian-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var chance = Chance(seed: 20_261_121)
        let files = try (0..<2_000).map { number in
            let file = folder.appending(path: "\(number).yaml")
            try Data(chance.changed(Self.seeds[number % Self.seeds.count]).utf8).write(to: file)
            return file.path
        }
        try compare(files)
    }

    private func compare(_ files: [String]) throws {
        let answers = try YAMLPeer.answers(for: files)
        #expect(answers.count == files.count)
        for (file, answer) in zip(files, answers) {
            let text = try String(contentsOfFile: file, encoding: .utf8)
            do throws(TemplateError) {
                let node = try Node.read(yaml: text, file: "a.yaml")
                guard let tree = answer["tree"] else {
                    // YAML lets a name be given again; PyYAML doesn't.
                    if answer["error"]?.string?.contains("duplicate anchor") == true { continue }
                    Issue.record("only the peer refuses\n\(text)\n\(answer["error"]?.string ?? "")")
                    continue
                }
                if let difference = difference(node, tree) { Issue.record("\(difference)\n\(text)") }
            } catch {
                // What is no YAML for us is none for the peer. What we refuse for CloudFormation's sake it may take.
                let isGrammar = [.invalidYAML, .tabInIndentation, .trailingContent, .unknownAlias].contains(error.code)
                let isTaken = answer["error"] == nil && !error.problem.contains("directive")
                #expect(!(isGrammar && isTaken), "only we refuse: \(error)\n\(text)")
            }
        }
    }

    /// Where a node is not what the peer describes.
    private func difference(_ node: Node, _ peer: Node) -> String? {
        var node = node
        if let tag = peer["tag"]?.string, !tag.isEmpty {
            // A tag is the call of a function, whose argument is the value.
            guard let field = node.object?.fields.first, field.key.hasSuffix(tag.dropFirst()) else { return "no \(tag)" }
            node = field.node
        }
        if let text = peer["text"]?.string { return difference(node, scalar: text, peer) }
        if let items = peer["items"]?.list {
            guard let list = node.list, list.count == items.count else { return "\(items.count) items expected, found \(node)" }
            return zip(list, items).lazy.compactMap { difference($0, $1) }.first
        }
        let fields = peer["fields"]?.list ?? []
        guard let object = node.object, object.fields.count == fields.count else { return "\(fields.count) fields expected" }
        return zip(object.fields, fields).lazy.compactMap { field, pair in
            guard let key = pair.list?.first, let value = pair.list?.last else { return "no pair" }
            if field.key != key["text"]?.string { return "key \(field.key) for \(key)" }
            return difference(field.node, value)
        }.first
    }

    private func difference(_ node: Node, scalar text: String, _ peer: Node) -> String? {
        let style = peer["style"]?.string
        if style != "plain" || node.string != nil {
            guard node.string == text else { return "\(text.debugDescription) expected, found \(node)" }
        }
        // The peer counts tag and anchor to a value, and says of a text over several lines where the next begins.
        guard peer["tag"]?.string == "", style != "block", !text.isEmpty, let source = node.source else { return nil }
        let end = "\(source.end.line):\(source.end.column)"
        return end == peer["end"]?.string ? nil : "\(text.debugDescription) ends at \(peer["end"]?.string ?? ""), not \(end)"
    }
}

/// PyYAML, which reads YAML by libyaml.
enum YAMLPeer {
    static let isThere = (try? run(["-c", "import yaml; yaml.CBaseLoader"], input: "").status) == 0

    /// What it makes of each file.
    static func answers(for files: [String]) throws -> [Node] {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/compose.py").path
        let (status, output) = try run([script], input: files.map { $0 + "\n" }.joined())
        #expect(status == 0)
        return try output.split(separator: "\n").map { try Node.read(json: String($0)) }
    }

    private static func run(_ arguments: [String], input: String) throws -> (status: Int32, output: String) {
        let file = FileManager.default.temporaryDirectory.appending(path: "viridian-\(UUID().uuidString)")
        try Data(input.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        process.standardInput = try FileHandle(forReadingFrom: file)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}

/// Changes of a text that come the same way for the same seed.
private struct Chance {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private static let pieces = [
        ":", ": ", "- ", "-", "? ", "!", "!Ref ", "&a ", "*a", "|", ">", "|-", ">+", "|2", "'", "\"", "#", " #", "%", "@", "[",
        "]", "{", "}", ",", "\t", "\n", "\n\n", "\r\n", "\\", "\\x4", "\\u00e9", "---\n", "...\n", "é", "  ", "    ", "~", "null",
        "a: b", "`",
    ]

    /// A number below a bound.
    private mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(bound, 1)))
    }

    mutating func changed(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0...next(below: 3) {
            let place = next(below: scalars.count)
            switch next(below: 4) {
            case 0, 1: scalars.insert(contentsOf: Self.pieces[next(below: Self.pieces.count)].unicodeScalars, at: place)
            case 2: scalars.removeSubrange(place..<min(place + 1 + next(below: 4), scalars.count))
            default:
                // A line moves by a blank, to the right or to the left.
                let line = scalars[..<place].lastIndex(of: "\n").map { $0 + 1 } ?? 0
                if next(below: 2) == 0 { scalars.insert(" ", at: line) } else if scalars[line] == " " { scalars.remove(at: line) }
            }
        }
        var result = ""
        result.unicodeScalars.append(contentsOf: scalars)
        return result
    }
}
