import ArgumentParser
import Foundation
import ViridianSystems

/// `viridian systems`
struct SystemsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "systems", abstract: "List the reference systems, which synth writes by their names.")

    func run() {
        let width = ReferenceSystem.all.map(\.name.count).max() ?? 0
        for system in ReferenceSystem.all {
            let name = system.name.padding(toLength: width, withPad: " ", startingAt: 0)
            print("\(name)  \(system.summary)")
        }
    }
}
