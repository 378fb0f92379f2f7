"""The README's storefront in troposphere: written into the file that is given."""

import sys

from troposphere import GetAtt, GetAZs, Output, Ref, Select, Sub, Tags, Template
from troposphere import cloudwatch, ec2, ecs, elasticloadbalancingv2 as elb, iam, logs

IMAGE = "ghcr.io/acme/storefront@sha256:032778fa5dae5c627d06fe72acdecfd97f95c0e1ac087e462c360a9d759712e9"
TAGS = Tags(Environment="dev", Project="storefront")

template = Template()
template.set_version()
add = template.add_resource


def network():
    vpc = add(ec2.VPC("Network", CidrBlock="10.0.0.0/16", EnableDnsHostnames=True, EnableDnsSupport=True, Tags=TAGS))
    gateway = add(ec2.InternetGateway("Gateway", Tags=TAGS))
    attachment = add(ec2.VPCGatewayAttachment("Attachment", VpcId=Ref(vpc), InternetGatewayId=Ref(gateway)))
    address = add(ec2.EIP("NatAddress", Domain="vpc", Tags=TAGS, DependsOn=attachment.title))
    public, private, tables = [], [], []
    nat = ec2.NatGateway("Nat", AllocationId=GetAtt(address, "AllocationId"), SubnetId=Ref("Public1"), Tags=TAGS)
    out = add(ec2.RouteTable("PublicRoutes", VpcId=Ref(vpc), Tags=TAGS))
    add(ec2.Route(
        "PublicWayOut", RouteTableId=Ref(out), DestinationCidrBlock="0.0.0.0/0", GatewayId=Ref(gateway),
        DependsOn=attachment.title))
    for zone in range(3):
        for kind, subnets, offset in [("Public", public, 0), ("Private", private, 100)]:
            name = f"{kind}{zone + 1}"
            subnet = add(ec2.Subnet(
                name, VpcId=Ref(vpc), CidrBlock=f"10.0.{offset + zone}.0/24",
                AvailabilityZone=Select(zone, GetAZs("")), MapPublicIpOnLaunch=kind == "Public", Tags=TAGS))
            subnets.append(Ref(subnet))
            table = out
            if kind == "Private":
                table = add(ec2.RouteTable(f"{name}Routes", VpcId=Ref(vpc), Tags=TAGS))
                tables.append(Ref(table))
                add(ec2.Route(
                    f"{name}WayOut", RouteTableId=Ref(table), DestinationCidrBlock="0.0.0.0/0", NatGatewayId=Ref("Nat")))
            add(ec2.SubnetRouteTableAssociation(f"{name}Association", SubnetId=Ref(subnet), RouteTableId=Ref(table)))
    add(nat)
    add(ec2.VPCEndpoint(
        "S3", VpcId=Ref(vpc), RouteTableIds=tables, ServiceName=Sub("com.amazonaws.${AWS::Region}.s3"),
        VpcEndpointType="Gateway"))
    return vpc, public, private


def trust():
    return {
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}],
    }


vpc, public, private = network()
cluster = add(ecs.Cluster(
    "Cluster", ClusterSettings=[ecs.ClusterSetting(Name="containerInsights", Value="enabled")], Tags=TAGS))
front = add(ec2.SecurityGroup(
    "BalancerGroup", GroupDescription="The balancer", VpcId=Ref(vpc), Tags=TAGS,
    SecurityGroupIngress=[ec2.SecurityGroupRule(IpProtocol="tcp", FromPort=80, ToPort=80, CidrIp="0.0.0.0/0")]))
tasks = add(ec2.SecurityGroup(
    "TaskGroup", GroupDescription="The tasks", VpcId=Ref(vpc), Tags=TAGS,
    SecurityGroupIngress=[ec2.SecurityGroupRule(
        IpProtocol="tcp", FromPort=8080, ToPort=8080, SourceSecurityGroupId=GetAtt(front, "GroupId"))]))
balancer = add(elb.LoadBalancer(
    "Balancer", Scheme="internet-facing", Type="application", Subnets=public,
    SecurityGroups=[GetAtt(front, "GroupId")], Tags=TAGS))
log = add(logs.LogGroup("Logs", RetentionInDays=7, Tags=TAGS))
execution = add(iam.Role(
    "ExecutionRole", AssumeRolePolicyDocument=trust(), Tags=TAGS,
    Policies=[iam.Policy(PolicyName="logs", PolicyDocument={
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": GetAtt(log, "Arn")}],
    })]))
