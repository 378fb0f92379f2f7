"""What Swift calls things: AWS's words with Swift's capitals, and the few that have another name or type here."""

import re

ACRONYMS = {
    word.lower(): word
    for word in (
        "ACL ALPN AMI API ARN ARNs AWS AZ AZs CA CIDR CORS CPU CSV DB DNS EBS EC2 ECR ECS EFS EKS ELB ENA ENI FIFO FSx GPU HTTP "
        "HTTPS IAM ID IDs IMDS IOPS IP IPAM IPs IPv4 IPv6 JSON JWT KMS MFA NTLM OIDC OK RDS S3 SAML SNI SNS SQL SQS SSE SSH SSL "
        "SSM TCP TLS TTL UDP URI URL VLAN VPC XML"
    ).split()
}
KEYWORDS = set(
    "as break case catch class continue default defer do else enum extension fallthrough false for func guard if import in "
    "init inout internal is let nil operator private protocol public repeat rethrows return self static struct subscript super "
    "switch throw throws true try typealias var where while".split()
)
# What our own types are called: no part of a resource may hide them.
RESERVED = set(
    "ARN Any Array Bool Double Handle Hashable ID IAM Input Int Lowerable Optional Properties Protocol "
    "ResourceName Self Sendable String Tag Tagging Type".split()
)


def words(name):
    """`TargetGroupARNs` is Target, Group, Arns; `CidrIpv6` is Cidr, Ipv6."""
    name = re.sub(r"([A-Z]{2,})s(?=[A-Z]|$)", lambda match: match[1].title() + "s", name)
    return re.findall(r"[A-Z][A-Z0-9]*(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z][A-Z0-9]*", name)


def _capital(word):
    return ACRONYMS.get(word.lower(), word[0].upper() + word[1:])


def label(name):
    """The label of a property: `vpcID`, `okActions`."""
    first, *rest = words(name)
    return first.lower() + "".join(map(_capital, rest))


def type_name(name):
    """The name of a part: `AWSVPCConfiguration`."""
    swift = "".join(map(_capital, words(name)))
    return {"Type": "Kind", "Protocol": "TransportProtocol"}.get(swift, swift + "Settings" if swift in RESERVED else swift)


def case(value):
    """The case of an enum: `CODE_DEPLOY` is `codeDeploy`, `internet-facing` is `internetFacing`."""
    if value in CASES:
        return CASES[value]
    parts = []
    for part in re.split(r"[^A-Za-z0-9]+", value):
        parts += [part.lower()] if part.upper() == part and part else words(part)
    first, *rest = [part for part in parts if part]
    swift = first.lower() + "".join(map(_capital, rest))
    return "v" + swift if swift[0].isdigit() else swift


def escaped(name):
    return f"`{name}`" if name in KEYWORDS else name


CASES = {
    "X86_64": "x86", "x86_64": "x86", "HTTP_301": "permanent", "HTTP_302": "temporary", "aws:kms": "awsKMS", "AES256": "aes256",
    "aws:kms:dsse": "awsKMSDSSE",
}

# Parts that several types share, or that are better known by another name.
PARTS = {
    ("AWS::CloudWatch::CompositeAlarm", "Tag"): "Tag",
    ("AWS::EC2::SecurityGroup", "Egress"): "EC2.SecurityGroup.Egress",
    ("AWS::EC2::SecurityGroup", "Ingress"): "EC2.SecurityGroup.Ingress",
    ("AWS::ECS::Cluster", "ClusterSettings"): "ECS.Cluster.Setting",
    ("AWS::ElasticLoadBalancingV2::Listener", "ListenerAttribute"): "ElasticLoadBalancingV2.Attribute",
    ("AWS::ElasticLoadBalancingV2::ListenerRule", "RuleCondition"): "ElasticLoadBalancingV2.ListenerRule.Condition",
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", "LoadBalancerAttribute"): "ElasticLoadBalancingV2.Attribute",
    ("AWS::ElasticLoadBalancingV2::TargetGroup", "TargetGroupAttribute"): "ElasticLoadBalancingV2.Attribute",
}
_SHARED_ACTION = {
    "Action": "Action", "ForwardConfig": "Forward", "TargetGroupTuple": "WeightedTargetGroup",
    "FixedResponseConfig": "FixedResponse", "RedirectConfig": "Redirect",
    "AuthenticateCognitoConfig": "AuthenticateCognito", "AuthenticateOidcConfig": "AuthenticateOIDC",
    "TargetGroupStickinessConfig": "TargetGroupStickiness", "JwtValidationConfig": "JWTValidation",
    "JwtValidationActionAdditionalClaim": "JWTClaim",
}
for _type in ("Listener", "ListenerRule"):
    for _part, _name in _SHARED_ACTION.items():
        PARTS[f"AWS::ElasticLoadBalancingV2::{_type}", _part] = f"ElasticLoadBalancingV2.{_name}"

# Where a property has a type that we wrote by hand: (pattern for Type/Part/Property, Swift type).
TYPES = [
    (r"AWS::EC2::EIP/Domain", "EC2.EIP.Domain"),
    (r"AWS::Logs::LogGroup/RetentionInDays", "Logs.Retention"),
    (r".*/LogGroupClass", "Logs.LogGroup.Class"),
    (r"AWS::EC2::SecurityGroup.*/IpProtocol", "EC2.IPProtocol"),
    (r"AWS::ECS::TaskDefinition/LogConfiguration/LogDriver", "ECS.TaskDefinition.LogDriver"),
    (r"AWS::ECS::TaskDefinition/RequiresCompatibilities", "[ECS.TaskDefinition.Compatibility]"),
    (r"AWS::ECS::TaskDefinition/RuntimePlatform/CpuArchitecture", "ECS.TaskDefinition.CPUArchitecture"),
    (r"AWS::ECS::TaskDefinition/RuntimePlatform/OperatingSystemFamily", "ECS.TaskDefinition.OperatingSystemFamily"),
    (r"AWS::ElasticLoadBalancingV2::Listener/SslPolicy", "ElasticLoadBalancingV2.Listener.SSLPolicy"),
    (r"AWS::ElasticLoadBalancingV2::ListenerRule/RuleCondition/Field", "ElasticLoadBalancingV2.ListenerRule.Field"),
    (r"AWS::ElasticLoadBalancingV2::(Listener|TargetGroup)/(HealthCheck)?Protocol", "ElasticLoadBalancingV2.TrafficProtocol"),
    (r"AWS::ElasticLoadBalancingV2::.*/RedirectConfig/Protocol", "Input<String>"),
    (r"AWS::ElasticLoadBalancingV2::.*/FixedResponseConfig/ContentType", "Input<String>"),
    (r".*/(PolicyDocument|AssumeRolePolicyDocument|KeyPolicy|AccessPolicy|RepositoryPolicyText)", "IAM.PolicyDocument"),
    (r"AWS::SNS::Subscription/Protocol", "SNS.SubscriptionProtocol"),
    (r"AWS::Lambda::Function/Runtime", "Lambda.Runtime"),
    (r".*/ResourceType", "Input<String>"),
]
