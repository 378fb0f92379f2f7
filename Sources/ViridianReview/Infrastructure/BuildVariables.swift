import ViridianTemplate

/// The shell variables of a build specification.
enum BuildVariables {
    /// The variables in capitals that are used and that neither the text nor the build service sets, in their order.
    static func unset(in text: String) -> [String] {
        let set = Set(text.matches(of: #/([A-Z][A-Z0-9_]+)\s*(?:=|:\s)/#).map { String($0.output.1) })
            .union(text.matches(of: #/\bfor\s+([A-Z][A-Z0-9_]*)\s+in/#).map { String($0.output.1) })
            .union(text.matches(of: #/-\s+([A-Z][A-Z0-9_]+)\s*(?:\n|$)/#).map { String($0.output.1) })
        var unset: [String] = []
        for match in text.matches(of: #/(\\|\$)?\$\{?([A-Z][A-Z0-9_]+)(:?[-=+?])?/#) {
            let name = String(match.output.2)
            let isGiven =
                name.hasPrefix("CODEBUILD_") || (name.hasPrefix("AWS_") && name != "AWS_ACCOUNT_ID") || common.contains(name)
            if match.output.1 != nil || match.output.3 != nil || isGiven || set.contains(name) || unset.contains(name) {
                continue
            }
            unset.append(name)
        }
        return unset
    }

    private static let common: Set<String> = [
        "HOME", "PATH", "PWD", "USER", "SHELL", "HOSTNAME", "LANG", "TMPDIR", "IFS", "RANDOM", "OLDPWD", "JAVA_HOME", "GOPATH",
        "SECONDS", "LINENO", "UID", "PPID", "BASH_SOURCE", "OSTYPE", "PIPESTATUS", "NVM_DIR", "GOROOT", "ANDROID_HOME",
    ]
}
