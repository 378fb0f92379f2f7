public import ViridianTemplate

/// A file that must lie in a bucket before a stack can be deployed: a nested template, or a function's code.
///
/// It is named after its content, so that what has not changed is not uploaded again, and what has changed is deployed.
public struct Asset: Hashable, Sendable {
    /// Its name in the bucket, such as `viridian/3f2a….zip`.
    public let key: String
    /// What is in it.
    public let bytes: [UInt8]
    /// The template that it is, if it is one.
    public let template: Template?

    /// A template, as JSON.
    public init(_ template: Template) {
        bytes = Array(template.write(as: .json).utf8)
        key = "viridian/\(SHA256.hexadecimal(of: bytes)).json"
        self.template = template
    }

    /// Files in a zip, by their paths; the same files are the same bytes.
    public init(zipping files: [String: [UInt8]]) { self.init(zip: ZipArchive(files).bytes) }

    /// A zip that was written before.
    init(zip: [UInt8]) {
        bytes = zip
        key = "viridian/\(SHA256.hexadecimal(of: bytes)).zip"
        template = nil
    }
}

extension Stack {
    static let assetBucketName = "AssetBucket"
    static let assetRegionName = "AssetRegion"

    /// The bucket in which a stack's assets lie: a parameter that every stack with assets has.
    public static let assetBucket = Input<String>(
        lowered: Lowered(.call(.ref(assetBucketName)), references: [Reference(stack: nil, logicalID: assetBucketName)]))

    /// The region of that bucket: a parameter that every stack with nested stacks has.
    public static let assetRegion = Input<String>(
        lowered: Lowered(.call(.ref(assetRegionName)), references: [Reference(stack: nil, logicalID: assetRegionName)]))

    /// Adds a file that must lie in the bucket of assets.
    public mutating func add(_ asset: Asset) {
        guard !scope.isMuted, !assets.contains(asset) else { return }
        assets.append(asset)
    }

    /// Parameters that no author declares: they are there where something needs them.
    var impliedParameters: [Field] {
        let references =
            resources.flatMap(\.value.references) + outputs.flatMap(\.references) + conditions.flatMap(\.references)
        let used = Set(references.filter { $0.stack == nil }.map(\.logicalID))
        let isTagged = resources.contains { $0.value.resource.tagging != .none }
        var fields: [Field] = []
        if isTagged || used.contains(Self.environmentSuffixName) { fields.append(suffixParameter) }
        if used.contains(Self.assetBucketName) { fields.append(Self.bucketParameter) }
        if used.contains(Self.assetRegionName) { fields.append(Self.regionParameter) }
        return fields
    }

    private static let bucketParameter = Field(
        assetBucketName,
        [
            "Type": "String",
            "Description": "The bucket in which the stack's assets lie.",
            "AllowedPattern": "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
            "ConstraintDescription": "The name of a bucket: 3 to 63 lower-case letters, digits, points and hyphens.",
        ])

    private static let regionParameter = Field(
        assetRegionName,
        [
            "Type": "String",
            "Description": "The region of the bucket in which the stack's assets lie.",
            "Default": "us-east-1",
            "AllowedPattern": "^[a-z]{2}(-[a-z]+)+-[0-9]+$",
            "ConstraintDescription": "The name of a region, such as us-east-1.",
        ])
}
