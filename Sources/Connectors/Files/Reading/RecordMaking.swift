internal import CEL
internal import PipelineCore

/// Makes records of a file's rows.
struct RecordMaking: Sendable {
    /// The fields to read: those that the pipeline uses, and the moment.
    let fields: [(name: String, type: FieldType, slot: Int?)]
    let slotCount: Int
    let path: String

    init(_ declared: DeclaredFields, layout: RecordLayout, path: String) {
        fields = declared.fields.compactMap { name, type in
            let slot = layout.slot(name)
            let isMoment = name == DeclaredFields.moment && type == .timestamp
            return slot != nil || isMoment ? (name, type, slot) : nil
        }
        slotCount = layout.fields.count
        self.path = path
    }

    /// Makes one record; what a later line says of the same moment counts more.
    ///
    /// - Parameter value: The value of the field at a place in ``fields``; nil when it isn't of its type.
    /// - Throws: ``MalformedField``.
    func record(
        line: Int,
        modified: Timestamp,
        _ value: (Int) throws(MalformedField) -> Value?
    ) throws(MalformedField) -> Record {
        var slots = Array(repeating: Value.null, count: slotCount)
        var asOf = modified
        for place in fields.indices {
            let field = fields[place]
            guard let value = try value(place) else {
                throw MalformedField(problem: "`\(field.name)` is no \(field.type.noun)")
            }
            if let slot = field.slot { slots[slot] = value }
            if field.name == DeclaredFields.moment, case .timestamp(let moment) = value { asOf = moment }
        }
        let order = String(line)
        let instance = String(repeating: "0", count: max(0, 12 - order.count)) + order
        return Record(slots: slots, moment: Moment(asOf: asOf, instance: instance), origin: "\(path), line \(line)")
    }
}

/// Why a row can't become a record, without the value.
struct MalformedField: Error, Sendable, Hashable {
    let problem: String
}
