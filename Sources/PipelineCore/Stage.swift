package import CEL

/// Keeps the records for which an expression is true.
package struct Filter: Sendable {
    /// The expression as written.
    package let text: String

    /// The compiled expression, over the slots of the stage's input layout.
    package let program: Program

    /// Makes a filter.
    package init(text: String, program: Program) {
        self.text = text
        self.program = program
    }
}

/// Makes one row out of each record: an expression for each column.
package struct Map: Sendable {
    /// The columns in the order of the file.
    package let columns: [Column]

    /// Makes a map.
    package init(columns: [Column]) {
        self.columns = columns
    }

    /// One column: what it is called, and the expression that gives its value.
    package struct Column: Sendable {
        /// The column's name: `email`, or the sink's attribute.
        package let name: String

        /// The expression as written.
        package let text: String

        /// The compiled expression, over the slots of the stage's input layout.
        package let program: Program

        /// When the sink's attribute is written.
        package let write: WriteMode

        /// Makes a column.
        package init(name: String, text: String, program: Program, write: WriteMode = .always) {
            self.name = name
            self.text = text
            self.program = program
            self.write = write
        }
    }
}

/// When a mapped attribute is written.
package enum WriteMode: String, Sendable, Hashable, CaseIterable {
    /// Whenever a newer value is there.
    case always

    /// Only where the sink has no value yet (a display name shouldn't replace a good first name).
    case ifEmpty = "if_empty"
}

/// One step between source and sink.
package enum Stage: Sendable {
    case filter(Filter)
    case map(Map)
}

/// What a pipeline hands to its sink: the last map's columns, or the record's own fields.
package struct Row: Sendable, Hashable {
    /// One value for each of the pipeline's output columns.
    package var values: [Value]

    /// The moment of the record it was made from.
    package var moment: Moment

    /// Where the record came from, for people.
    package var origin: String

    /// Makes a row.
    package init(values: [Value], moment: Moment, origin: String = "") {
        self.values = values
        self.moment = moment
        self.origin = origin
    }
}

/// A column of the rows that a sink gets.
package struct RowColumn: Sendable, Hashable {
    /// The name: `email`, or the sink's attribute.
    package let name: String

    /// The values' type.
    package let type: ValueType

    /// When the attribute is written.
    package let write: WriteMode

    /// Makes a column.
    package init(name: String, type: ValueType, write: WriteMode = .always) {
        self.name = name
        self.type = type
        self.write = write
    }
}
