import ViridianConstructs
import ViridianResources

/// Where changes come from, and where their artefacts lie.
struct Source {
    let repository: Pipeline.Source
    let secondRegion: SecondRegion
    /// The repository's own tests, in the one place where every repository can have them.
    let tests = ["./test.sh"]

    init(in stack: inout Stack) {
        let connection = stack.parameter(
            "Connection", of: String.self,
            .matching(
                "^arn:[a-z-]+:(codestar-connections|codeconnections):[a-z0-9-]+:[0-9]{12}:connection/.+$",
                explanation: "The ARN of a connection."),
            purpose: "The connection to GitHub. Somebody makes it, and completes it in the console, before the first run.")
        let name = stack.parameter(
            "Repository", of: String.self,
            .matching("^[^/ ]+/[^/ ]+$", explanation: "A repository with its owner, such as acme/shop."),
            purpose: "The repository at GitHub, with its owner. It has a Dockerfile and a test.sh.")
        let branch = stack.parameter("Branch", default: "main", purpose: "The branch whose commits are delivered.")
        repository = Pipeline.Source(connection: connection.value, repository: name.value, branch: branch.value)
        secondRegion = Self.secondRegion(in: &stack)
    }

    /// An option: with it, actions of the pipeline may be added in a second region.
    private static func secondRegion(in stack: inout Stack) -> SecondRegion {
        let region = stack.parameter(
            "SecondRegion", default: "us-west-2",
            .matching("^[a-z]{2}(-[a-z]+)+-[0-9]+$", explanation: "The name of a region, such as us-west-2."),
            purpose: "The second region, where there is a bucket in it.")
        let bucket = stack.parameter(
            "SecondRegionBucket", default: "",
            .matching("^$|^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", explanation: "The name of a bucket, or nothing."),
            purpose: "A bucket in the second region that is there already; without one, there is one region.")
        let key = stack.parameter(
            "SecondRegionKey", default: "",
            .matching("^[a-zA-Z0-9-]*$", explanation: "The id of a key of KMS, or nothing."),
            purpose: "The id of the key in the second region that encrypts the bucket.")
        let isWanted = stack.condition("HasSecondRegion", .not(.equals(bucket.value, "")))
        return SecondRegion(
            when: isWanted, region: region.value, bucket: bucket.value,
            key: "arn:\(AWS.partition):kms:\(region):\(AWS.accountID):key/\(key)")
    }
}
