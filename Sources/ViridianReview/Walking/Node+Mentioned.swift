import ViridianTemplate

extension Node {
    /// The names that this node mentions by itself: not those of what is below it, nor a substitution's own variables.
    var mentioned: [String] {
        switch function {
        case .ref(let name)?, .getAtt(let name, _)?: [name]
        case .sub(let text, let variables)?: Substitution.names(in: text).map(\.name).filter { variables[$0] == nil }
        default: []
        }
    }
}
