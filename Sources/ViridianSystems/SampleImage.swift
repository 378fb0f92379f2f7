import ViridianConstructs

extension ContainerImage {
    /// What a service begins with until it has an image of its own: nginx 1.29, which answers on port 80, path `/`, and nowhere
    /// else. AWS mirrors it, so that nobody needs an account at Docker Hub.
    static let sample: ContainerImage =
        "public.ecr.aws/docker/library/nginx@sha256:5616878291a2eed594aee8db4dade5878cf7edcb475e59193904b198d9b830de"
}
