"""What a property's value points at. The schemas say so for a few; AWS's names say it for most of the others."""

import re

# What cfn-lint's formats name.
FORMATS = {
    "AWS::EC2::SecurityGroup.Id": "ID<EC2.SecurityGroup>", "AWS::EC2::Subnet.Id": "ID<EC2.Subnet>",
    "AWS::EC2::VPC.Id": "ID<EC2.VPC>",
    "AWS::IAM::Role.Arn": "ARN<IAM.Role>", "AWS::SNS::Topic.Arn": "ARN<SNS.Topic>",
    "AWS::Lambda::Function.Arn": "ARN<Lambda.Function>",
}

# (pattern for Type/Part/Property, what one value is). The first that matches counts.
NAMES = [
    (r"AWS::ECS::Service/Cluster", "ARN<ECS.Cluster>"),
    (r"AWS::ECS::Service/TaskDefinition", "ARN<ECS.TaskDefinition>"),
    (r"AWS::ECS::Service/AdvancedConfiguration/(Production|Test)ListenerRule", "ARN<ElasticLoadBalancingV2.ListenerRule>"),
    (r"AWS::ECS::Service/ServiceRegistry/RegistryArn", "ARN<ServiceDiscovery.Service>"),
    (r"AWS::ECS::Service/DeploymentLifecycleHook/HookTargetArn", "ARN<Lambda.Function>"),
    (r"AWS::EC2::SecurityGroup(In|E)gress/GroupId", "ID<EC2.SecurityGroup>"),
    (r"AWS::EC2::Route/GatewayId", "ID<EC2.InternetGateway>"),
    (r"AWS::Route53::RecordSet/HostedZoneId", "ID<Route53.HostedZone>"),
    (r"AWS::ServiceDiscovery::.*/NamespaceId", "ID<ServiceDiscovery.PrivateDnsNamespace>"),
    (r"AWS::CodeBuild::Project/ServiceRole|AWS::Lambda::Function/Role", "ARN<IAM.Role>"),
    (r"AWS::SecretsManager::.*/(SecretId|SuperuserSecretArn|MasterSecretArn)", "ARN<SecretsManager.Secret>"),
    (r"AWS::DMS::.*/SecretsManagerSecretId", "ARN<SecretsManager.Secret>"),
    (r"AWS::DMS::.*/(Source|Target)EndpointArn", "ARN<DMS.Endpoint>"),
    (r"AWS::DMS::.*/ReplicationInstanceArn", "ARN<DMS.ReplicationInstance>"),
    (r"AWS::Backup::BackupSelection/BackupPlanId", "ID<Backup.BackupPlan>"),
    (r"AWS::ElasticLoadBalancingV2::.*/CertificateArn", "ARN<CertificateManager.Certificate>"),
    (r"AWS::ApplicationAutoScaling::ScalingPolicy/ScalingTargetId", "ID<ApplicationAutoScaling.ScalableTarget>"),
    (r"AWS::SNS::.*/Topic(Arn|s)", "ARN<SNS.Topic>"),
    (r".*/(ManagedPolicyArns|PermissionsBoundary)", "ARN<IAM.ManagedPolicy>"),
    (r"(?!AWS::KMS).*/\w*(KmsKey|KMSKey|KmsMasterKey|EncryptionKey|KMSMasterKey)(Id|ID|Arn)?", "ARN<KMS.Key>"),
    (r"AWS::KMS::Alias/TargetKeyId", "ID<KMS.Key>"),
    (r".*/VpcI[dD]", "ID<EC2.VPC>"),
    (r".*/(SubnetIds?|Subnets|VPCZoneIdentifier)", "ID<EC2.Subnet>"),
    (r".*/(\w*SecurityGroupIds?|SecurityGroups)", "ID<EC2.SecurityGroup>"),
    (r".*/RouteTableIds?", "ID<EC2.RouteTable>"),
    (r".*/InternetGatewayId", "ID<EC2.InternetGateway>"),
    (r"AWS::EC2::Route/NatGatewayId", "ID<EC2.NatGateway>"),
    (r"AWS::EC2::(NatGateway|EIP)/AllocationId", "ID<EC2.EIP>"),
    (r".*/NetworkAclId", "ID<EC2.NetworkAcl>"),
    (r".*/LaunchTemplateId", "ID<EC2.LaunchTemplate>"),
    (r".*/(\w*RoleArn|\w*RoleARN|IamRoleArn|DeliverLogsPermissionArn)", "ARN<IAM.Role>"),
    (r".*/\w*TargetGroupA(rn|RN)s?", "ARN<ElasticLoadBalancingV2.TargetGroup>"),
    (r".*/ListenerArns?", "ARN<ElasticLoadBalancingV2.Listener>"),
    (r".*/LoadBalancerArn", "ARN<ElasticLoadBalancingV2.LoadBalancer>"),
]

