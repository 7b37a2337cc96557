import Testing

@testable import Sandbox

@Suite struct RoutesTests {
    @Test func `every operation is reached by its own path, literal segments before parameters`() throws {
        func check<Service>(_ routes: Routes<Service>, _ operations: [APIOperation]) {
            for operation in operations {
                let segments = operation.path.split(separator: "/").map { $0.hasPrefix("{") ? "1" : $0 }
                guard case .found(let endpoint, _) = routes.match(operation.method, segments) else {
                    Issue.record("\(operation.name) isn't reached")
                    continue
                }
                #expect(endpoint.operation.name == operation.name)
            }
        }
        check(ZoomService.routes, Operations.zoom)
        check(BrevoService.routes, Operations.brevo)
    }

    @Test func `a known path with another method is told from an unknown path`() {
        guard case .otherMethod = BrevoService.routes.match("PATCH", ["contacts"]) else {
            Issue.record("PATCH /contacts is no other method")
            return
        }
        guard case .unknown = BrevoService.routes.match("GET", ["contact"]) else {
            Issue.record("GET /contact is not unknown")
            return
        }
    }
}
