import Foundation
import ViridianBalancer
import ViridianBehaviour
import ViridianRelease
import ViridianRunner

// The processes that stand in for tasks: started, watched, and stopped as the services' schedulers decide.

extension World {
    private var now: Duration { clock.sinceStart }

    func decide(_ event: ServiceScheduler.Event, for colour: Colour) async {
        for effect in slots[colour].scheduler.handle(event, at: now) { await perform(effect, for: colour) }
    }

    private func perform(_ effect: ServiceScheduler.Effect, for colour: Colour) async {
        switch effect {
        case .start(let task, let revision): await startTask(task, revision, of: colour)
        case .deregister(let task):
            guard let process = slots[colour].processes[task] else { return }
            balancer.deregister(process.target, from: colour.rawValue)
            say(.taskDraining, task, colour)
        case .terminate(let task):
            guard let process = slots[colour].processes[task] else { return }
            slots[colour].processes[task]?.terminatedAt = clock.now()
            kill(process.pid, SIGTERM)
        case .kill(let task):
            guard let process = slots[colour].processes[task] else { return }
            let grace = (clock.now() - (process.terminatedAt ?? clock.now())).milliseconds
            kill(-process.pid, SIGKILL)
            say(.taskKilled(afterMilliseconds: grace), task, colour)
        case .remove(let task):
            guard let process = slots[colour].processes.removeValue(forKey: task) else { return }
            balancer.remove(process.target, from: colour.rawValue)
            portsTaken.remove(process.port)
        case .gaveUp(let reason): say(.gaveUp(reason: reason), 0, colour)
        }
    }

    private func startTask(_ task: Int, _ revision: String, of colour: Colour) async {
        do {
            let port = try freePort(besides: portsTaken)
            portsTaken.insert(port)
            let command = specification.command(of: colour, port: port, executable: configuration.executable)
            var environment = configuration.inheritedEnvironment
            environment.merge(specification.environment(of: colour, port: port, revision: revision)) { $1 }
            environment["VIRIDIAN_REHEARSAL"] = configuration.id
            let pid = try await spawner.start(
                command, environment: environment, directory: configuration.workingDirectory,
                log: "\(folder)/logs/\(colour.rawValue)-\(task).log")
            let target = TargetID(host: "127.0.0.1", port: port)
            slots[colour].processes[task] = Process(pid: pid, port: port, target: target)
            balancer.register(target, in: colour.rawValue)
            say(.taskStarted(port: port), task, colour)
        } catch {
            say(.taskExited(reason: "\(error)"), task, colour)
            await decide(.exited(task: task, reason: "\(error)"), for: colour)
        }
    }

    func exited(_ task: Int, _ process: Process, of colour: Colour, _ reason: String) async {
        // Whatever it started goes with it.
        kill(-process.pid, SIGKILL)
        if process.terminatedAt == nil { say(.taskExited(reason: reason), task, colour) }
        await decide(.exited(task: task, reason: reason), for: colour)
    }

    func healthChanged(to state: TargetHealth.State, _ task: Int, _ process: Process, of colour: Colour) async {
        guard state != process.health else { return }
        slots[colour].processes[task]?.health = state
        switch state {
        case .healthy:
            say(.taskHealthy, task, colour)
            await decide(.health(task: task, healthy: true), for: colour)
        case .unhealthy:
            // A process that has not opened its port yet is no news.
            if process.health == .healthy { say(.taskUnhealthy(reason: "its health checks fail"), task, colour) }
            await decide(.health(task: task, healthy: false), for: colour)
        default: return
        }
    }

    private func say(_ kind: Notice.Kind, _ task: Int, _ colour: Colour) {
        notify(Notice(at: clock.now(), colour: colour, task: task, kind: kind))
    }

    /// Stops everything: SIGTERM to all, SIGKILL to those that are left when the grace is over.
    func shutDown() async {
        try? await load?.stop()
        await desk.close()
        for colour in Colour.allCases {
            let scheduler = slots[colour].scheduler
            for (task, process) in slots[colour].processes {
                if scheduler.tasks[task]?.state == .running || process.terminatedAt == nil {
                    slots[colour].processes[task]?.terminatedAt = clock.now()
                    kill(process.pid, SIGTERM)
                }
            }
        }
        let deadline = clock.now()
        for colour in Colour.allCases {
            let grace = specification.times(of: colour).stopTimeout
            while !slots[colour].processes.isEmpty, clock.now() < deadline + grace {
                reap(colour)
                try? await Task.sleep(for: .milliseconds(10))
            }
            for (task, process) in slots[colour].processes {
                kill(-process.pid, SIGKILL)
                say(.taskKilled(afterMilliseconds: grace.milliseconds), task, colour)
            }
            while !slots[colour].processes.isEmpty {
                reap(colour)
                try? await Task.sleep(for: .milliseconds(5))
            }
        }
        await balancer.stop(within: .seconds(1))
        await spawner.shutDown()
    }

    private func reap(_ colour: Colour) {
        for (task, process) in slots[colour].processes where ProcessEnding(of: process.pid) != nil {
            kill(-process.pid, SIGKILL)
            slots[colour].processes[task] = nil
        }
    }
}
