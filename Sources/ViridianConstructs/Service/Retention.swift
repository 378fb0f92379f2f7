import ViridianResources

/// How long logs are kept where nobody says anything else.
func retention(in stage: Stage) -> Logs.Retention {
    switch stage {
    case .development: .days7
    case .staging: .days14
    case .production: .days90
    }
}
