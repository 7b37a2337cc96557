/// An asynchronous process: an import waiting, worked on or done.
struct BrevoImport: Sendable {
    /// One row, its values still as they came.
    enum Row: Sendable {
        case json(email: String?, attributes: [WireValue.Member])
        case cells([(name: String, value: String)])
    }

    /// The options of `POST /contacts/import`.
    struct Options: Sendable {
        var lists: [Int] = []
        var updatesExisting = true
        var emptiesAttributes = false
        var blocklists = false
        var blocklistsSMS = false
    }

    var id: Int
    var name: String
    var startsAt: Moment
    var endsAt: Moment
    var rows: [Row] = []
    var options = Options()
    var isApplied = false
    var rowCount = 0
    /// Rows left out for an email that is none.
    var invalidEmails: [String] = []
    /// Rows left out for a phone number of somebody else.
    var duplicatePhones: [String] = []
    /// Rows left out for an ext_id of somebody else.
    var duplicateExtIDs: [String] = []
    var created = 0
    var updated = 0

    /// A process over as soon as begun.
    init(id: Int, name: String, at now: Moment) {
        self.init(id: id, name: name, startsAt: now, endsAt: now)
        isApplied = true
    }

    init(id: Int, name: String, startsAt: Moment, endsAt: Moment) {
        self.id = id
        self.name = name
        self.startsAt = startsAt
        self.endsAt = endsAt
    }

    func status(at now: Moment) -> String {
        if isApplied || now >= endsAt { return "completed" }
        return now >= startsAt ? "processing" : "queued"
    }
}
