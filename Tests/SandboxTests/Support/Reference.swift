import Foundation

@testable import Sandbox

/// The official definitions, kept outside the package: at `PIPELINE_REFERENCE`, else `../shared/reference` beside it.
struct Reference: Sendable {
    let document: WireValue

    private static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["PIPELINE_REFERENCE"] { return URL(fileURLWithPath: path) }
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return package.deletingLastPathComponent().appendingPathComponent("shared/reference")
    }()

    static let isPresent = FileManager.default.fileExists(
        atPath: folder.appendingPathComponent("zoom/zoom-openapi.json").path
    )

    static let absence = "the official definitions are not at \(folder.path); set PIPELINE_REFERENCE to their folder"

    static let zoom = Result { try Reference("zoom/zoom-openapi.json") }
    static let brevo = Result { try Reference("brevo/brevo-openapi.json") }
    /// Brevo's newer definition, as its Python SDK 5.1.0 has it.
    static let brevoSDK = Result { try Reference("brevo/brevo-sdk-5.1.0-schemas.json") }

    private init(_ name: String) throws {
        document = try WireParser.parse(Array(try Data(contentsOf: Self.folder.appendingPathComponent(name))))
    }

    /// The definition of an operation, `GET /users/{userId}`.
    func operation(_ operation: APIOperation) -> WireValue? {
        let path = document["paths"]?[operation.path]
        return path?[operation.method.lowercased()]
    }

    /// The parameters of one place (`query` or `path`), references followed.
    func parameters(_ operation: APIOperation, in place: String) -> [WireValue] {
        let shared = document["paths"]?[operation.path]?["parameters"]?.elements ?? []
        let own = self.operation(operation)?["parameters"]?.elements ?? []
        return (shared + own).map { resolved($0) }.filter { $0["in"]?.string == place }
    }

    /// The schema of a JSON answer.
    func schema(_ operation: APIOperation, status: Int) -> WireValue? {
        let response = self.operation(operation)?["responses"]?[String(status)].map { resolved($0) }
        let content = response?["content"]
        return (content?["application/json"] ?? content?.members?.first?.value)?["schema"]
    }

    /// The schema of the request body.
    func body(_ operation: APIOperation) -> WireValue? {
        let body = self.operation(operation)?["requestBody"].map { resolved($0) }
        let schema = body?["content"]?["application/json"]?["schema"]
        return schema.map { resolved($0) }
    }

    /// Follows `$ref` until there is none.
    func resolved(_ value: WireValue) -> WireValue {
        guard let reference = value["$ref"]?.string else { return value }
        var found: WireValue? = document
        for part in reference.split(separator: "/").dropFirst() {
            let name = part.replacing("~1", with: "/").replacing("~0", with: "~")
            found = found?[name.removingPercentEncoding ?? String(name)]
        }
        return found.map { resolved($0) } ?? .null
    }
}