role = add(iam.Role("TaskRole", AssumeRolePolicyDocument=trust(), Tags=TAGS))

groups = {
    colour: add(elb.TargetGroup(
        f"{colour}Targets", VpcId=Ref(vpc), Port=8080, Protocol="HTTP", TargetType="ip", HealthCheckPath="/health",
        HealthCheckIntervalSeconds=10, Tags=TAGS,
        TargetGroupAttributes=[
            elb.TargetGroupAttribute(Key="deregistration_delay.timeout_seconds", Value="30")]))
    for colour in ["Blue", "Green"]
}
listener = add(elb.Listener(
    "Listener", LoadBalancerArn=Ref(balancer), Port=80, Protocol="HTTP",
    DefaultActions=[elb.Action(Type="forward", ForwardConfig=elb.ForwardConfig(TargetGroups=[
        elb.TargetGroupTuple(TargetGroupArn=Ref(group), Weight=weight)
        for group, weight in zip(groups.values(), [100, 0])]))]))
for priority, (colour, group) in enumerate(groups.items(), start=1):
    add(elb.ListenerRule(
        f"{colour}Rule", ListenerArn=Ref(listener), Priority=priority,
        Conditions=[elb.Condition(
            Field="http-header",
            HttpHeaderConfig=elb.HttpHeaderConfig(HttpHeaderName="x-release", Values=[colour.lower()]))],
        Actions=[elb.ListenerRuleAction(Type="forward", TargetGroupArn=Ref(group))]))
    task = add(ecs.TaskDefinition(
        f"{colour}Task", Cpu="512", Memory="1024", NetworkMode="awsvpc", RequiresCompatibilities=["FARGATE"],
        ExecutionRoleArn=GetAtt(execution, "Arn"), TaskRoleArn=GetAtt(role, "Arn"), Tags=TAGS,
        ContainerDefinitions=[ecs.ContainerDefinition(
            Name="web", Image=IMAGE, Essential=True, PortMappings=[ecs.PortMapping(ContainerPort=8080)],
            LogConfiguration=ecs.LogConfiguration(LogDriver="awslogs", Options={
                "awslogs-group": Ref(log), "awslogs-region": Ref("AWS::Region"), "awslogs-stream-prefix": colour}))]))
    add(ecs.Service(
        f"{colour}Service", Cluster=GetAtt(cluster, "Arn"), LaunchType="FARGATE", DesiredCount=2,
        HealthCheckGracePeriodSeconds=60, TaskDefinition=Ref(task), DependsOn=listener.title, Tags=TAGS,
        DeploymentConfiguration=ecs.DeploymentConfiguration(
            MinimumHealthyPercent=100, MaximumPercent=200,
            DeploymentCircuitBreaker=ecs.DeploymentCircuitBreaker(Enable=True, Rollback=True)),
        LoadBalancers=[ecs.LoadBalancer(ContainerName="web", ContainerPort=8080, TargetGroupArn=Ref(group))],
        NetworkConfiguration=ecs.NetworkConfiguration(AwsvpcConfiguration=ecs.AwsvpcConfiguration(
            Subnets=private, SecurityGroups=[GetAtt(tasks, "GroupId")]))))
    for name, metric, threshold in [
        ("Errors", "HTTPCode_Target_5XX_Count", 5), ("Latency", "TargetResponseTime", 1),
        ("Unhealthy", "UnHealthyHostCount", 1),
    ]:
        add(cloudwatch.Alarm(
            f"{colour}{name}", Namespace="AWS/ApplicationELB", MetricName=metric, Statistic="Average", Period=60,
            EvaluationPeriods=2, Threshold=threshold, ComparisonOperator="GreaterThanOrEqualToThreshold",
            TreatMissingData="notBreaching",
            Dimensions=[
                cloudwatch.MetricDimension(Name="LoadBalancer", Value=GetAtt(balancer, "LoadBalancerFullName")),
                cloudwatch.MetricDimension(Name="TargetGroup", Value=GetAtt(group, "TargetGroupFullName"))]))
template.add_output(Output("Address", Value=Sub("http://${Balancer.DNSName}")))

with open(sys.argv[1], "w") as file:
    file.write(template.to_json())
