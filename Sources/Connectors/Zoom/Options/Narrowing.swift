internal import PipelineCore

/// What is read at all (`only`, `exclude_domains`).
struct Narrowing: Sendable {
    /// Hosts' addresses in lower case; empty for all.
    let hosts: [String]

    /// Group ids; empty for all.
    let groups: Set<String>

    /// Meeting and webinar numbers; empty for all.
    let ids: Set<Int>

    let title: TitleFilter?

    /// Domains in lower case, without `@`.
    let excludedDomains: Set<String>

    init(_ options: Options) {
        let only = options.object("only")
        var seen: Set<String> = []
        hosts = only.strings("hosts").map(Email.normalized).filter { !$0.isEmpty && seen.insert($0).inserted }
        groups = Set(only.strings("groups"))
        ids = Set(only.ints("ids"))
        title = only.expression("title").map(TitleFilter.init)
        excludedDomains = Set(
            options.strings("exclude_domains").map { domain in
                let lowered = Email.normalized(domain)
                return lowered.hasPrefix("@") ? String(lowered.dropFirst()) : lowered
            }
        )
    }

    /// Whether a meeting or webinar is read, as far as its number decides.
    func includes(number: Int) -> Bool { ids.isEmpty || ids.contains(number) }

    /// Whether a meeting or webinar is read.
    func includes(number: Int, title text: String, hostEmail: String) throws -> Bool {
        guard includes(number: number) else { return false }
        return try title?.includes(title: text, hostEmail: hostEmail) ?? true
    }

    /// Whether a person is left out because of the domain of the address, which is normalized.
    func excludes(email: String) -> Bool {
        guard !excludedDomains.isEmpty, let at = email.lastIndex(of: "@") else { return false }
        return excludedDomains.contains(String(email[email.index(after: at)...]))
    }
}
