import Testing
import ViridianBehaviour

@Suite struct AlarmEvaluationTests {
    struct Row: CustomTestStringConvertible {
        var points: String
        var datapointsToAlarm: Int
        /// For missing, ignore, breaching and notBreaching; `-` keeps the state.
        var states: [String]
        var testDescription: String { "\(datapointsToAlarm) of 3: \(points)" }
    }

    /// The two tables of AWS's page about missing data.
    static let rows = [
        Row(points: "0-X-X", datapointsToAlarm: 3, states: ["OK", "OK", "OK", "OK"]),
        Row(points: "0----", datapointsToAlarm: 3, states: ["OK", "OK", "OK", "OK"]),
        Row(points: "-----", datapointsToAlarm: 3, states: ["INSUFFICIENT_DATA", "-", "ALARM", "OK"]),
        Row(points: "0XX-X", datapointsToAlarm: 3, states: ["ALARM", "ALARM", "ALARM", "ALARM"]),
        Row(points: "--X--", datapointsToAlarm: 3, states: ["ALARM", "-", "ALARM", "OK"]),
        Row(points: "0-X-X", datapointsToAlarm: 2, states: ["ALARM", "ALARM", "ALARM", "ALARM"]),
        Row(points: "00X0X", datapointsToAlarm: 2, states: ["ALARM", "ALARM", "ALARM", "ALARM"]),
        Row(points: "0-X--", datapointsToAlarm: 2, states: ["OK", "OK", "ALARM", "OK"]),
        Row(points: "----0", datapointsToAlarm: 2, states: ["OK", "OK", "ALARM", "OK"]),
        Row(points: "---X-", datapointsToAlarm: 2, states: ["ALARM", "-", "ALARM", "OK"]),
    ]

    @Test(arguments: rows)
    func `every row of AWS's tables comes out as AWS says`(row: Row) {
        let points = row.points.map { point -> AlarmEvaluation.Datapoint in
            switch point {
            case "X": .breaching
            case "0": .good
            default: .missing
            }
        }
        for state in [AlarmEvaluation.State.ok, .alarm, .insufficientData] {
            let states = AlarmEvaluation.MissingData.allCases.map { missingData in
                AlarmEvaluation(evaluationPeriods: 3, datapointsToAlarm: row.datapointsToAlarm, missingData: missingData)
                    .evaluate(points, after: state).rawValue
            }
            #expect(states == row.states.map { $0 == "-" ? state.rawValue : $0 })
        }
    }

    @Test func `two periods more than are judged are fetched`() {
        #expect(AlarmEvaluation(evaluationPeriods: 3, datapointsToAlarm: 2).rangeLength == 5)
    }
}
