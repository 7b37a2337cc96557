/// `pipeline-benchmarks`: what the language costs. Figures stand beside a baseline of the same run.
@main
enum Benchmarks {
    static func main() throws {
        try Expressions.measure()
        try Validation.measure()
    }
}

/// The shortest of several passes: what else the machine does only ever adds.
func shortest(of passes: Int, _ body: () throws -> Void) rethrows -> Duration {
    let clock = ContinuousClock()
    var best = Duration.seconds(3_600)
    for _ in 0..<passes { best = min(best, try clock.measure(body)) }
    return best
}

extension Duration {
    /// In seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}

/// A number with two digits behind the point.
func rounded(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    let digits = String(hundredths % 100)
    return "\(hundredths / 100)." + (digits.utf8.count == 1 ? "0" : "") + digits
}
