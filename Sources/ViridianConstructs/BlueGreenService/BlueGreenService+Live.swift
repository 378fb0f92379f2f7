import ViridianResources

/// The parameters of one colour: what a release changes, and deploying never does.
struct LiveParameters {
    let weight: Parameter<Int>
    let image: Parameter<String>
    let tasks: Parameter<Int>
}

extension BlueGreenService {
    /// Blue begins with everything, and green with no tasks: the first deployment costs no more than one colour.
    func addLiveParameters(to stack: inout Stack) -> [Colour: LiveParameters] {
        let isFirst = !prefixesParameters && !Colour.allCases.contains { stack.isTaken("\($0.rawValue)Weight") }
        let prefix = isFirst ? "" : stack.constructName
        let serving = tasks ?? scaling?.tasks.lowerBound ?? (stack.environment.stage == .production ? 3 : 2)
        var live: [Colour: LiveParameters] = [:]
        for colour in Colour.allCases {
            let name = prefix + colour.rawValue
            let isServing = colour == .blue
            live[colour] = LiveParameters(
                weight: stack.parameter(
                    "\(name)Weight", default: isServing ? 100 : 0, .range(0...100),
                    purpose: "The share of requests that \(colour.word) gets; a release moves it."),
                image: stack.parameter(
                    "\(name)Image", default: (isServing ? blue : green).rawValue,
                    .matching("^[^ ]+$", length: 1...4096, explanation: "The name of an image, best with its digest."),
                    purpose: "The image that \(colour.word) runs; a release changes that of the idle colour."),
                tasks: stack.parameter(
                    "\(name)Tasks", default: isServing ? serving : (scaling?.tasks.lowerBound ?? idleTasks), .range(0...5000),
                    purpose: "The number of \(colour.word)'s tasks; a release starts and stops them."))
        }
        return live
    }
}
