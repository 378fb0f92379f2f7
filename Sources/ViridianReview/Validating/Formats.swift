/// What texts of a format look like. A format that isn't known here admits everything.
///
/// Sources: the documentation of each service's identifiers; the formats are those that cfn-lint names in its schemas.
enum Formats {
    private static let patterns: [String: String] = [
        "AWS::ACM::Certificate.Arn": #"^arn:aws[a-zA-Z-]*:acm:[a-z0-9-]+:\d{12}:certificate/.+$"#,
        "AWS::EC2::Image.Id": #"^ami-([0-9a-z]{8}|[0-9a-z]{17})$"#,
        "AWS::EC2::SecurityGroup.Id": #"^sg-([a-fA-F0-9]{8}|[a-fA-F0-9]{17})$"#,
        "AWS::EC2::SecurityGroup.Name": #"^[a-zA-Z0-9 ._\-:/()#,@\[\]+=&;{}!$*]+$"#,
        "AWS::EC2::Subnet.Id": #"^subnet-([0-9A-Fa-f]{8}|[0-9A-Fa-f]{17})$"#,
        "AWS::EC2::VPC.Id": #"^vpc-([0-9A-Fa-f]{8}|[0-9A-Fa-f]{17})$"#,
        "AWS::IAM::Role.Arn": #"^arn:aws[a-zA-Z-]*:iam::\d{12}:role/.+$"#,
        "AWS::KMS::Alias.AliasName": #"^alias/[a-zA-Z0-9:/_-]+$"#,
        "AWS::KMS::Key.Arn": #"^arn:aws[a-zA-Z-]*:kms:[a-z0-9-]+:\d{12}:(key|alias)/.+$"#,
        "AWS::KMS::Key.Id":
            #"^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32}|alias/[a-zA-Z0-9/_-]+)$"#,
        "AWS::Lambda::Function.Arn": #"^arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+:\d{12}:function:.+(:.+)?$"#,
        "AWS::Logs::LogGroup.Name": #"^[\.\-_/#A-Za-z0-9]{1,512}$"#,
        "AWS::SNS::Topic.Arn": #"^arn:aws[a-zA-Z-]*:sns:[a-z0-9-]+:\d{12}:.+$"#,
    ]

    /// Whether a text has a format. `path` says where it stands: a launch template may name its image in a way of its own.
    static func accepts(_ text: String, _ format: String, _ patterns: Patterns, at path: [String]) -> Bool {
        switch format {
        case "ipv4": return IPv4Block(address: text) != nil
        case "ipv4-network": return IPv4Block(text)?.isNetwork ?? false
        case "ipv6": return IPv6Address.isAddress(text)
        case "ipv6-network":
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count <= 2, IPv6Address.isAddress(String(parts[0])) else { return false }
            return parts.count == 1 || Int(parts[1]).map { (0...128).contains($0) } ?? false
        case "date-time": return patterns.matches(text, dateTime)
        case "AWS::S3::Bucket.Name": return isBucketName(text)
        case "AWS::EC2::Image.Id" where text.hasPrefix("resolve:ssm") && path.last == "ImageId": return true
        default: return self.patterns[format].map { patterns.matches(text, $0) } ?? true
        }
    }

    private static let dateTime =
        #"^\d{4}-(0[1-9]|1[0-2])-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$"#

    /// Lower-case letters, digits, dots and hyphens; no dot beside a dot or hyphen; empty counts as not given.
    private static func isBucketName(_ text: String) -> Bool {
        if text.isEmpty { return true }
        let bytes = Array(text.utf8)
        func isSeparator(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") }
        guard (3...63).contains(bytes.count), !isSeparator(bytes[0]), !isSeparator(bytes[bytes.count - 1]) else { return false }
        for byte in bytes where !isSeparator(byte) {
            guard (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) else { return false }
        }
        return zip(bytes, bytes.dropFirst()).allSatisfy { left, right in
            !(isSeparator(left) && isSeparator(right)) || (left == right && left == UInt8(ascii: "-"))
        }
    }
}
