/// What an account of a service has that a configuration can be checked against. Holds nothing about people.
package struct Inventory: Sendable, Hashable {
    /// The contact attributes, by name.
    package let attributes: [Attribute]

    /// The lists, by id.
    package let lists: [List]

    /// The email templates, by id.
    package let templates: [Template]

    private let types: [String: AttributeType]
    private let listIds: Set<Int>

    /// Makes an inventory; of attributes with one name, letter case aside, the first counts.
    package init(attributes: [Attribute], lists: [List], templates: [Template]) {
        types = Dictionary(attributes.map { ($0.name.uppercased(), $0.type) }, uniquingKeysWith: { first, _ in first })
        listIds = Set(lists.map(\.id))
        self.attributes = attributes.sorted { $0.name < $1.name }
        self.lists = lists.sorted { $0.id < $1.id }
        self.templates = templates.sorted { $0.id < $1.id }
    }

    /// A contact attribute.
    package struct Attribute: Sendable, Hashable {
        /// Its name, in capitals.
        package let name: String

        /// What it holds.
        package let type: AttributeType

        /// Makes an attribute.
        package init(_ name: String, _ type: AttributeType) {
            self.name = name
            self.type = type
        }
    }

    /// A list of contacts.
    package struct List: Sendable, Hashable {
        /// Its number.
        package let id: Int

        /// Its name; several lists may have one.
        package let name: String

        /// Makes a list.
        package init(_ id: Int, _ name: String) {
            self.id = id
            self.name = name
        }
    }

    /// An email template.
    package struct Template: Sendable, Hashable {
        /// Its number.
        package let id: Int

        /// Its name.
        package let name: String

        /// Whether mails can be sent with it.
        package let isActive: Bool

        /// Makes a template.
        package init(_ id: Int, _ name: String, isActive: Bool) {
            self.id = id
            self.name = name
            self.isActive = isActive
        }
    }

    /// The type of the attribute called `name`, letter case aside.
    package func attribute(_ name: String) -> AttributeType? { types[name.uppercased()] }

    /// Whether there is a list with this id.
    package func hasList(_ id: Int) -> Bool { listIds.contains(id) }
}
