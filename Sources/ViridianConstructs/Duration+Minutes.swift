extension Duration {
    /// A number of minutes.
    public static func minutes(_ minutes: Int) -> Duration { .seconds(60 * minutes) }

    /// Its seconds, as settings of AWS take them: a begun second counts.
    var wholeSeconds: Int { Int(components.seconds) + (components.attoseconds > 0 ? 1 : 0) }

    /// Its minutes, as settings of AWS take them: a begun minute counts.
    var wholeMinutes: Int { (wholeSeconds + 59) / 60 }
}
