import Foundation
import Synchronization

/// The server's end of one connection; used by its own thread only.
final class ServerConnection: Sendable {
    private let descriptor: Int32
    private let server: ScriptedServer
    private let state = Mutex((buffer: [UInt8](), isOpen: true))

    init(_ descriptor: Int32, of server: ScriptedServer) {
        self.descriptor = descriptor
        self.server = server
    }

    /// Reads a whole request; nil when the client closed.
    func readRequest() -> ReceivedRequest? {
        guard let head = read(through: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        let headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            let value = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
            return (name: String(parts[0]), value: value)
        }
        var request = ReceivedRequest(line: String(lines[0]), headers: headers, body: [])
        let length = request.header("Content-Length").flatMap { Int($0) } ?? 0
        guard let body = read(count: length) else { return nil }
        request.body = body
        server.record(request)
        return request
    }

    /// Reads up to the end of a request's head only.
    func readHead() -> Bool {
        read(through: Array("\r\n\r\n".utf8)) != nil
    }

    func write(_ text: String) { write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// Waits until the client closes its end.
    func waitForClose() {
        while let more = receive(), !more.isEmpty {}
    }

    /// Closes in the orderly way.
    func close() {
        let wasOpen = state.withLock { state in
            defer { state.isOpen = false }
            return state.isOpen
        }
        guard wasOpen else { return }
        server.isClosing(descriptor)
        Foundation.close(descriptor)
    }

    /// Closes with a RST.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
        close()
    }

    private func read(through end: [UInt8]) -> [UInt8]? {
        while true {
            let found = state.withLock { state -> [UInt8]? in
                guard let index = state.buffer.indices.first(where: { state.buffer[$0...].starts(with: end) }) else {
                    return nil
                }
                defer { state.buffer.removeFirst(index + end.count) }
                return Array(state.buffer[..<index])
            }
            if let found { return found }
            guard let more = receive(), !more.isEmpty else { return nil }
            state.withLock { $0.buffer += more }
        }
    }

    private func read(count: Int) -> [UInt8]? {
        while state.withLock({ $0.buffer.count }) < count {
            guard let more = receive(), !more.isEmpty else { return nil }
            state.withLock { $0.buffer += more }
        }
        return state.withLock { state in
            defer { state.buffer.removeFirst(count) }
            return Array(state.buffer[..<count])
        }
    }

    private func receive() -> [UInt8]? {
        var chunk = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        return count >= 0 ? Array(chunk[..<count]) : nil
    }
}
