/// A name that an expression can use, and where its value is found.
package struct Variable: Sendable, Hashable {
    /// The name as written; it may have points (`a.b`).
    package let name: String

    /// The type of its values.
    package let type: ValueType

    /// Its position in the slots given to ``Program/evaluate(_:)``.
    package let slot: Int

    /// The only values it ever has, when they are known.
    package let domain: [Value]?

    /// One line that says what it is.
    package let doc: String

    /// Declares a variable.
    package init(name: String, type: ValueType, slot: Int, domain: [Value]? = nil, doc: String = "") {
        self.name = name
        self.type = type
        self.slot = slot
        self.domain = domain
        self.doc = doc
    }
}

/// What expressions are checked against: the names they can use and how strict the check is.
package struct Environment: Sendable {
    /// How much is checked before an expression runs.
    package enum Checking: Sendable, Hashable {
        /// Nothing but the syntax: types and names are found out while it runs.
        case none

        /// Names and types, as cel-spec's type checker does.
        case types

        /// Also what surely isn't meant: unguarded nulls, conditions that never change, comparisons that can't hold.
        case full
    }

    /// The names that expressions can use.
    package let variables: [Variable]

    /// The namespace in which names are looked up first, and then in each one around it; usually empty.
    package let container: String

    /// What an expression may cost.
    package let limits: Limits

    /// How much is checked.
    package let checking: Checking

    /// How much it matters when a value that may be null is used where null is an error.
    package let unguardedNull: Finding.Severity

    private let byName: [BytewiseText: Variable]

    /// Makes an environment with the standard functions and all extensions.
    package init(
        variables: [Variable],
        container: String = "",
        limits: Limits = Limits(),
        checking: Checking = .full,
        unguardedNull: Finding.Severity = .error
    ) {
        self.variables = variables
        self.container = container
        self.limits = limits
        self.checking = checking
        self.unguardedNull = unguardedNull
        byName = Dictionary(
            variables.map { (BytewiseText($0.name), $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The variable with exactly this name.
    func variable(_ name: String) -> Variable? { byName[BytewiseText(name)] }

    /// The names that `name` may stand for, the most specific first: in container `a.b` these are `a.b.x`, `a.x`, `x`.
    func candidates(_ name: String) -> [String] {
        guard !container.isEmpty else { return [name] }
        var result: [String] = []
        var scope = Substring(container)
        while !scope.isEmpty {
            result.append("\(scope).\(name)")
            scope = scope.lastIndex(of: ".").map { scope[..<$0] } ?? ""
        }
        return result + [name]
    }
}
