/// YAML's short form of a function: `!Sub` for `Fn::Sub`.
enum ShortTag {
    /// The functions that AWS documents with a short form; only these are written with one.
    static let written: Set<String> = [
        "Ref", "Condition", "Fn::And", "Fn::Base64", "Fn::Cidr", "Fn::Equals", "Fn::FindInMap", "Fn::GetAtt", "Fn::GetAZs",
        "Fn::If", "Fn::ImportValue", "Fn::Join", "Fn::Not", "Fn::Or", "Fn::Select", "Fn::Split", "Fn::Sub", "Fn::Transform",
    ]

    /// Functions whose short form people write, though AWS documents the long one.
    private static let read: Set<String> = written.union([
        "Fn::Contains", "Fn::EachMemberEquals", "Fn::EachMemberIn", "Fn::GetStackOutput", "Fn::Length", "Fn::RefAll",
        "Fn::ToJsonString", "Fn::ValueOf", "Fn::ValueOfAll",
    ])

    /// The full name of the function that a tag such as `!Sub` calls.
    static func function(_ tag: String) -> String? {
        guard tag.utf8.first == UInt8(ascii: "!") else { return nil }
        let name = String(tag.dropFirst())
        let candidates = name == "Ref" || name == "Condition" || name.hasPrefix("Fn::") ? [name] : ["Fn::" + name]
        return candidates.first { read.contains($0) }
    }

    /// The tag with which a function is written.
    static func tag(_ function: String) -> String? {
        guard written.contains(function) else { return nil }
        return "!" + (function.hasPrefix("Fn::") ? String(function.dropFirst(4)) : function)
    }
}
