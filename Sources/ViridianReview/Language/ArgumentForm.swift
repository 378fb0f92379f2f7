import ViridianCatalog

/// What may stand as one argument of a function: types of literals, and the functions that may be nested there.
struct ArgumentForm {
    var types: SchemaTypes
    var functions: Set<String> = []
    /// What the elements must look like where a list is written.
    var elements: [ArgumentForm] = []

    static let literal = ArgumentForm(types: .string)
    static func text(_ functions: Set<String>) -> ArgumentForm { ArgumentForm(types: .string, functions: functions) }
    static func number(_ functions: Set<String>) -> ArgumentForm { ArgumentForm(types: .integer, functions: functions) }
    static func list(_ functions: Set<String>, of element: ArgumentForm) -> ArgumentForm {
        ArgumentForm(types: .array, functions: functions, elements: [element])
    }
    static let anything: SchemaTypes = [.string, .integer, .number, .boolean, .object, .array]
}

/// How a function is called.
///
/// Source: AWS CloudFormation Template Reference, intrinsic function reference, "Supported functions" of each.
enum FunctionForm {
    /// One argument that is no list.
    case single(ArgumentForm)
    /// A list of arguments, each of its own form.
    case list(ClosedRange<Int>, [ArgumentForm])
    /// A list of arguments of one form.
    case many(ClosedRange<Int>, ArgumentForm)

    private static let logic: Set<String> = ["Condition", "Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or"]
    private static let ruleLogic: Set<String> = logic.union([
        "Fn::Contains", "Fn::EachMemberEquals", "Fn::EachMemberIn", "Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll",
    ])
    private static let cidrArguments: Set<String> = [
        "Fn::FindInMap", "Fn::GetAtt", "Fn::If", "Fn::ImportValue", "Fn::Select", "Fn::Sub", "Ref",
    ]
    private static let subValues: Set<String> = [
        "Fn::Base64", "Fn::FindInMap", "Fn::GetAtt", "Fn::GetAZs", "Fn::GetStackOutput", "Fn::If", "Fn::ImportValue", "Fn::Join",
        "Fn::Select", "Fn::Sub", "Fn::ToJsonString", "Fn::Transform", "Ref",
    ]

    /// The values of variables in `Fn::Sub`.
    static let subVariable = ArgumentForm.text(subValues)

    /// The parts of `Fn::GetStackOutput`.
    static let stackOutputField = ArgumentForm.text([
        "Fn::Base64", "Fn::FindInMap", "Fn::GetAtt", "Fn::If", "Fn::ImportValue", "Fn::Join", "Fn::Select", "Fn::Sub", "Ref",
    ])

    /// The form of a function; none for those that are checked elsewhere or that nobody knows.
    static func of(_ name: String, hasExtensions: Bool, isInRules: Bool) -> FunctionForm? {
        tables[(hasExtensions ? 1 : 0) + (isInRules ? 2 : 0)][name]
    }

    /// The forms of all functions, made once: without and with the extensions, then the same for rules.
    private static let tables: [[String: FunctionForm]] = [false, true].flatMap { isInRules in
        [false, true].map { hasExtensions in
            let names = Subject.functionNames.union(Subject.otherFunctions).union(["Condition"])
            let forms = names.compactMap { name in
                form(of: name, hasExtensions: hasExtensions, isInRules: isInRules).map { (name, $0) }
            }
            return Dictionary(uniqueKeysWithValues: forms)
        }
    }

    private static func form(of name: String, hasExtensions: Bool, isInRules: Bool) -> FunctionForm? {
        switch name {
        case "Fn::Join": join
        case "Fn::Split": split
        case "Fn::Select": select(hasExtensions)
        case "Fn::FindInMap": findInMap(hasExtensions)
        case "Fn::Cidr":
            .list(2...3, [.text(cidrArguments), .number(cidrArguments), .number(cidrArguments)])
        case "Fn::GetAZs": .single(.text(["Fn::GetAtt", "Fn::If", "Fn::Join", "Fn::Select", "Fn::Sub", "Ref"]))
        case "Fn::Base64":
            .single(.text(subValues.union(["Fn::Cidr", "Fn::Contains", "Fn::Length"]).subtracting(["Fn::GetAZs"])))
        case "Fn::ImportValue":
            .single(.text(["Fn::Base64", "Fn::FindInMap", "Fn::If", "Fn::Join", "Fn::Select", "Fn::Sub", "Ref"]))
        case "Fn::Length":
            .single(
                ArgumentForm(types: .array, functions: ["Fn::FindInMap", "Fn::GetAZs", "Fn::If", "Fn::Split", "Ref"]))
        case "Fn::ToJsonString":
            .single(
                ArgumentForm(
                    types: [.array, .object],
                    functions: ["Fn::FindInMap", "Fn::GetAtt", "Fn::GetAZs", "Fn::If", "Fn::Select", "Fn::Split", "Ref"]))
        case "Fn::If": .list(3...3, [.literal])
        case "Fn::Equals": .many(2...2, equalsOperand)
        case "Fn::And", "Fn::Or": .many(2...10, ArgumentForm(types: .boolean, functions: isInRules ? ruleLogic : logic))
        case "Fn::Not": .many(1...1, ArgumentForm(types: .boolean, functions: isInRules ? ruleLogic : logic))
        default: nil
        }
    }

    private static let join = FunctionForm.list(
        2...2,
        [
            .literal,
            .list(
                ["Fn::Cidr", "Fn::FindInMap", "Fn::GetAtt", "Fn::GetAZs", "Fn::If", "Fn::Split", "Ref"],
                of: .text([
                    "Fn::Base64", "Fn::FindInMap", "Fn::GetAtt", "Fn::GetStackOutput", "Fn::If", "Fn::ImportValue", "Fn::Join",
                    "Fn::Select", "Fn::Sub", "Fn::Transform", "Ref",
                ])),
        ])

    private static let split = FunctionForm.list(
        2...2,
        [
            .literal,
            .text([
                "Fn::Base64", "Fn::FindInMap", "Fn::GetAtt", "Fn::GetAZs", "Fn::If", "Fn::ImportValue", "Fn::Join", "Fn::Select",
                "Fn::Sub", "Ref",
            ]),
        ])

    private static func select(_ hasExtensions: Bool) -> FunctionForm {
        .list(
            2...2,
            [
                .number(hasExtensions ? ["Ref", "Fn::FindInMap", "Fn::Length"] : ["Ref", "Fn::FindInMap"]),
                .list(
                    ["Fn::FindInMap", "Fn::GetAtt", "Fn::GetAZs", "Fn::If", "Fn::Split", "Fn::Cidr", "Ref"],
                    of: ArgumentForm(
                        types: ArgumentForm.anything,
                        functions: ["Fn::FindInMap", "Fn::GetAtt", "Fn::GetStackOutput", "Fn::If", "Ref"])),
            ])
    }

    private static func findInMap(_ hasExtensions: Bool) -> FunctionForm {
        let plain: Set<String> = ["Fn::FindInMap", "Ref"]
        let more: Set<String> = ["Fn::Join", "Fn::Sub", "Fn::If", "Fn::Select", "Fn::Length", "Fn::ToJsonString"]
        let member = ArgumentForm.text(hasExtensions ? plain.union(more) : plain)
        return .list(3...4, [member, member, member, ArgumentForm(types: .object)])
    }

    private static let equalsOperand = ArgumentForm.text([
        "Ref", "Fn::FindInMap", "Fn::Sub", "Fn::Join", "Fn::Select", "Fn::Split", "Fn::Length", "Fn::ToJsonString",
    ])
}
