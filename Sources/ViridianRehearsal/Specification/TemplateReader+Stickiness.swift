import ViridianRelease
import ViridianTemplate

// Stickiness, of which there are two kinds: of the forward action, which keeps a user with a colour, and of a target group, which
// keeps a user with one task in it.

extension TemplateReader {
    /// How long users stay on the colour that they were sent to, whatever its weight is by then; nothing where they don't.
    ///
    /// Source: Elastic Load Balancing API Reference, TargetGroupStickinessConfig.
    func stickiness(_ actions: Node?) throws -> Duration? {
        guard let settings = forwardAction(actions)?["ForwardConfig"]?["TargetGroupStickinessConfig"],
            Self.isTrue(settings["Enabled"])
        else { return nil }
        let node = settings["DurationSeconds"]
        guard let seconds = node?.int, (1...604_800).contains(seconds) else {
            let place = (node ?? settings).source?.description ?? template.name
            throw RehearsalError(
                .badInput, "\(place): DurationSeconds is a whole number from 1 to 604800, and needed where Enabled is true.")
        }
        return .seconds(seconds)
    }

    /// Says what of a target group's own stickiness is not rehearsed.
    ///
    /// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html>
    mutating func warnOfTargetStickiness(_ groups: [String], isGroupSticky: Bool) {
        for id in groups {
            guard let group = template.resource(id), Self.isTrue(attributeNode("stickiness.enabled", of: group)) else { continue }
            if attributeNode("stickiness.type", of: group)?.string == "app_cookie" {
                warnings.append("target group \(id) is sticky by a cookie of the app, which does not work with weights")
            } else if isGroupSticky {
                warnings.append(
                    "target group \(id) keeps users with one task; in a rehearsal they stay with the colour, and go round its "
                        + "tasks")
            } else {
                warnings.append(
                    "target group \(id) keeps users with one task, but its forward action has no TargetGroupStickinessConfig, "
                        + "which AWS asks for too where several groups are weighted; users are rehearsed as going back and forth")
            }
        }
    }

    func attributeNode(_ key: String, of group: Resource) -> Node? {
        (group.properties["TargetGroupAttributes"]?.list ?? []).first { $0["Key"]?.string == key }?["Value"]
    }

    /// True is a word as well, in attributes always.
    private static func isTrue(_ node: Node?) -> Bool { node?.bool ?? (node?.string?.lowercased() == "true") }
}
