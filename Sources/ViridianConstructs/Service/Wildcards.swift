import ViridianTemplate

/// Why a role may do something to everything: the reasons stand in its metadata, where a grant's do, too.
func wildcards(_ reasons: [String]) -> Object {
    reasons.isEmpty ? [:] : ["Viridian::Wildcards": Node(.list(reasons.map { Node(.string($0)) }))]
}
