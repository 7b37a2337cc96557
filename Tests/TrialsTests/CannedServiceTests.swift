import HTTP
import JSON
import Testing
import YAML

@testable import Planning
@testable import Trials

@Suite struct CannedServiceTests {
    private func service(_ answers: [(String, [JSONValue])]) -> CannedService {
        let span = SourceText(name: "a.yaml", text: "").span(from: 0, to: 0)
        return CannedService(
            answers.map { CannedAnswer(method: "GET", path: $0.0, bodies: $0.1, span: span) },
            bases: ["https://api.zoom.us/v2"]
        )
    }

    private func body(_ url: String, of service: CannedService) async throws -> String {
        String(decoding: try await service.send(HTTPRequest(.get, url)).body, as: UTF8.self)
    }

    @Test func `pages come one after the other, the last one again and again`() async throws {
        let service = service([("/users", [1, 2])])
        var bodies: [String] = []
        for _ in 0..<3 { bodies.append(try await body("https://api.zoom.us/v2/users?page_size=300", of: service)) }
        #expect(bodies == ["1", "2", "2"])
    }

    @Test(arguments: ["/past_meetings/*/participants", "/past_meetings/aBc==/participants"])
    func `an id is found however it is encoded`(path: String) async throws {
        let service = service([(path, [7])])
        for id in ["aBc%3D%3D", "aBc%253D%253D", "aBc=="] {
            #expect(try await body("https://api.zoom.us/v2/past_meetings/\(id)/participants", of: service) == "7")
        }
        #expect(service.unanswered.isEmpty)
    }

    @Test func `what has no answer is named once, without the base address`() async throws {
        let service = service([])
        for _ in 0..<2 {
            #expect(try await service.send(HTTPRequest(.get, "https://api.zoom.us/v2/users?a=b")).status == 404)
        }
        #expect(service.unanswered == ["GET /users"])
        #expect(try await service.send(HTTPRequest(.post, "https://zoom.us/oauth/token")).status == 200)
    }
}
