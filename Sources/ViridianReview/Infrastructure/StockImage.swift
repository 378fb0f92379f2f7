/// What is known of public images that are started as they are.
enum StockImage {
    /// The name of an official image without the registry through which it comes: `nginx` of `docker.io/library/nginx`.
    static func officialName(of image: ImageReference) -> String {
        let prefixes = [
            "docker.io/library/", "docker.io/", "index.docker.io/library/", "public.ecr.aws/docker/library/",
            "public.ecr.aws/nginx/", "library/",
        ]
        let prefix = prefixes.first { image.name.hasPrefix($0) }
        return prefix.map { String(image.name.dropFirst($0.count)) } ?? image.name
    }

    /// The programs among `curl` and `wget` that an image certainly lacks.
    ///
    /// Source: the Dockerfiles of the official images. A variant with `alpine` has BusyBox's `wget`; a `slim` one has neither.
    static func missingTools(in image: ImageReference) -> [String] {
        let name = officialName(of: image)
        let tag = image.tag ?? ""
        if name.hasPrefix("gcr.io/distroless/") { return ["curl", "wget"] }
        let isAlpine = tag.contains("alpine")
        switch name {
        case "nginx": return isAlpine ? [] : ["wget"]
        case "httpd", "python", "node", "ruby", "php":
            if isAlpine { return ["curl"] }
            return name == "httpd" || tag.contains("slim") ? ["curl", "wget"] : []
        case "alpine", "busybox": return ["curl"]
        case "debian", "ubuntu": return ["curl", "wget"]
        case "amazonlinux", "amazonlinux/amazonlinux": return ["wget"]
        default: return []
        }
    }

    /// Whether an image certainly lies outside of AWS's private registries, so that it is pulled over the internet.
    static func isOnTheInternet(_ image: ImageReference) -> Bool {
        guard !image.name.contains(Subject.unknownText), !image.name.contains(".dkr.ecr") else { return false }
        let host = image.name.split(separator: "/").first.map(String.init) ?? ""
        let isHost = image.name.contains("/") && (host.contains(".") || host.contains(":") || host == "localhost")
        let known = ["docker.io", "index.docker.io", "public.ecr.aws", "ghcr.io", "quay.io", "gcr.io", "registry.k8s.io"]
        return !isHost || known.contains(host)
    }
}
