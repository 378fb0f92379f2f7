/// Values for parameters that have no default, in whichever system they are.
enum SampleValues {
    static let all: [String: String] = [
        "AssetBucket": "acme-assets",
        "AssetRegion": "us-east-1",
    ]
}
