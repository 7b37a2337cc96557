internal import CEL
package import PipelineCore

/// Takes a record through a pipeline's stages.
package struct StageRunner: Sendable {
    /// What became of a record.
    package enum Result {
        case row(Row)
        /// A filter left it out; its text.
        case filtered(by: String)
        /// An expression failed: a dead letter, not a crash.
        case failed(expression: String, message: String)
    }

    let stages: [Stage]

    /// Takes records through `stages`, in order.
    package init(stages: [Stage]) {
        self.stages = stages
    }

    /// What becomes of a record.
    package func run(_ record: Record) -> Result {
        var slots = record.slots
        for stage in stages {
            switch stage {
            case .filter(let filter):
                do {
                    guard try filter.program.isTrue(slots) else { return .filtered(by: filter.text) }
                } catch {
                    return .failed(expression: filter.text, message: error.message)
                }
            case .map(let map):
                var values: [Value] = []
                values.reserveCapacity(map.columns.count)
                for column in map.columns {
                    do {
                        values.append(try column.program.evaluate(slots))
                    } catch {
                        return .failed(expression: column.text, message: error.message)
                    }
                }
                slots = values
            }
        }
        return .row(Row(values: slots, moment: record.moment, origin: record.origin))
    }
}
