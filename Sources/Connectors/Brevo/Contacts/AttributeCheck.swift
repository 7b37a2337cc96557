internal import CEL
internal import PipelineCore

/// Compares the attributes that pipelines map with those the account has; pure.
struct AttributeCheck: Sendable {
    /// What is wrong.
    private(set) var findings: [PreflightFinding] = []

    /// Attributes to create, with the type in Brevo's words.
    private(set) var missing: [Missing] = []

    /// An attribute to create.
    struct Missing: Sendable, Hashable {
        let name: String
        /// `text`, `float`, `date`, `boolean`, `multiple-choice` (`POST /contacts/attributes/normal/{attributeName}`).
        let type: String
        let pipelines: [String]

        func prerequisite(isCreated: Bool) -> Prerequisite {
            Prerequisite(.attribute, name, type: type, isCreated: isCreated, pipelines: pipelines)
        }
    }

    init(_ needs: [DestinationNeeds.AttributeNeed], table: AttributeTable) {
        let byName = Dictionary(grouping: needs) { $0.name.uppercased() }
        for (name, needs) in byName.sorted(by: { $0.key < $1.key }) {
            if let type = table[name] {
                check(name, needs, against: type)
            } else {
                note(missing: name, needs, table)
            }
        }
    }

    private mutating func check(_ name: String, _ needs: [DestinationNeeds.AttributeNeed], against type: AttributeType)
    {
        if case .fixed(let kind) = type {
            findings.append(
                PreflightFinding(
                    isError: true,
                    code: "attribute-not-writable",
                    message: "the attribute `\(name)` is of the kind `\(kind)`, which Brevo fills in itself; "
                        + "\(Self.pipelines(needs)) it",
                    remedy: "Map another attribute."
                )
            )
            return
        }
        for (mapped, needs) in Self.byType(needs) where !type.accepts(mapped) {
            findings.append(
                PreflightFinding(
                    isError: true,
                    code: "attribute-type",
                    message: "the attribute `\(name)` is a \(type.noun) in the Brevo account, but "
                        + "\(Self.pipelines(needs)) a value of type `\(mapped)` to it",
                    remedy: Self.remedy(name, mapped, type)
                )
            )
        }
        if type == .phone { noteThatItIsShared(name, needs) }
    }

    private mutating func noteThatItIsShared(_ name: String, _ needs: [DestinationNeeds.AttributeNeed]) {
        findings.append(
            PreflightFinding(
                isError: false,
                code: "phone-attribute",
                message:
                    "\(Self.pipelines(needs)) a phone number to `\(name)`: where another contact has the same number, or Brevo "
                    + "refuses it, the contact is written without it",
                remedy: "Numbers need a country code. Contacts with a number go one by one, not by import."
            )
        )
    }

    private mutating func note(missing name: String, _ needs: [DestinationNeeds.AttributeNeed], _ table: AttributeTable)
    {
        let wanted = Set(needs.compactMap { AttributeType.created(for: $0.type.unwrapped) })
        guard wanted.count == 1, let type = wanted.first else {
            let types = Self.byType(needs).map { "`\($0.0)` in `\($0.1.map(\.pipeline).joined(separator: "`, `"))`" }
            findings.append(
                PreflightFinding(
                    isError: true,
                    code: "conflicting-types",
                    message:
                        "the attribute `\(name)` doesn't exist in the Brevo account, and its values have no common type: "
                        + types.joined(separator: ", "),
                    remedy: "Map values of one type to it, or use an attribute for each."
                )
            )
            return
        }
        missing.append(Missing(name: name, type: type, pipelines: Self.names(needs)))
    }

    /// A finding for each attribute that is missing and isn't created.
    static func finding(_ missing: Missing, table: AttributeTable) -> PreflightFinding {
        var remedy =
            "Create it in Brevo (Contacts › Settings › Contact attributes) with the type `\(missing.type)`, or let "
            + "`--create-attributes` do it."
        if ["FIRSTNAME", "LASTNAME"].contains(missing.name) {
            // Their names depend on the account's language (BREVO.md §5.2).
            let texts = table.types.filter { $0.value == .text }.keys.sorted().prefix(8)
            if !texts.isEmpty {
                remedy +=
                    " An account in another language has its own name for it; this one has the text attributes "
                    + texts.map { "`\($0)`" }.joined(separator: ", ") + "."
            }
        }
        return PreflightFinding(
            isError: true,
            code: "missing-attribute",
            message:
                "the attribute `\(missing.name)` doesn't exist in the Brevo account, which would ignore it without a word; "
                + "\(list(missing.pipelines)) it",
            remedy: remedy,
            prerequisite: missing.prerequisite(isCreated: false)
        )
    }

    /// What is said of an attribute that a run will create.
    static func toCreate(_ missing: Missing) -> PreflightFinding {
        PreflightFinding(
            isError: false,
            code: "attribute-to-create",
            message:
                "the attribute `\(missing.name)` will be created with the type `\(missing.type)`; "
                + "\(list(missing.pipelines)) it",
            prerequisite: missing.prerequisite(isCreated: true)
        )
    }

    /// What is said of an attribute that was created.
    static func created(_ missing: Missing) -> PreflightFinding {
        PreflightFinding(
            isError: false,
            code: "attribute-created",
            message:
                "created the attribute `\(missing.name)` with the type `\(missing.type)`; \(list(missing.pipelines)) it",
            remedy: missing.type == "multiple-choice"
                ? "Add its options in Brevo: values that are no option are refused." : nil
        )
    }

    private static func remedy(_ name: String, _ mapped: ValueType, _ type: AttributeType) -> String {
        let other = "map it to an attribute of the type `\(AttributeType.created(for: mapped) ?? "text")`"
        if let conversion = type.conversion(of: mapped) {
            return "Write `\(conversion)` around the expression, or \(other)."
        }
        if type == .boolean, mapped == .string { return "Map a comparison (`… == \"yes\"`), or \(other)." }
        return "\(other.prefix(1).uppercased())\(other.dropFirst())."
    }

    private static func byType(
        _ needs: [DestinationNeeds.AttributeNeed]
    ) -> [(ValueType, [DestinationNeeds.AttributeNeed])] {
        Dictionary(grouping: needs) { $0.type.unwrapped }.sorted { $0.key.description < $1.key.description }
    }

    private static func names(_ needs: [DestinationNeeds.AttributeNeed]) -> [String] {
        Set(needs.map(\.pipeline)).sorted()
    }

    private static func pipelines(_ needs: [DestinationNeeds.AttributeNeed]) -> String { list(names(needs)) }

    /// `a`, `b` map
    static func list(_ pipelines: [String]) -> String {
        pipelines.map { "`\($0)`" }.joined(separator: ", ") + (pipelines.count == 1 ? " maps" : " map")
    }
}
