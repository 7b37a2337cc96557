/// Gathers the lines of a response's head as libcurl hands them over, HTTP/2 written as HTTP/1.
struct ResponseHead {
    private(set) var status = 0
    private(set) var headers = HTTPHeaders()
    private var isComplete = false

    enum Event: Equatable {
        /// A status line: what was gathered before belonged to an interim or repeated response.
        case newResponse

        /// A field, the empty line, or a trailer (which is left out).
        case other
    }

    mutating func receive(line: UnsafeBufferPointer<UInt8>) -> Event {
        var end = line.endIndex
        while end > line.startIndex, line[end - 1] == 0x0D || line[end - 1] == 0x0A {
            end -= 1
        }
        let line = line[..<end]
        if line.starts(with: "HTTP/".utf8), status == 0 || isComplete {
            self = ResponseHead()
            let code = line.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: true).dropFirst().first
            status = code.flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
            return .newResponse
        }
        guard !isComplete else { return .other }
        if line.isEmpty {
            isComplete = true
        } else if let colon = line.firstIndex(of: 0x3A) {
            headers.add(
                String(decoding: line[..<colon], as: UTF8.self),
                String(decoding: trimmed(line[(colon + 1)...]), as: UTF8.self)
            )
        }
        return .other
    }

    /// Without spaces and tabs at both ends (`OWS` of RFC 9110 §5.6.3).
    private func trimmed(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Slice<UnsafeBufferPointer<UInt8>> {
        var bytes = bytes
        while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
        while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
        return bytes
    }
}
