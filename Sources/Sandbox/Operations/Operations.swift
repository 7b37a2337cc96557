/// The operations of both services the sandbox knows: one table for routing, strict checks and the tests against
/// the official definitions.
enum Operations {
    /// Zoom's, relative to `/v2`.
    static let zoom: [APIOperation] = ZoomService.endpoints.map(\.operation)
    /// Brevo's, relative to `/v3`.
    static let brevo: [APIOperation] = BrevoService.endpoints.map(\.operation)
}
