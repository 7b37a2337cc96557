import ArgumentParser

/// How the program ends (DESIGN.md §5); the numbers from 64 on are those of sysexits(3).
enum ExitStatus: Int32, Sendable, CaseIterable {
    /// Done, or nothing to do.
    case done = 0
    /// A run failed, or a prerequisite is missing.
    case failed = 1
    /// A plan with `--detailed-exitcode` has changes.
    case changes = 2
    /// Done, but with dead letters, sends in doubt or failed partitions.
    case incomplete = 3
    /// The command line is wrong.
    case usage = 64
    /// A service can't be reached.
    case unreachable = 69
    /// Busy or out of rate budget: try later.
    case busy = 75
    /// The file is invalid, or a secret it needs is unset.
    case invalid = 78
    /// Stopped by Ctrl-C after draining.
    case interrupted = 130
    /// Stopped by SIGTERM after draining.
    case terminated = 143

    /// Ends the program with this status.
    var exit: ExitCode { ExitCode(rawValue) }

    /// What it means, for the reference.
    var meaning: String {
        switch self {
        case .done: "Done, or nothing to do."
        case .failed: "A run failed, a prerequisite is missing, or a check of yours failed."
        case .changes: "`plan --detailed-exitcode`: there are changes."
        case .incomplete: "Done, but with dead letters, sends in doubt or partitions that failed."
        case .usage: "The command line is wrong."
        case .unreachable: "A service can't be reached."
        case .busy: "Another run has the state, or the rate budget is used up: try later."
        case .invalid: "The file is invalid, or a secret that it needs is unset."
        case .interrupted: "Stopped by Ctrl-C, after draining."
        case .terminated: "Stopped by SIGTERM, after draining."
        }
    }
}
