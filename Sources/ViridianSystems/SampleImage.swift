import ViridianConstructs

extension ContainerImage {
    /// What a service begins with until it has an image of its own: nginx 1.29, which answers on port 80, path `/`, and nowhere
    /// else. AWS mirrors it, so that nobody needs an account at Docker Hub.
    static let sample: ContainerImage =
        "public.ecr.aws/docker/library/nginx@sha256:5616878291a2eed594aee8db4dade5878cf7edcb475e59193904b198d9b830de"

    /// The same where a service listens on 8080: nginx 1.29 without the rights of root, which answers on port 8080, path `/`, and
    /// nowhere else.
    static let unprivilegedSample: ContainerImage =
        "public.ecr.aws/nginx/nginx-unprivileged@sha256:0c79d56aee561a1d81c63f00eee5fb5fe29279560cdc55e91425133104c7fbe6"
}
