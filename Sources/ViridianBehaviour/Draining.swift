/// A target that is leaving: it gets no new request, and the requests in flight have until the deregistration delay is over.
///
/// A load balancer shows `draining` for the whole delay, even if the last request ended early. A request that is still in
/// flight when the delay ends is cut off (the client sees 502).
///
/// Instants are durations since the start of the clock that the caller uses everywhere.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html>
public struct Draining: Hashable, Sendable {
    /// When the target was deregistered.
    public let began: Duration

    /// When the target is gone.
    public let ends: Duration

    /// Draining that begins at `now` and takes `delay`; a negative delay counts as none.
    public init(beginningAt now: Duration, delay: Duration) {
        began = now
        ends = now + max(.zero, delay)
    }

    /// Whether the delay is over.
    public func isOver(at now: Duration) -> Bool { now >= ends }

    /// How many of the requests in flight must be cut off at `now`.
    public func requestsToCutOff(inFlight: Int, at now: Duration) -> Int { isOver(at: now) ? inFlight : 0 }

    /// Whether nothing is left to wait for inside the load balancer, although the state is still shown as draining.
    public func isSettled(inFlight: Int, at now: Duration) -> Bool { inFlight == 0 || isOver(at: now) }
}
