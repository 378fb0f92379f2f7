import ViridianTemplate

extension Rule {
    /// The right word at the wrong door.
    static let attributeLevel = Rule(
        "attribute-level", .high, .deployment, .aws,
        title: "Attribute of a load balancer on its target group, or the other way round",
        rationale:
            "Load balancers, listeners and target groups have attributes of their own, and each refuses those of "
            + "the others: \"attribute key is not recognized\".",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html",
        failing: [
            """
            Resources:
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties:
                  LoadBalancerAttributes:
                    - {Key: ↓deregistration_delay.timeout_seconds, Value: "30"}
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties:
                  TargetGroupAttributes:
                    - {Key: ↓idle_timeout.timeout_seconds, Value: "60"}
            """
        ],
        passing: [
            """
            Resources:
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties:
                  LoadBalancerAttributes: [{Key: idle_timeout.timeout_seconds, Value: "60"}]
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties:
                  TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: "30"}]
            """
        ]
    ) { subject in
        let levels = [
            ("LoadBalancer", "LoadBalancerAttributes", ofBalancers), ("TargetGroup", "TargetGroupAttributes", ofGroups),
            ("Listener", "ListenerAttributes", []),
        ]
        return levels.flatMap { type, list, own in
            subject.resourceList.filter { $0.type == "AWS::ElasticLoadBalancingV2::\(type)" }.flatMap { resource in
                subject.items("Properties.\(list)", in: subject.spot(resource)).compactMap { entry -> Problem? in
                    guard let key = entry.spot["Key"], let text = key.node.string,
                        let home =
                            (ofBalancers.contains(text) ? "load balancer" : ofGroups.contains(text) ? "target group" : nil),
                        !own.contains(text)
                    else { return nil }
                    return Problem("\(text) is an attribute of a \(home)", at: key.place, fix: "Move it to the \(home).")
                }
            }
        }
    }

    private static let ofBalancers: Set<String> = [
        "idle_timeout.timeout_seconds", "client_keep_alive.seconds", "deletion_protection.enabled", "routing.http2.enabled",
        "routing.http.desync_mitigation_mode", "routing.http.drop_invalid_header_fields.enabled",
        "routing.http.preserve_host_header.enabled", "routing.http.xff_client_port.enabled",
        "routing.http.xff_header_processing.mode", "waf.fail_open.enabled", "access_logs.s3.enabled", "access_logs.s3.bucket",
        "access_logs.s3.prefix", "connection_logs.s3.enabled", "connection_logs.s3.bucket", "connection_logs.s3.prefix",
        "zonal_shift.config.enabled", "load_balancing.cross_zone.enabled",
    ]

    private static let ofGroups: Set<String> = [
        "deregistration_delay.timeout_seconds", "load_balancing.algorithm.type", "load_balancing.algorithm.anomaly_mitigation",
        "slow_start.duration_seconds", "stickiness.enabled", "stickiness.type", "stickiness.lb_cookie.duration_seconds",
        "stickiness.app_cookie.duration_seconds", "stickiness.app_cookie.cookie_name", "lambda.multi_value_headers.enabled",
        "load_balancing.cross_zone.enabled", "preserve_client_ip.enabled", "proxy_protocol_v2.enabled",
        "deregistration_delay.connection_termination.enabled",
    ]
}
