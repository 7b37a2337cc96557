import Foundation
import JSON
import Sandbox

/// What `pipeline plan --format json --reveal` said.
struct Planned {
    let ended: Tool.Ended
    let json: JSONValue

    init(_ ended: Tool.Ended) {
        self.ended = ended
        json = (try? JSONValue.parse(ended.output)) ?? .null
    }

    var status: Int32 { ended.status }

    /// What went wrong, for a test's message.
    var words: String { ended.output + ended.errors }

    /// A number of the summary.
    func count(_ name: String) -> Int? { json["result"]?["summary"]?[name]?.int }

    /// The contacts that it would change, as they would be afterwards.
    struct Contact: Equatable {
        var action: String
        var old: [String: String]
        var new: [String: String]
        var lists: Set<Int>
    }

    /// What it would change, by email.
    var changes: [String: Contact] {
        var result: [String: Contact] = [:]
        for contact in json["result"]?["contacts"]?.array ?? [] {
            guard let email = contact["email"]?.string, let action = contact["action"]?.string,
                action == "create" || action == "update"
            else { continue }
            let attributes = contact["attributes"]?.object?.members ?? []
            result[email] = Contact(
                action: action,
                old: Self.texts(attributes.compactMap { name, both in both["old"].map { (name, $0) } }),
                new: Self.texts(attributes.compactMap { name, both in both["new"].map { (name, $0) } }),
                lists: Set((contact["lists"]?.array ?? []).compactMap(\.int))
            )
        }
        return result
    }

    private static func texts(_ values: [(String, JSONValue)]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: values.filter { !$0.1.isNull }.map { ($0.0, $0.1.description) })
    }

    /// What happened between two moments, in the same form.
    static func difference(
        _ before: [String: Stage.Contact],
        _ after: [String: Stage.Contact]
    ) -> [String: Contact] {
        var result: [String: Contact] = [:]
        for (email, contact) in after {
            let old = before[email]
            let names = contact.attributes.keys.filter {
                $0 != "EMAIL" && old?.attributes[$0] != contact.attributes[$0]
            }
            let lists = contact.lists.subtracting(old?.lists ?? [])
            guard old == nil || !names.isEmpty || !lists.isEmpty else { continue }
            result[email] = Contact(
                action: old == nil ? "create" : "update",
                old: texts(names.compactMap { name in old?.attributes[name].map { (name, $0.json) } }),
                new: texts(names.compactMap { name in contact.attributes[name].map { (name, $0.json) } }),
                lists: lists
            )
        }
        return result
    }
}

extension SandboxContact.Value {
    fileprivate var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .number(let number): Int(exactly: number).map(JSONValue.int) ?? .double(number)
        case .boolean(let flag): .bool(flag)
        case .texts(let texts): .array(texts.map { .string($0) })
        }
    }
}

extension Stage {
    /// Runs another command with this stage's state and services.
    func tool(
        _ command: String,
        _ arguments: [String],
        with secrets: [String: String] = [:],
        limits: Bool = false
    ) async throws -> Tool.Ended {
        try await Tool.run(
            [command] + arguments + ["--state", folder.appendingPathComponent("state.db").path],
            environment: Self.environment.merging(secrets) { _, given in given },
            in: folder
        )
    }

    /// Runs `pipeline plan` to its end.
    func plan(
        _ file: String = compactFile,
        _ more: [String] = ["--format", "json", "--reveal"],
        limits: Bool = false
    ) async throws -> Planned {
        Planned(try await tool("plan", [file] + services(limits: limits) + more))
    }
}
