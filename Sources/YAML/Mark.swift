/// A place between two characters of a text.
package struct Mark: Sendable, Hashable, Comparable {
    /// UTF-8 code units before it, from 0; a byte order mark counts.
    package let offset: Int

    /// Its line, from 1.
    package let line: Int

    /// Its column, from 1, counted in Unicode scalars; a byte order mark has none.
    package let column: Int

    /// Makes a mark; the three numbers must agree with each other.
    package init(offset: Int, line: Int, column: Int) {
        self.offset = offset
        self.line = line
        self.column = column
    }

    /// The start of every text.
    package static let start = Mark(offset: 0, line: 1, column: 1)

    package static func < (left: Mark, right: Mark) -> Bool { left.offset < right.offset }
}

extension Mark: CustomStringConvertible {
    /// `14:31`, as compilers write it.
    package var description: String { "\(line):\(column)" }
}
