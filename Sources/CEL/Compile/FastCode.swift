/// Calls whose operand types are known, without boxing.
enum FastCode {
    /// Code for a call, or nil when there is only the general way.
    static func call(_ name: String, _ arguments: [Typed], _ codes: [Code], _ node: Typed) -> Code? {
        nil
    }
}