# The name that a resource has beside those of other environments, and which therefore ends with the suffix.
PHYSICAL_NAMES = {
    "AutoScaling::AutoScalingGroup": "AutoScalingGroupName", "Backup::BackupVault": "BackupVaultName",
    "CloudWatch::Alarm": "AlarmName",
    "CloudWatch::CompositeAlarm": "AlarmName", "CodeBuild::Project": "Name", "CodeConnections::Connection": "ConnectionName",
    "CodeDeploy::Application": "ApplicationName", "CodeDeploy::DeploymentConfig": "DeploymentConfigName",
    "CodeDeploy::DeploymentGroup": "DeploymentGroupName", "CodePipeline::Pipeline": "Name", "DMS::Endpoint": "EndpointIdentifier",
    "DMS::ReplicationInstance": "ReplicationInstanceIdentifier", "DMS::ReplicationTask": "ReplicationTaskIdentifier",
    "DMS::ReplicationSubnetGroup": "ReplicationSubnetGroupIdentifier", "EC2::LaunchTemplate": "LaunchTemplateName",
    "EC2::SecurityGroup": "GroupName", "ECR::Repository": "RepositoryName", "ECS::CapacityProvider": "Name",
    "ECS::Cluster": "ClusterName", "ECS::Service": "ServiceName", "ECS::TaskDefinition": "Family",
    "ElasticLoadBalancingV2::LoadBalancer": "Name", "ElasticLoadBalancingV2::TargetGroup": "Name", "Events::Rule": "Name",
    "IAM::InstanceProfile": "InstanceProfileName", "IAM::ManagedPolicy": "ManagedPolicyName", "IAM::Role": "RoleName",
    "KMS::Alias": "AliasName", "Lambda::Function": "FunctionName", "Logs::LogGroup": "LogGroupName",
    "RDS::DBCluster": "DBClusterIdentifier", "RDS::DBClusterParameterGroup": "DBClusterParameterGroupName",
    "RDS::DBInstance": "DBInstanceIdentifier", "RDS::DBSubnetGroup": "DBSubnetGroupName", "S3::Bucket": "BucketName",
    "SNS::Topic": "TopicName", "SSM::Parameter": "Name", "Scheduler::Schedule": "Name", "SecretsManager::Secret": "Name",
}

# What Ref returns where the schema's primary identifier does not say it: (property of the handle, what it is), and the
# attribute that says it better where there is one.
REFS = {
    "AWS::ApplicationAutoScaling::ScalableTarget": ("id", "ID<ApplicationAutoScaling.ScalableTarget>"),
    "AWS::CodeBuild::Project": ("name", "String"),
    "AWS::CodeDeploy::DeploymentGroup": ("name", "String"),
    "AWS::CloudFormation::Stack": ("id", "ID<CloudFormation.Stack>"),
    "AWS::DMS::Endpoint": ("arn", "ARN<DMS.Endpoint>"),
    "AWS::DMS::ReplicationInstance": ("arn", "ARN<DMS.ReplicationInstance>"),
    "AWS::DMS::ReplicationTask": ("arn", "ARN<DMS.ReplicationTask>"),
    "AWS::EC2::EIP": ("publicIP", "String"),
    "AWS::EC2::Route": None,
    "AWS::EC2::SecurityGroup": ("id", "ID<EC2.SecurityGroup>", "GroupId"),
    "AWS::EC2::VPCGatewayAttachment": None,
    "AWS::ECS::Service": ("arn", "ARN<ECS.Service>"),
    "AWS::Events::Rule": ("name", "String"),
    "AWS::IAM::Policy": None,
    "AWS::KMS::Key": ("id", "ID<KMS.Key>"),
    "AWS::Lambda::Permission": None,
    "AWS::SNS::TopicPolicy": None,
    "AWS::SecretsManager::RotationSchedule": ("secretARN", "ARN<SecretsManager.Secret>"),
    "AWS::SecretsManager::Secret": ("arn", "ARN<SecretsManager.Secret>"),
    "AWS::SecretsManager::SecretTargetAttachment": ("secretARN", "ARN<SecretsManager.Secret>"),
}


def pointed(path, schema):
    """What one value of the property is, such as `ARN<IAM.Role>`; None for one that points at nothing known."""
    for pattern, swift in NAMES:
        if re.fullmatch(pattern, path):
            return swift
    return FORMATS.get(schema.get("format"))
