extension Node {
    /// A call of a function: `.call(.ref("Cluster"))`.
    public static func call(_ function: Intrinsic, at source: SourceRange? = nil) -> Node {
        Node(.function(function), at: source)
    }
}
