/// One item of a collection in place of a loop's identifier: `${Name}`, `&{Name}` without what a logical id can't have, and
/// `Ref` to it.
struct LoopReplacement {
    let identifier: String
    let value: String

    init(identifier: String, text: String) {
        self.identifier = identifier
        value = text
    }

    /// A text with the item put in.
    func text(_ text: String) -> String {
        guard text.contains("{" + identifier + "}") else { return text }
        let alphanumeric = value.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return text.replacing("${\(identifier)}", with: value).replacing("&{\(identifier)}", with: alphanumeric)
    }

    /// A function with the item put into the names that it holds; its arguments are left to the caller.
    func names(of function: Intrinsic) -> Intrinsic {
        switch function {
        case .ref(let name): .ref(text(name))
        case .getAtt(let resource, let attribute): .getAtt(resource: text(resource), attribute: attribute)
        case .sub(let text, let variables): .sub(self.text(text), variables: variables)
        case .if(let condition, let then, let otherwise): .if(condition: text(condition), then: then, else: otherwise)
        case .condition(let name): .condition(text(name))
        case .other(let name, let argument): .other(name: text(name), argument: argument)
        default: function
        }
    }
}
