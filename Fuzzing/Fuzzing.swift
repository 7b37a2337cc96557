internal import Glibc

/// Feeds random bytes to what reads people's text, under libFuzzer (llvm.org/docs/LibFuzzer.html) and the address sanitizer.
///
/// `pipeline-fuzzing loader|expressions [libFuzzer's arguments]`; `.ci/fuzz` builds and runs it.
@main
enum Fuzzing {
    static func main() {
        var arguments = CommandLine.arguments
        guard arguments.count > 1, let target = Target(rawValue: arguments.remove(at: 1)) else {
            print("usage: pipeline-fuzzing loader|expressions [libFuzzer's arguments]")
            return
        }
        var count = Int32(arguments.count)
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        pointers.withUnsafeMutableBufferPointer { buffer in
            var start = buffer.baseAddress
            _ = runDriver(&count, &start, target.callback)
        }
    }
}

/// What is fed.
private enum Target: String {
    case loader
    case expressions

    var callback: Callback {
        switch self {
        case .loader:
            { bytes, count in
                feedLoader(Array(UnsafeBufferPointer(start: bytes, count: count))); return 0
            }
        case .expressions:
            { bytes, count in
                feedExpressions(Array(UnsafeBufferPointer(start: bytes, count: count))); return 0
            }
        }
    }
}

private typealias Callback = @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32

/// libFuzzer's own main function, for programs that have one already.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: Callback
) -> Int32
