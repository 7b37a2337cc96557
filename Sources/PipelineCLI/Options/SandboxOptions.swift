import ArgumentParser
import Sandbox

/// What the simulated services hold and how they behave.
struct SandboxOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The same seed makes the same people, meetings and faults.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Hosts.", valueName: "count"))
    var users = 3

    @Option(help: ArgumentHelp("Ended meetings of each host.", valueName: "count"))
    var meetings = 5

    @Option(help: ArgumentHelp("People in each meeting and webinar.", valueName: "count"))
    var participants = 25

    @Option(help: ArgumentHelp("Ended webinars of each host.", valueName: "count"))
    var webinars = 2

    @Option(
        name: .customLong("fault"),
        help: ArgumentHelp(
            "Trouble and its probability for each request: 429:0.1, 500, reset, slow, truncate, expire-token.",
            valueName: "kind:probability"
        )
    )
    var faults: [FaultArgument] = []

    @Flag(name: .customLong("no-limits"), help: "Keeps no rate limits.")
    var noLimits = false

    /// The lists and attributes that the examples name are there.
    func configuration(port: Int) -> SandboxConfiguration {
        var configuration = SandboxConfiguration()
        configuration.port = port
        configuration.seed = seed
        configuration.users = users
        configuration.meetings = meetings
        configuration.participants = participants
        configuration.webinars = webinars
        configuration.faults = faults.map(\.fault)
        configuration.limits = SandboxLimits(isOn: !noLimits)
        configuration.lists =
            (1...14).map { "List \($0)" }
            + [
                "Meeting participants", "Webinar attendees", "Webinar registrants", "Webinar absentees",
                "Engaged attendees",
            ]
        configuration.attributes = [
            SandboxAttribute("MEETING_NAME", .text), SandboxAttribute("MEETING_JOIN_DATE", .date),
            SandboxAttribute("MEETING_DURATION", .float), SandboxAttribute("WEBINAR_NAME", .text),
            SandboxAttribute("ATTENDANCE_STATUS", .text), SandboxAttribute("UTM_SOURCE", .text),
        ]
        return configuration
    }
}

/// A fault on the command line.
struct FaultArgument: ExpressibleByArgument {
    let fault: Fault

    init?(argument: String) {
        guard let fault = try? Fault(parsing: argument) else { return nil }
        self.fault = fault
    }
}
