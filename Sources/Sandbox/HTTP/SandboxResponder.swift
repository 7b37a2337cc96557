import HTTPTypes
import Hummingbird
import NIOCore
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Turns HTTP requests into calls and outcomes into answers, broken ones included.
struct SandboxResponder: HTTPResponder {
    /// The connection a request came by, which faults cut.
    struct Connection: InitializableFromSource {
        let channel: any Channel

        init(source: ApplicationRequestContextSource) {
            channel = source.channel
        }
    }

    private static let apiKey = HTTPField.Name("api-key")
    private static let largestBody = 16 * 1024 * 1024

    let world: SandboxWorld

    func respond(to request: Request, context: Connection) async throws -> Response {
        let bytes: [UInt8]
        do {
            bytes = Array(try await request.body.collect(upTo: Self.largestBody).readableBytesView)
        } catch {
            return Response(status: .contentTooLarge)
        }
        let call = call(for: request, bytes)
        let outcome = world.answer(call)
        if outcome.isSlow { try await Task.sleep(for: world.slowDelay) }
        switch outcome.delivery {
        case .whole:
            return response(outcome.reply, body: ResponseBody(byteBuffer: ByteBuffer(bytes: outcome.reply.bytes)))
        case .truncated: return truncated(outcome.reply, context.channel)
        case .reset:
            await reset(context.channel)
            return Response(status: .internalServerError)
        }
    }

    private func call(for request: Request, _ bytes: [UInt8]) -> Call {
        let target = request.head.path ?? "/"
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var call = Call(
            method: request.head.method.rawValue,
            rawPath: String(halves.first ?? "/"),
            now: world.now,
            origin: "http://\(request.head.authority ?? "127.0.0.1")"
        )
        if halves.count > 1 { call.query = Percent.pairs(halves[1]) ?? [("%", "broken escape")] }
        call.authorization = request.headers[.authorization]
        call.apiKey = Self.apiKey.flatMap { request.headers[$0] }
        call.contentType = request.headers[.contentType]
        call.bytes = bytes
        return call
    }

    private func response(_ reply: Reply, body: ResponseBody) -> Response {
        var headers = HTTPFields()
        if let type = reply.contentType { headers[.contentType] = type }
        for (name, value) in reply.headers {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        let status = HTTPResponse.Status(code: reply.status)
        // A 204 has neither body nor length (RFC 9110 §8.6).
        guard reply.status != 204 else { return Response(status: status, headers: headers) }
        headers[.contentLength] = String(reply.bytes.count)
        return Response(status: status, headers: headers, body: body)
    }

    /// Announces the whole length, sends half of it and closes.
    private func truncated(_ reply: Reply, _ channel: any Channel) -> Response {
        let half = ByteBuffer(bytes: reply.bytes.prefix(reply.bytes.count / 2))
        return response(
            reply,
            body: ResponseBody(contentLength: reply.bytes.count) { writer in
                try await writer.write(half)
                try await channel.close()
                throw CutShort()
            }
        )
    }

    /// Closes with a zero linger time, so the kernel sends RST instead of FIN.
    private func reset(_ channel: any Channel) async {
        do {
            if let socket = channel as? any SocketOptionProvider {
                try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
            }
            try await channel.close()
        } catch {
            // The client is gone already, which is as good.
        }
    }

    private struct CutShort: Error {}
}
