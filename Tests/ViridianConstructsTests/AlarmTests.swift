import Testing
import Viridian
import ViridianTemplate

@Suite struct AlarmTests {
    /// Every list of dimensions in an alarm.
    private func dimensions(of alarm: Resource) -> [Node] {
        let metrics = (alarm.properties["Metrics"]?.list ?? []).compactMap { $0["MetricStat"]?["Metric"]?["Dimensions"] }
        return metrics + [alarm.properties["Dimensions"]].compactMap(\.self)
    }

    @Test(arguments: ["Blue", "Green"])
    func `each colour has alarms with both dimensions, and no data is no alarm`(colour: String) throws {
        let template = try Sample.web().template(for: .development)
        let names = ["Errors", "Unhealthy", "Latency"].map { "Web\(colour)\($0)Alarm" }
        let alarms = names.compactMap(template.resource)
        #expect(alarms.map(\.logicalID) == names)
        let expected: Node = [
            [
                "Name": "LoadBalancer",
                "Value": .call(.getAtt(resource: "BalancerLoadBalancer", attribute: "LoadBalancerFullName")),
            ],
            [
                "Name": "TargetGroup",
                "Value": .call(.getAtt(resource: "Web\(colour)TargetGroup", attribute: "TargetGroupFullName")),
            ],
        ]
        for alarm in alarms {
            #expect(Set(dimensions(of: alarm)) == [expected])
            #expect(alarm.properties["TreatMissingData"] == "notBreaching")
        }
    }

    @Test func `the bounds are as given`() throws {
        let template = try Sample.web { service in
            service.alarms = AlarmBounds(
                errorPercent: 2.5, p99: .milliseconds(250), unhealthyPercent: 40, notify: ["arn:aws:sns:eu-west-1:1:alerts"])
        }.template(for: .development)
        func threshold(_ name: String) -> String? {
            guard case .number(let number)? = template.resource(name)?.properties["Threshold"]?.value else { return nil }
            return number.text
        }
        #expect(threshold("WebGreenErrorsAlarm") == "2.5")
        #expect(threshold("WebGreenLatencyAlarm") == "0.25")
        #expect(threshold("WebGreenUnhealthyAlarm") == "40")
        #expect(template.resource("WebGreenErrorsAlarm")?.properties["AlarmActions"] == ["arn:aws:sns:eu-west-1:1:alerts"])
    }

    @Test func `exactly one query of an alarm returns data`() throws {
        let alarms = try Sample.web().template(for: .development).resources(ofType: "AWS::CloudWatch::Alarm")
        let queries = alarms.compactMap { $0.properties["Metrics"]?.list }
        #expect(queries.count == 4)
        for query in queries { #expect(query.filter { $0["ReturnData"] == true }.count == 1) }
    }
}
