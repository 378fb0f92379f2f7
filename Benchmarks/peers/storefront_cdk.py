"""The README's storefront as an app of the AWS CDK: synthesised into the folder that is given."""

import sys

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_elasticloadbalancingv2 as elb
from aws_cdk import aws_logs as logs

IMAGE = "ghcr.io/acme/storefront@sha256:032778fa5dae5c627d06fe72acdecfd97f95c0e1ac087e462c360a9d759712e9"


class Storefront(cdk.Stack):
    def __init__(self, scope, name, **options):
        super().__init__(scope, name, **options)
        network = ec2.Vpc(self, "Network", max_azs=3, nat_gateways=1)
        network.add_gateway_endpoint("S3", service=ec2.GatewayVpcEndpointAwsService.S3)
        cluster = ecs.Cluster(
            self, "Cluster", vpc=network, container_insights_v2=ecs.ContainerInsights.ENABLED)
        balancer = elb.ApplicationLoadBalancer(self, "Balancer", vpc=network, internet_facing=True)
        log = logs.LogGroup(
            self, "Logs", retention=logs.RetentionDays.ONE_WEEK, removal_policy=cdk.RemovalPolicy.DESTROY)

        groups = {}
        for colour in ["blue", "green"]:
            task = ecs.FargateTaskDefinition(self, f"{colour}Task", cpu=512, memory_limit_mib=1024)
            task.add_container(
                "web", image=ecs.ContainerImage.from_registry(IMAGE),
                port_mappings=[ecs.PortMapping(container_port=8080)],
                logging=ecs.LogDrivers.aws_logs(stream_prefix=colour, log_group=log))
            service = ecs.FargateService(
                self, f"{colour}Service", cluster=cluster, task_definition=task, desired_count=2,
                health_check_grace_period=cdk.Duration.seconds(60), min_healthy_percent=100, max_healthy_percent=200,
                circuit_breaker=ecs.DeploymentCircuitBreaker(enable=True, rollback=True))
            groups[colour] = elb.ApplicationTargetGroup(
                self, f"{colour}Targets", vpc=network, port=8080, protocol=elb.ApplicationProtocol.HTTP,
                target_type=elb.TargetType.IP, targets=[service], deregistration_delay=cdk.Duration.seconds(30),
                health_check=elb.HealthCheck(path="/health", interval=cdk.Duration.seconds(10)))

        listener = balancer.add_listener(
            "Listener", port=80, default_action=elb.ListenerAction.weighted_forward([
                elb.WeightedTargetGroup(target_group=groups["blue"], weight=100),
                elb.WeightedTargetGroup(target_group=groups["green"], weight=0)]))
        for priority, (colour, group) in enumerate(groups.items(), start=1):
            elb.ApplicationListenerRule(
                self, f"{colour}Rule", listener=listener, priority=priority,
                conditions=[elb.ListenerCondition.http_header("x-release", [colour])], target_groups=[group])
            for name, metric, threshold in [
                ("Errors", group.metrics.http_code_target(elb.HttpCodeTarget.TARGET_5XX_COUNT), 5),
                ("Latency", group.metrics.target_response_time(), 1),
                ("Unhealthy", group.metrics.unhealthy_host_count(), 1),
            ]:
                cloudwatch.Alarm(
                    self, f"{colour}{name}", metric=metric, threshold=threshold, evaluation_periods=2,
                    treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING)
        cdk.CfnOutput(self, "Address", value=f"http://{balancer.load_balancer_dns_name}")


app = cdk.App(outdir=sys.argv[1])
Storefront(app, "Storefront")
cdk.Tags.of(app).add("Environment", "dev")
cdk.Tags.of(app).add("Project", "storefront")
app.synth()
