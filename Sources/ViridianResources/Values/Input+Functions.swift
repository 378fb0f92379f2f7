import ViridianTemplate

extension Input {
    /// `Fn::Join`: the items of a list with a text between them.
    public static func join<Element>(_ delimiter: String, _ list: Input<[Element]>) -> Input where T == String {
        let function = Intrinsic.join(delimiter: Node(.string(delimiter)), list.lowered.node)
        return Input(lowered: Lowered(.call(function), references: list.lowered.references))
    }

    /// `Fn::Split`: the parts of a text.
    public static func split(_ delimiter: String, _ text: Input<String>) -> Input where T == [String] {
        let function = Intrinsic.split(delimiter: Node(.string(delimiter)), text.lowered.node)
        return Input(lowered: Lowered(.call(function), references: text.lowered.references))
    }

    /// `Fn::Base64`: user data of instances.
    public static func base64(_ text: Input<String>) -> Input where T == String {
        Input(lowered: Lowered(.call(.base64(text.lowered.node)), references: text.lowered.references))
    }

    /// `Fn::Cidr`: equal parts of a block of addresses.
    public static func cidr(_ block: Input<String>, count: Int, bits: Int) -> Input where T == [String] {
        let function = Intrinsic.cidr(
            ipBlock: block.lowered.node, count: Node(.number(Number(count))), cidrBits: Node(.number(Number(bits))))
        return Input(lowered: Lowered(.call(function), references: block.lowered.references))
    }
}
