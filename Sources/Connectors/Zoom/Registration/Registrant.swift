internal import CEL
internal import JSON

/// Somebody who registered for a meeting or webinar.
struct Registrant: ZoomRow {
    let id: String
    /// Normalized.
    let email: String
    let firstName: String
    let lastName: String
    let organization: String
    let jobTitle: String
    let phone: String
    let country: String
    let status: String
    let joinURL: String
    let created: Timestamp?
    let answers: [Answer]

    /// What somebody answered to a question of the registration form.
    struct Answer: Hashable, Sendable {
        let title: String
        let value: String
    }

    static let fields = [
        PageField("id", .stringOrNumber), PageField("email", .string), PageField("first_name", .string),
        PageField("last_name", .string), PageField("org", .string), PageField("job_title", .string),
        PageField("phone", .string), PageField("country", .string), PageField("status", .string),
        PageField("join_url", .string), PageField("create_time", .string), PageField("custom_questions", .json),
    ]

    init(_ row: PageFields) throws {
        id = try row.text(0)
        email = Email.normalized(try row.text(1))
        firstName = try row.text(2)
        lastName = try row.text(3)
        organization = try row.text(4)
        jobTitle = try row.text(5)
        phone = try row.text(6)
        country = try row.text(7)
        status = try row.text(8)
        joinURL = try row.text(9)
        created = try row.moment(10)
        answers = (try row.json(11)?.array ?? []).map { item in
            Answer(title: item["title"]?.string ?? "", value: item["value"]?.string ?? "")
        }
    }

    /// First and last name.
    var name: String { [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ") }
}
