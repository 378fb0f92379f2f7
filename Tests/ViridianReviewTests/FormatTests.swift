import Testing

@testable import ViridianReview

/// What counts as an address, an id or a date.
@Suite struct FormatTests {
    @Test(arguments: [
        ("ipv4", "10.0.0.1"), ("ipv4-network", "10.0.0.0/8"), ("ipv4-network", "0.0.0.0/0"), ("ipv4-network", "10.0.0.1"),
        ("ipv6", "::"), ("ipv6", "2001:db8::1"), ("ipv6", "::ffff:10.0.0.1"), ("ipv6-network", "2001:db8::/32"),
        ("date-time", "2026-11-21T10:00:00Z"), ("AWS::EC2::Image.Id", "ami-0123456789abcdef0"),
        ("AWS::EC2::VPC.Id", "vpc-12345678"),
        ("AWS::S3::Bucket.Name", "my-bucket.example"), ("AWS::S3::Bucket.Name", "a--b"),
        ("AWS::IAM::Role.Arn", "arn:aws:iam::123456789012:role/web"), ("nobody-knows", "anything"),
    ])
    func `a text has its format`(format: String, text: String) {
        #expect(Formats.accepts(text, format, Patterns(), at: []))
    }

    @Test(arguments: [
        ("ipv4", "10.0.0"), ("ipv4", "256.0.0.1"), ("ipv4", "010.0.0.1"), ("ipv4", "10.0.0.1 "), ("ipv4-network", "10.0.0.1/8"),
        ("ipv4-network", "10.0.0.0/33"), ("ipv6", "1:2:3:4:5:6:7"), ("ipv6", "1::2::3"), ("ipv6", ":::"), ("ipv6", "::1.2.3."),
        ("ipv6-network", "2001:db8::/129"), ("date-time", "2026-11-21"), ("AWS::EC2::Image.Id", "ami-1234"),
        ("AWS::EC2::VPC.Id", "vpc-1234567"), ("AWS::S3::Bucket.Name", "My-bucket"), ("AWS::S3::Bucket.Name", "a..b"),
        ("AWS::S3::Bucket.Name", "-ab"), ("AWS::IAM::Role.Arn", "web"),
    ])
    func `a text has another format`(format: String, text: String) {
        #expect(!Formats.accepts(text, format, Patterns(), at: []))
    }

    @Test func `blocks overlap when one holds the other`() throws {
        let whole = try #require(IPv4Block("10.0.0.0/16"))
        let part = try #require(IPv4Block("10.0.3.0/24"))
        let other = try #require(IPv4Block("10.1.0.0/24"))
        #expect(whole.contains(part) && !part.contains(whole))
        #expect(whole.overlaps(part) && part.overlaps(whole) && !whole.overlaps(other))
    }

    @Test(arguments: [
        ("String", false), ("List<Number>", true), ("CommaDelimitedList", true), ("AWS::EC2::VPC::Id", false),
        ("List<AWS::EC2::Subnet::Id>", true), ("AWS::SSM::Parameter::Value<List<String>>", true),
        ("AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", false),
    ])
    func `a parameter type says whether Ref gives a list`(name: String, isList: Bool) {
        #expect(ParameterType(name)?.isList == isList)
    }

    @Test(arguments: ["Text", "List<Text>", "AWS::EC2::Thing::Id", "AWS::SSM::Parameter::Value<Text>", ""])
    func `what isn't a parameter type is none`(name: String) { #expect(ParameterType(name) == nil) }
}
