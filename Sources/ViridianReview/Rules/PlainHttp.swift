import ViridianTemplate

extension Rule {
    /// An encrypted door beside an open one.
    static let plainHttp = Rule(
        "plain-http", .medium, .security, .practice,
        title: "HTTP listener that serves beside an HTTPS listener instead of redirecting to it",
        rationale:
            "A certificate is there, and whoever types the address without https:// still sends passwords and cookies "
            + "in the clear.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html",
        failing: [
            """
            Resources:
              Secure:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Port: 443
                  Protocol: HTTPS
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
              Open:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Port: 80
                  Protocol: HTTP
                  DefaultActions:
                    - ↓{Type: forward, TargetGroupArn: !Ref Group}
            """,
            """
            Parameters: {Certificate: {Type: String}}
            Conditions:
              Secured: !Not [!Equals [!Ref Certificate, ""]]
            Resources:
              Secure:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Condition: Secured
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Port: 443
                  Protocol: HTTPS
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
              Open:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Port: 80
                  Protocol: HTTP
                  DefaultActions: [↓{Type: forward, TargetGroupArn: !Ref Group}]
            """,
        ],
        passing: [
            """
            Resources:
              Secure:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Port: 443
                  Protocol: HTTPS
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
              Open:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Port: 80
                  Protocol: HTTP
                  DefaultActions: [{Type: redirect, RedirectConfig: {Protocol: HTTPS, StatusCode: HTTP_301}}]
              Test:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Port: 9000
                  Protocol: HTTP
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
            """,
            """
            Parameters: {Certificate: {Type: String}}
            Conditions:
              Secured: !Not [!Equals [!Ref Certificate, ""]]
              Plain: !Equals [!Ref Certificate, ""]
            Resources:
              Secure:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Condition: Secured
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Port: 443
                  Protocol: HTTPS
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
              Open:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Condition: Plain
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Port: 80
                  Protocol: HTTP
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
              Either:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Port: 80
                  Protocol: HTTP
                  DefaultActions:
                    - !If
                      - Secured
                      - {Type: redirect, RedirectConfig: {Protocol: HTTPS, StatusCode: HTTP_301}}
                      - {Type: forward, TargetGroupArn: !Ref Group}
            """,
        ]
    ) { subject in
        let listeners = subject.resources(ofType: "AWS::ElasticLoadBalancingV2::Listener")
        let secured = listeners.filter { subject.text("Protocol", in: $0.properties) == "HTTPS" }
        return listeners.compactMap { _, properties in
            guard subject.text("Protocol", in: properties) == "HTTP", subject.number("Port", in: properties) == 80,
                let balancer = properties?["LoadBalancerArn"]?.node
            else { return nil }
            let doors = secured.filter { $0.properties?["LoadBalancerArn"]?.node == balancer }.map {
                subject.scenario(around: $0.spot)
            }
            for action in subject.items("DefaultActions", in: properties) where subject.forwarding(action.spot) != nil {
                let both = doors.lazy.compactMap { $0.merged(with: action.scenario) }.first {
                    $0.isCertainlyPossible(in: subject)
                }
                guard let both else { continue }
                return Problem(
                    "port 80 serves in the clear beside HTTPS\(both.clause)", at: action.spot.place,
                    fix: "Redirect: {Type: redirect, RedirectConfig: {Protocol: HTTPS, Port: \"443\", StatusCode: HTTP_301}}.")
            }
            return nil
        }
    }
}
