import NIOHTTP1
import ViridianBehaviour

/// The cookies in which a client carries the target group that it stays with: `AWSALBTG`, and `AWSALBTGCORS` for pages of other
/// origins. What stands in them is the balancer's own affair; one that can't be read is as good as none.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/sticky-sessions.html>
enum AffinityCookie {
    private static let names = ["AWSALBTG", "AWSALBTGCORS"]
    /// As long as the load balancer's own: whether the affinity is over stands in the cookie.
    private static let secondsMaximum = 604_800

    static func read(_ headers: HTTPHeaders) -> StickyChoice.Affinity? {
        for header in headers[canonicalForm: "cookie"] {
            for pair in header.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, names.contains(parts[0].trimmed) else { continue }
                if let affinity = value(parts[1]) { return affinity }
            }
        }
        return nil
    }

    static func headers(_ affinity: StickyChoice.Affinity) -> [(String, String)] {
        let milliseconds = Int64(affinity.ends / .milliseconds(1))
        let value = "\(affinity.option)-\(affinity.shareMillionths)-\(milliseconds)"
        let end = "=\(value); Max-Age=\(secondsMaximum); Path=/"
        return [("Set-Cookie", names[0] + end), ("Set-Cookie", names[1] + end + "; SameSite=None; Secure")]
    }

    private static func value(_ text: Substring) -> StickyChoice.Affinity? {
        let numbers = text.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0.trimmed) }
        guard numbers.count == 3, let group = numbers[0], let share = numbers[1], let ends = numbers[2] else { return nil }
        guard (0...1000).contains(group), (0...1_000_000).contains(share), (0...(1 << 50)).contains(ends) else { return nil }
        return StickyChoice.Affinity(option: Int(group), shareMillionths: Int(share), ends: .milliseconds(ends))
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var text = drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
