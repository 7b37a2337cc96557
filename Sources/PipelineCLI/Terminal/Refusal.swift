import ArgumentParser
import PipelineCore
import State

/// Why a command can't do what it was asked, with the status it ends with.
struct Refusal: Error {
    let status: ExitStatus
    /// What happened.
    let message: String
    /// What to do.
    let remedy: String?
    /// For programs: `busy`, `rate-limited`.
    let reason: String?

    init(_ status: ExitStatus, _ message: String, remedy: String? = nil, reason: String? = nil) {
        self.status = status
        self.message = message
        self.remedy = remedy
        self.reason = reason
    }

    /// Classifies a state's failure.
    init(_ failure: StateFailure) {
        self.init(
            failure.kind == .busy ? .busy : .failed,
            failure.message,
            remedy: failure.remedy,
            reason: failure.kind == .busy ? "busy" : nil
        )
    }

    /// Classifies a service's failure.
    init(_ failure: ConnectorFailure) {
        let (status, reason): (ExitStatus, String?) =
            switch failure.kind {
            case .unreachable: (.unreachable, "unreachable")
            case .exhausted: (.busy, "rate-limited")
            case .temporary, .permanent, .unauthorized, .missingScopes, .missingPrerequisite: (.failed, nil)
            }
        self.init(status, failure.message, remedy: failure.remedy, reason: reason)
    }

    /// A failure of the state or of a service as a refusal; anything else as it is.
    static func classified(_ error: any Error) -> any Error {
        switch error {
        case let failure as StateFailure: Refusal(failure)
        case let failure as ConnectorFailure: Refusal(failure)
        default: error
        }
    }

    /// As people read it.
    func text(_ style: Style) -> String {
        let first = style.red(style.bold("error")) + ": " + message
        return remedy.map { "\(first)\n  \($0)" } ?? first
    }

    /// Prints it, as text or JSON, and gives the status to end with.
    func reported(by command: String, _ output: OutputOptions) -> ExitCode {
        if output.json {
            Output.result(RefusalJSON.envelope(self, command: command).text)
        } else {
            Output.note(text(output.errorStyle))
        }
        return status.exit
    }
}
