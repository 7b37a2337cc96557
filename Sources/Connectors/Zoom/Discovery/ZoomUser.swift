internal import CEL
internal import JSON

/// A user of the account, who may host meetings and webinars.
struct ZoomUser: ZoomRow {
    let id: String
    let email: String
    let firstName: String
    let lastName: String
    let displayName: String
    let type: Int?
    let status: String
    let department: String
    let timeZone: String
    let created: Timestamp?
    let lastLogin: Timestamp?
    let groups: [String]

    static let fields = [
        PageField("id", .string), PageField("email", .string), PageField("first_name", .string),
        PageField("last_name", .string), PageField("display_name", .string), PageField("type", .int),
        PageField("status", .string), PageField("dept", .string), PageField("timezone", .string),
        PageField("created_at", .string), PageField("last_login_time", .string), PageField("group_ids", .json),
    ]

    init(_ row: PageFields) throws {
        id = try row.text(0)
        email = Email.normalized(try row.text(1))
        firstName = try row.text(2)
        lastName = try row.text(3)
        displayName = try row.text(4)
        type = try row.int(5)
        status = try row.text(6)
        department = try row.text(7)
        timeZone = try row.text(8)
        created = try row.moment(9)
        lastLogin = try row.moment(10)
        groups = try row.json(11)?.array?.compactMap(\.string) ?? []
    }

    /// A host of whom only the address is known: Zoom takes it in place of the id.
    init(email: String) {
        self.init(id: "", email: email)
    }

    /// A host of whom only id and address are known.
    init(id: String, email: String) {
        self.init(JSONValue.object(["id": .string(id), "email": .string(email)]))
    }

    /// A user as `GET /users/{userId}` gives it.
    init(_ value: JSONValue) {
        func text(_ key: String) -> String { value[key]?.string ?? "" }
        id = text("id")
        email = Email.normalized(text("email"))
        firstName = text("first_name")
        lastName = text("last_name")
        displayName = text("display_name")
        type = value["type"]?.int
        status = text("status")
        department = text("dept")
        timeZone = text("timezone")
        created = Timestamp(rfc3339: text("created_at"))
        lastLogin = Timestamp(rfc3339: text("last_login_time"))
        groups = value["group_ids"]?.array?.compactMap(\.string) ?? []
    }

    /// What stands for the user in paths.
    var key: String { id.isEmpty ? email : id }
}
