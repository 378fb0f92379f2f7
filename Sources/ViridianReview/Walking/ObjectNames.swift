import ViridianTemplate

extension Subject {
    /// What an object of properties is called in messages: by its type, by its key, or as an element of a list.
    func name(of object: Spot) -> String {
        let keys = Self.withoutBranches(object.path.dropFirst(object.path.first == "Resources" ? 3 : 1))
        guard let key = keys.last(where: { Int($0) == nil }) else {
            let owner = object.path.count > 1 ? object.path[1] : object.key
            return resources[owner]?.type ?? owner
        }
        return keys.last.flatMap { Int($0) } == nil ? key : "an element of \(key)"
    }

    /// A path without the functions and the branches that lead through conditions.
    private static func withoutBranches(_ path: ArraySlice<String>) -> [String] {
        var (kept, isArgument): ([String], Bool) = ([], false)
        for key in path {
            if !key.hasPrefix("Fn::"), !isArgument { kept.append(key) }
            isArgument = key.hasPrefix("Fn::")
        }
        return kept
    }
}
