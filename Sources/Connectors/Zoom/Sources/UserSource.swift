internal import CEL
internal import PipelineCore

/// `zoom.users`: the active users of the account.
struct UserSource: Source {
    let shared: Shared
    let setting: SourceSetting
    private let slots: @Sendable (ZoomUser) -> [Value]

    init(_ shared: Shared, _ setting: SourceSetting) {
        self.shared = shared
        self.setting = setting
        slots = ZoomUser.definition.slots(of: setting.layout)
    }

    func discover(_ window: Window, found: @Sendable (Partition) async throws -> Void) async throws -> [Notice] {
        try await found(Partition(id: "users", title: "the users", isReadEachRun: true))
        return []
    }

    func read(_ partition: Partition, emit: @Sendable ([Record]) async throws -> Void) async throws -> Reading {
        try await inEngineWords(partition.title) {
            let users = try await users()
            let kept = users.filter { !shared.narrowing.excludes(email: $0.email) }
            var reading = Reading(rows: users.count)
            if kept.count < users.count { reading.skipped["excluded_domain"] = users.count - kept.count }
            let now = shared.now()
            let records = kept.map { user in
                Record(slots: slots(user), moment: Moment(asOf: now, instance: user.id), origin: partition.title)
            }
            try await handOver(records, emit)
            return reading
        }
    }

    /// Hosts named by address are looked up one by one: the listing would bring everybody else, too.
    private func users() async throws -> [ZoomUser] {
        var users: [ZoomUser] = []
        for user in try await shared.directory.users(group: setting.group) {
            guard user.id.isEmpty else {
                users.append(user)
                continue
            }
            do {
                users.append(try await shared.directory.user(user.email, group: setting.group))
            } catch let failure as ZoomFailure where failure.kind == .userGone || failure.kind == .notFound {
                continue
            }
        }
        return users
    }
}
