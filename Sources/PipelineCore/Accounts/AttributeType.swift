import CEL

/// The type of a contact attribute in the service that contacts are delivered to.
package enum AttributeType: Sendable, Hashable {
    case text
    /// Whole numbers too: services have no type of their own for them.
    case number
    case boolean
    /// A day without a time.
    case date
    /// One of some labels, which Brevo gives back as their numbers.
    case category(labels: [Int: String])
    /// Some of these options; nil when the service doesn't say which there are.
    case multipleChoice(options: Set<String>?)
    /// A phone number, which no two contacts may share.
    case phone
    /// What the service fills in itself: `calculated`, `global`, `transactional`, `user`.
    case fixed(String)

    /// As people know it.
    package var noun: String {
        switch self {
        case .text: "text"
        case .number: "number"
        case .boolean: "boolean"
        case .date: "date"
        case .category: "category"
        case .multipleChoice: "multiple-choice"
        case .phone: "phone number"
        case .fixed(let kind): kind
        }
    }

    /// As Brevo writes it: `float`.
    package var word: String {
        switch self {
        case .number: "float"
        case .phone: "phone"
        default: noun
        }
    }

    /// Whether values of a mapped type can become values of this one.
    package func accepts(_ mapped: ValueType) -> Bool {
        switch (self, mapped.unwrapped) {
        case (.fixed, _): false
        case (_, .dyn), (_, .null): true
        case (.text, .string), (.text, .timestamp), (.phone, .string), (.category, .string): true
        case (.number, .int), (.number, .uint), (.number, .double): true
        case (.boolean, .bool), (.date, .timestamp): true
        case (.multipleChoice, .list(let element)): element.unwrapped == .string || element == .dyn
        default: false
        }
    }

    /// The type in which an attribute for such values is created, as Brevo writes it; nil when there is none.
    package static func created(for mapped: ValueType) -> String? {
        switch mapped.unwrapped {
        case .string: "text"
        case .int, .uint, .double: "float"
        case .bool: "boolean"
        case .timestamp: "date"
        case .list(let element) where element.unwrapped == .string: "multiple-choice"
        default: nil
        }
    }

    /// What to write around an expression of a type that isn't accepted, `…` standing for it; nil when nothing helps.
    package func conversion(of mapped: ValueType) -> String? {
        switch (self, mapped.unwrapped) {
        case (.text, .int), (.text, .uint), (.text, .double), (.text, .bool), (.phone, .int), (.phone, .uint):
            "string(…)"
        case (.number, .string): "double(…)"
        case (.date, .string): "timestamp(…)"
        case (.multipleChoice, .string): "[…]"
        default: nil
        }
    }
}
