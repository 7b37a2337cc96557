import JSON
import Sandbox

/// What the simulated Brevo holds after the run, list by list, with an example of each.
struct DemoLists {
    let world: SandboxWorld
    let style: Style

    var text: String {
        let lists = (try? JSONValue.parse(world.inspect("lists")))?["lists"]?.array ?? []
        var table = TextTable(["list", "contacts"])
        var examples: [String] = []
        var shown: Set<String> = []
        for list in lists {
            guard let id = list["id"]?.int, let name = list["name"]?.string, let members = world.members(ofList: id),
                !members.isEmpty
            else { continue }
            table.add(["\(id) “\(name)”", NumberText.grouped(members.count)])
            // A different person for each list.
            if let email = members.first(where: { shown.insert($0).inserted }), let contact = world.contact(email) {
                examples.append(example(contact, of: id))
            }
        }
        return (table.lines(style) + [""] + examples).joined(separator: "\n")
    }

    private func example(_ contact: SandboxContact, of list: Int) -> String {
        let attributes = contact.attributes.sorted { $0.key < $1.key }.map { name, value in
            "\(name) \(Self.text(value))"
        }
        return style.dim("  one of list \(list): ") + "\(contact.email ?? "")  "
            + style.dim(attributes.joined(separator: ", "))
    }

    private static func text(_ value: SandboxContact.Value) -> String {
        switch value {
        case .text(let text): "“\(text)”"
        case .number(let number): number == number.rounded() ? "\(Int(number))" : "\(number)"
        case .boolean(let truth): "\(truth)"
        case .texts(let texts): texts.joined(separator: ", ")
        }
    }
}
