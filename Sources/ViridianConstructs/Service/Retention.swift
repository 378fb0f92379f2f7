import ViridianResources

/// How long a stack's logs are kept where nobody says anything else.
func retention(in stack: Stack) -> Logs.Retention {
    if let retention = stack.logRetention { return retention }
    return switch stack.environment.stage {
    case .development: .days7
    case .staging: .days14
    case .production: .days90
    }
}
