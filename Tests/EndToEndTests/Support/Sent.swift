import Foundation
import JSON
import Sandbox

/// What Brevo took in that can't be taken back.
extension Stage {
    /// How often each person got each event: `zoom_attended ben@people.test` → 1.
    var events: [String: Int] {
        counts("events", "events") { event in
            guard let name = event["event_name"]?.string, let email = event["identifiers"]?["email_id"]?.string else {
                return []
            }
            return ["\(name) \(email)"]
        }
    }

    /// How often each person got each mail: `1 ben@people.test` → 1.
    var mails: [String: Int] {
        counts("mails", "mails") { mail in
            let people = mail["to"]?.array?.compactMap(\.string) ?? []
            return people.map { "\(mail["templateId"]?.int ?? 0) \($0)" }
        }
    }

    /// The rows of an inspection.
    func inspected(_ path: String, _ key: String) -> [JSONValue] {
        (try? JSONValue.parse(world.inspect(path)))?[key]?.array ?? []
    }

    private func counts(_ path: String, _ key: String, _ names: (JSONValue) -> [String]) -> [String: Int] {
        inspected(path, key).flatMap(names).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// Writes a file of pipelines, with both connectors.
    func file(_ pipelines: String, lists: String = "") throws -> String {
        let text = """
            connectors:
              zoom:
                account_id: "${ZOOM_ACCOUNT_ID}"
                client_id: "${ZOOM_CLIENT_ID}"
                client_secret: "${ZOOM_CLIENT_SECRET}"
            pipelines:
            \(pipelines)
            """
        let path = folder.appendingPathComponent("pipelines-\(UUID().uuidString).yaml").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// Runs `pipeline deliveries …` on the state.
    func deliveries(_ arguments: String...) async throws -> (status: Int32, json: JSONValue, text: String) {
        let state = folder.appendingPathComponent("state.db").path
        let ended = try await Tool.run(["deliveries"] + arguments + ["--json", "--state", state])
        return (ended.status, (try? JSONValue.parse(ended.output)) ?? .null, ended.output + ended.errors)
    }

    /// What is in doubt: `zoom_attended ben@people.test`, `1 ben@people.test`.
    func inDoubt() async throws -> Set<String> {
        let rows = try await deliveries("in-doubt", "--reveal", "--limit", "10000").json["result"]?.array ?? []
        return Set(
            rows.compactMap { row in
                guard let name = row["name"]?.string, let email = row["email"]?.string else { return nil }
                return "\(name.split(separator: " ").last ?? "") \(email)"
            }
        )
    }
}
