import ViridianTemplate

/// Makes templates out of templates: bytes, lines and values are changed, moved and mixed. The same seed makes the same cases.
struct Mutator {
    private var random: Randomness
    private let bases: [[UInt8]]
    /// The values of the bases that can be read, to be put into others.
    private let trees: [Node]

    init(seed: UInt64, bases: [[UInt8]]) {
        random = Randomness(state: seed)
        let bases = bases + Self.own.map { Array($0.utf8) }
        self.bases = bases
        trees = bases.compactMap { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            return (try? Template.read(text, file: "base")).map { Node(.object($0.root)) }
        }
    }

    /// The next case, and the name that says how to read it.
    mutating func next() -> (bytes: [UInt8], name: String) {
        var bytes: [UInt8]
        if !trees.isEmpty, random.below(3) == 0 {
            bytes = mutatedTree()
        } else {
            bytes = bases[random.below(bases.count)]
        }
        if random.below(4) > 0 {
            for _ in 0...random.below(6) { mutate(&bytes) }
        }
        if bytes.count > 1_100_000 { bytes.removeLast(bytes.count - 1_100_000) }
        return (bytes, Self.names[random.below(Self.names.count)])
    }

    /// Mostly the one whose first character says how it is read.
    private static let names = [String](repeating: "case.template", count: 8) + ["case.yaml", "case.json"]

    private mutating func mutate(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return bytes += token() }
        let range = range(in: bytes)
        switch random.below(9) {
        case 0: bytes[range.lowerBound] ^= 1 << UInt8(random.below(random.below(10) == 0 ? 8 : 5))
        case 1: bytes[range.lowerBound] = UInt8(0x20 + random.below(random.below(10) == 0 ? 0xE0 : 0x5F))
        case 2: bytes.removeSubrange(range)
        case 3: bytes.insert(contentsOf: token(), at: range.lowerBound)
        case 4:
            let copy = Array(bytes[range])
            let times = random.below(10) == 0 ? 200 : 2
            for _ in 0..<times where bytes.count < 1_100_000 { bytes.insert(contentsOf: copy, at: range.lowerBound) }
        case 5: swapLines(&bytes)
        case 6:
            let other = bases[random.below(bases.count)]
            if !other.isEmpty { bytes.replaceSubrange(range, with: other[self.range(in: other)]) }
        case 7: bytes.replaceSubrange(range, with: token())
        default: bytes.removeLast(random.below(min(bytes.count, 2000)))
        }
    }

    private mutating func range(in bytes: [UInt8]) -> Range<Int> {
        let start = random.below(bytes.count)
        let length = 1 + random.below(random.below(8) == 0 ? 5000 : 40)
        return start..<min(start + length, bytes.count)
    }

    private mutating func swapLines(_ bytes: inout [UInt8]) {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let (first, second) = (random.below(lines.count), random.below(lines.count))
        switch random.below(3) {
        case 0: lines.swapAt(first, second)
        case 1: lines[first] = [0x20, 0x20] + lines[first]
        default: lines.insert(lines[first], at: second)
        }
        bytes = Array(lines.joined(separator: [0x0A]))
    }

    private mutating func token() -> [UInt8] {
        let text = Self.tokens[random.below(Self.tokens.count)]
        if random.below(200) == 0 { return [0xFF] }
        if random.below(40) == 0 { return Array(String(repeating: text, count: 1 + random.below(3000)).utf8) }
        return Array(text.utf8)
    }

    /// What few templates have: aliases of aliases, loops in loops, conditions upon conditions.
    private static let own = [
        (1...9).reduce("a0: &a0 [x, x, x, x, x, x]\n") { text, level in
            text + "a\(level): &a\(level) [" + [String](repeating: "*a\(level - 1)", count: 6).joined(separator: ", ") + "]\n"
        } + "Resources: {A: {Type: T, Properties: {B: *a3}}}\n",
        """
        Transform: AWS::LanguageExtensions
        Parameters: {Names: {Type: CommaDelimitedList, Default: "a,b,c", AllowedPattern: "[a-z]+"}}
        Conditions:
          Fn::ForEach::C: [N, !Ref Names, {"Is${N}": !Equals [!Select [0, !Ref Names], "${N}"]}]
          Any: !Or [!Condition Isa, !Not [!Condition Isb]]
        Resources:
          Fn::ForEach::A:
            - N
            - !Ref Names
            - Fn::ForEach::B: [M, [x, y], {"Topic${N}${M}": {Type: AWS::SNS::Topic, Condition: "Is${N}", Properties:
                {TopicName: !Sub "${N}-${M}", DisplayName: !If [Any, {Fn::ToJsonString: [!Ref N]}, !Ref AWS::NoValue],
                Tags: [{Key: a, Value: {Fn::Length: !Ref Names}}, {Key: "{{resolve:ssm:/a:1}}", Value: !Base64 x}]}}}]
          Stack: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: child.yaml,
            Parameters: {A: !Select [1, !Cidr [10.0.0.0/16, 4, 8]]}}}
        """,
    ]

    static let tokens = [
        "!Ref ", "!GetAtt ", "!Sub ", "!If ", "!Join ", "!Cidr ", "!Base64 ", "!Select ", "!Split ", "!FindInMap ", "!Equals ",
        "!And ", "!Not ", "!Condition ", "!Reff ", "!!binary ", "!!str ", "!<tag:a> ", "&a ", "*a", "<<: *a", "? ", "- ", ": ",
        ", ",
        "[", "]", "{", "}", "{{", "}}", "${", "${!", "${AWS::Region}", "{{resolve:ssm:", "{{resolve:secretsmanager:a:", "\t",
        "\0",
        "\u{FEFF}", "\u{2028}", "\u{85}", "\r", "\r\n", "\n", "\n---\n", "\n...\n", "%YAML 1.1\n", "#", "|", ">", "|2-\n", "'",
        "\"",
        "\\", "\\u0000", "\\uD800", "~", "null", "yes", "0x1F", "1e999", "-0", "99999999999999999999", "-1", "0", "1", "é", "🚀",
        "Resources", "Conditions", "Parameters", "Condition", "DependsOn", "Properties", "Type", "AWS::NoValue", "AWS::Region",
        "\"Ref\":", "\"Fn::If\":", "\"Fn::ForEach::A\":", "Fn::ForEach::A: [N, [a, b], {", "Transform: AWS::LanguageExtensions\n",
        "Fn::Transform", "Fn::Length: ", "Fn::ToJsonString: ", "AllowedPattern: '(a+)+b'\n", "AllowedValues: []", "*", "&", "!",
        "%",
        "@", "`",
    ]
}

