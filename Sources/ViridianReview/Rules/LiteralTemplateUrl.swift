import ViridianTemplate

extension Rule {
    /// An address that is somebody's bucket.
    static let literalTemplateUrl = Rule(
        "literal-template-url", .medium, .deployment, .practice,
        title: "Nested template at an address with its bucket or region written in",
        rationale:
            "The parent works where that bucket can be read, and takes whatever lies there on the day of the deployment. In "
            + "another account or region it fails, or deploys somebody else's version. A bucket that comes by a parameter moves "
            + "with its stack.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html",
        failing: [
            """
            Resources:
              Network:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: ↓"https://acme-templates.s3.eu-west-1.amazonaws.com/shop/network.yaml"}
              Service:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: ↓!Sub "https://acme-templates.s3.${AWS::Region}.amazonaws.com/${AWS::StackName}.yaml"}
              Old:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: ↓"https://s3.amazonaws.com/acme-templates/shop/old.yaml"}
              Far:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: ↓!Sub "https://${Templates}.s3.eu-west-1.amazonaws.com/shop/far.yaml"}
            """
        ],
        passing: [
            """
            Parameters:
              Bucket: {Type: String}
              Address: {Type: String, Default: "https://acme-templates.s3.amazonaws.com/shop/other.yaml"}
            Resources:
              Network:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: !Sub "https://${Bucket}.s3.${AWS::Region}.${AWS::URLSuffix}/network.yaml"}
              Beside:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: ./beside.yaml}
              Given:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: !Ref Address}
              Packaged:
                Type: AWS::CloudFormation::Stack
                Properties:
                  {TemplateURL: "https://s3.amazonaws.com/acme-templates/0cc175b9c0f1b6a831c399e269772661.template"}
              Published:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: "https://aws-quickstart.s3.amazonaws.com/quickstart-aws-vpc/templates/vpc.yaml"}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::CloudFormation::Stack").compactMap { _, properties in
            guard let url = properties?["TemplateURL"] else { return nil }
            return subject.branches(of: url).lazy.compactMap { branch in
                guard let address = TemplateAddress(branch.spot.node), !address.isPackaged, !address.isPublished,
                    !subject.isPlaceholder(branch.spot.node)
                else { return nil }
                let parts = [
                    address.bucket.map { "the bucket \($0)" }, address.region.map { "the region \($0)" },
                ].compactMap { $0 }
                guard !parts.isEmpty else { return nil }
                return Problem(
                    "this address names \(parts.joined(separator: " and "))", at: branch.spot.place,
                    fix: "Take the bucket from a parameter: https://${Bucket}.s3.${AWS::Region}.${AWS::URLSuffix}/….")
            }.first
        }
    }
}

/// Where a template lies in S3, as far as that is written out.
private struct TemplateAddress {
    let bucket: String?
    let region: String?
    let key: String

    init?(_ node: Node) {
        let text: String
        switch node.function {
        case .sub(let template, _)?:
            text = Substitution.parts(of: template).map { if case .text(let text) = $0 { text } else { Self.open } }.joined()
        case nil: text = node.string ?? ""
        default: return nil
        }
        guard text.hasPrefix("https://"), let slash = text.dropFirst(8).firstIndex(of: "/") else { return nil }
        let host = text[..<slash].dropFirst(8)
        var path = text[text.index(after: slash)...]
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard let service = labels.firstIndex(where: { $0 == "s3" || $0.hasPrefix("s3-") }) else { return nil }
        var bucket = labels[..<service].joined(separator: ".")
        if bucket.isEmpty {
            bucket = String(path.prefix { $0 != "/" })
            path = path.drop { $0 != "/" }.dropFirst()
        }
        let regions = [labels[service].dropFirst(3)] + labels[(service + 1)...]
        let region = regions.first { $0.split(separator: "-").count == 3 && $0.last?.isNumber == true }
        self.bucket = bucket.isEmpty || bucket.contains(Self.open) ? nil : bucket
        self.region = region.map(String.init)
        key = String(path)
    }

    /// Stands for what isn't written out.
    private static let open = "\u{FFFC}"

    /// Whether `aws cloudformation package` or the CDK wrote it: the name of the file is a hash of it.
    var isPackaged: Bool {
        let name = key.split(separator: "/").last?.prefix { $0 != "." } ?? ""
        return name.count >= 32 && name.allSatisfy(\.isHexDigit)
    }

    /// Whether it is one of AWS's own, which anybody may read.
    var isPublished: Bool {
        guard let bucket else { return false }
        return ["aws-", "awslabs-", "amazon-", "solutions-", "aws_"].contains(where: bucket.hasPrefix)
            || bucket.contains("quickstart") || bucket.hasPrefix("cloudformation-")
    }
}
