import ViridianConstructs
import ViridianResources

/// The function that moves clients, off until somebody turns it on: its code comes with Viridian's releases on AWS.
struct PaymentAutomation: Construct {
    var domain: Input<String>
    var zone: Input<ID<Route53.HostedZone>>
    var alarms: [Handle<CloudWatch.Alarm>]
    var alerts: Handle<SNS.Topic>
    var key: Input<ARN<KMS.Key>>

    func define(in stack: inout Stack) {
        let shifts = stack.parameter(
            "ShiftsTraffic", default: "false", .oneOf("true", "false"),
            purpose:
                "Whether clients are moved from blue to green by a schedule. The function's code must lie in the bucket first.")
        let code = stack.parameter(
            "ShifterCode", default: "viridian/traffic-shifter.zip",
            .matching("^[A-Za-z0-9._/-]+[.]zip$", explanation: "The key of a zip in the bucket of assets."),
            purpose: "Where in the bucket of assets the code of the function lies that shifts traffic.")
        let isOn = stack.condition("DoesShiftTraffic", .equals(shifts.value, "true"))
        stack.when(isOn) { stack in
            _ = stack.add(
                "Shifter",
                TrafficShifter(
                    of: domain, in: zone, code: .init(s3Bucket: Stack.assetBucket, s3Key: code.value), watching: alarms,
                    telling: alerts, key: key))
        }
    }
}