extension Mutator {
    /// A template whose values were changed, so that it can be read and reaches what comes after reading.
    private mutating func mutatedTree() -> [UInt8] {
        var tree = trees[random.below(trees.count)]
        for _ in 0...random.below(5) {
            let other = trees[random.below(trees.count)]
            let replacement = random.below(2) == 0 ? function() : node(random.below(other.size), of: other)
            var left = random.below(tree.size)
            tree = replaced(tree, at: &left, with: replacement)
        }
        let root = tree.object ?? ["Resources": tree]
        let format = Template.Format.allCases[random.below(2)]
        return Array(Template(root: root, name: "case").write(as: format).utf8)
    }

    private func node(_ index: Int, of tree: Node) -> Node {
        var (left, found) = (index, tree)
        tree.forEach { node in
            if left == 0 { found = node }
            left -= 1
        }
        return found
    }

    /// The tree with the node of an index, counted in reading order, replaced.
    private func replaced(_ node: Node, at left: inout Int, with other: Node) -> Node {
        defer { left -= 1 }
        guard left != 0 else { return other }
        switch node.value {
        case .list(let nodes):
            return Node(.list(nodes.map { child in step(child, &left, other) }))
        case .object(let object):
            return Node(.object(Object(object.fields.map { Field($0.key, step($0.node, &left, other)) })))
        default:
            for child in node.children { _ = step(child, &left, other) }
            return node
        }
    }

    private func step(_ child: Node, _ left: inout Int, _ other: Node) -> Node {
        guard left > 0 else { return child }
        left -= 1
        if left == 0 { return other }
        left += 1
        return replaced(child, at: &left, with: other)
    }

    private mutating func function() -> Node {
        let names = ["A", "Live", "AWS::Region", "AWS::NoValue", "Stage", "Resources", ""]
        let name = names[random.below(names.count)]
        let ref = Node.call(.ref(name))
        let functions: [Node] = [
            ref, .call(.if(condition: name, then: ref, else: .call(.ref("AWS::NoValue")))),
            .call(.sub("${\(name)}-${A.B}", variables: [:])),
            .call(.getAtt(resource: name, attribute: ref)), .call(.select(index: 99, [ref])),
            .call(.cidr(ipBlock: "10.0.0.0/8", count: 300, cidrBits: 8)),
            .call(.join(delimiter: ",", ref)), .call(.split(delimiter: "", ref)), .call(.equals(ref, "a")),
            .call(.not(.call(.condition(name)))),
            .call(.other(name: "Fn::Length", argument: ref)),
            .call(.findInMap(map: ref, topLevelKey: "a", secondLevelKey: "b", defaultValue: 1)),
            [:], [], "", "{{resolve:ssm:}}", 0, true, Node(.null),
        ]
        return functions[random.below(functions.count)]
    }
}

extension Node {
    fileprivate var size: Int {
        var count = 0
        forEach { _ in count += 1 }
        return count
    }
}

/// SplitMix64: small, fast, and the same everywhere.
struct Randomness {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(limit, 1))) }
}
