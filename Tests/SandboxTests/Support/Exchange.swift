import Foundation

@testable import Sandbox

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One HTTP exchange over a socket of its own, so that broken answers can be looked at byte by byte.
struct Exchange {
    /// What came back; `status` 0 when nothing did.
    struct Answer {
        var status = 0
        var headers: [String: String] = [:]
        var body: [UInt8] = []
        /// The errno of a failed read, 0 after an orderly end.
        var readError: Int32 = 0

        var isWhole: Bool {
            headers["content-length"].map { Int($0) == body.count } ?? (status == 204)
        }

        var json: WireValue {
            (try? WireParser.parse(body)) ?? .null
        }
    }

    struct Failure: Error {
        var call: String
        var code: Int32
    }

    /// Runs on a thread of its own: a blocking read must not hold a worker the server's tasks need.
    static func run(port: Int, _ request: String, body: [UInt8]) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try block(port: port, request, body: body) })
            }
        }
    }

    // A write to a connection the server reset must fail, not end the test process.
    #if canImport(Glibc)
        private static let noSignal = Int32(MSG_NOSIGNAL)
    #else
        private static let noSignal: Int32 = 0x80000
    #endif

    /// A connection nothing is sent over yet.
    static func open(port: Int) throws -> Int32 {
        #if canImport(Glibc)
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else { throw Failure(call: "socket", code: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            close(descriptor)
            throw Failure(call: "connect", code: errno)
        }
        return descriptor
    }

    static func close(_ descriptor: Int32) {
        #if canImport(Glibc)
            _ = Glibc.close(descriptor)
        #else
            _ = Darwin.close(descriptor)
        #endif
    }

    private static func block(port: Int, _ request: String, body: [UInt8]) throws -> Answer {
        let descriptor = try open(port: port)
        defer { close(descriptor) }
        var bytes = Array(request.utf8) + body
        while !bytes.isEmpty {
            let count = send(descriptor, bytes, bytes.count, noSignal)
            guard count > 0 else { break }
            bytes.removeFirst(count)
        }
        var received: [UInt8] = []
        var answer = Answer()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0 { answer.readError = errno }
            guard count > 0 else { break }
            received += buffer[..<count]
        }
        parse(received, into: &answer)
        return answer
    }

    private static func parse(_ bytes: [UInt8], into answer: inout Answer) {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        answer.status = lines.first.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
        for line in lines.dropFirst() {
            let halves = line.split(separator: ":", maxSplits: 1)
            answer.headers[halves[0].lowercased()] = halves[1].trimmingCharacters(in: .whitespaces)
        }
        answer.body = Array(bytes[end.upperBound...])
    }
}
