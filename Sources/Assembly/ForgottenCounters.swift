internal import PipelineCore

/// A few requests count for nothing in an hour or a day.
struct ForgottenCounters: CounterStore {
    func counters(account: String, label: String) -> [SavedCounter] { [] }

    func save(_ counters: [SavedCounter], account: String, label: String) {}
}
