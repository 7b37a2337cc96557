import Foundation
import Synchronization

/// A server on a loopback socket whose every byte is scripted: each connection runs the script on its own thread.
final class ScriptedServer: Sendable {
    typealias Script = @Sendable (ServerConnection) -> Void

    let port: Int

    private struct State {
        var connections: [Int32] = []
        var accepted = 0
        var requests: [ReceivedRequest] = []
        var isStopped = false
    }

    private let listener: Int32
    private let state = Mutex(State())
    private let threads = DispatchGroup()

    init(_ script: @escaping Script) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 1024) == 0
                    && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        port = Int(UInt16(bigEndian: address.sin_port))
        onThread { self.acceptAll(script) }
    }

    /// Answers every request with the same bytes, keeping connections open.
    static func answering(_ response: String) throws -> ScriptedServer {
        try ScriptedServer { connection in
            while connection.readRequest() != nil {
                connection.write(response)
            }
        }
    }

    func url(_ target: String = "/") -> String { "http://127.0.0.1:\(port)\(target)" }

    /// How many connections were made to it.
    var accepted: Int { state.withLock(\.accepted) }

    /// All requests, in the order in which they were complete.
    var requests: [ReceivedRequest] { state.withLock(\.requests) }

    func record(_ request: ReceivedRequest) {
        state.withLock { $0.requests.append(request) }
    }

    /// Breaks all connections and waits for the threads.
    func stop() {
        state.withLock { state in
            guard !state.isStopped else { return }
            state.isStopped = true
            shutdown(listener, Int32(SHUT_RDWR))
            state.connections.forEach { shutdown($0, Int32(SHUT_RDWR)) }
        }
        threads.wait()
        close(listener)
    }

    func isClosing(_ descriptor: Int32) {
        state.withLock { state in state.connections.removeAll { $0 == descriptor } }
    }

    private func acceptAll(_ script: @escaping Script) {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { return }
            var noDelay: Int32 = 1
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &noDelay, 4)
            let isStopped = state.withLock { state in
                state.accepted += 1
                state.connections.append(descriptor)
                return state.isStopped
            }
            let connection = ServerConnection(descriptor, of: self)
            guard !isStopped else { return connection.close() }
            onThread {
                script(connection)
                connection.close()
            }
        }
    }

    private func onThread(_ body: @escaping @Sendable () -> Void) {
        threads.enter()
        Thread {
            body()
            self.threads.leave()
        }.start()
    }
}

/// A request as it came.
struct ReceivedRequest: Sendable {
    var line: String
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
