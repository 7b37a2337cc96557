import JSON
import Sandbox

/// Makes the simulated Brevo a lived-in place before the demo: somebody has unsubscribed, somebody is blocklisted.
enum DemoPeople {
    /// Picks people who were in meetings and webinars, so that the demo meets them.
    static func prepare(_ world: SandboxWorld) throws {
        let instances = try JSONValue.parse(world.inspect("world"))
        let meetings = try emails(in: "meeting", of: instances, world)
        let webinars = try emails(in: "webinar", of: instances, world)
        for email in meetings.prefix(2) { change(world, email, ("emailBlacklisted", true)) }
        for email in webinars.filter({ !meetings.prefix(2).contains($0) }).prefix(1) {
            change(world, email, ("unsubscribe", [16]))
        }
        world.change("reset")
    }

    private static func change(_ world: SandboxWorld, _ email: String, _ member: JSONObject.Member) {
        world.change("contacts", JSONValue.object(JSONObject([("email", .string(email)), member])).description)
    }

    private static func emails(in family: String, of world: JSONValue, _ sandbox: SandboxWorld) throws -> [String] {
        for session in world["sessions"]?.array ?? [] where session["family"]?.string == family {
            for instance in session["instances"]?.array ?? [] {
                guard let uuid = instance["uuid"]?.string else { continue }
                let query = uuid.replacing("%", with: "%25").replacing("+", with: "%2B").replacing("/", with: "%2F")
                    .replacing("=", with: "%3D")
                let people = try JSONValue.parse(sandbox.inspect("attendance?uuid=\(query)"))["people"]?.array ?? []
                let found = people.filter { $0["was_admitted"]?.bool == true }
                    .compactMap { $0["emails"]?.array?.compactMap(\.string).first { $0.contains("@") } }
                    .map { $0.trimmingSpaces.lowercased() }
                if found.count > 3 { return found }
            }
        }
        return []
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
