internal import CLibCurl
internal import Synchronization

#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// The thread that runs all transfers, and the mailbox by which other threads speak to it.
final class TransferLoop: Sendable {
    enum Command: Sendable {
        case start(Transfer)
        case cancel(Transfer)
    }

    private struct Mailbox {
        var commands: [Command] = []
        var isStopping = false
        var isFinished = false

        /// Set while the thread sleeps in `curl_multi_poll`, so that it is woken only when that is needed: the
        /// address of libcurl's multi handle.
        var sleeper: UInt?
        var thread: pthread_t?
        var finishWaiters: [CheckedContinuation<Void, Never>] = []
    }

    private let configuration: HTTPClientConfiguration
    private let mailbox = Mutex(Mailbox())

    init(_ configuration: HTTPClientConfiguration) {
        self.configuration = configuration
        Self.initializeLibcurl
        startThread()
    }

    /// Hands a command to the thread. False: it has been stopped and will not look.
    @discardableResult
    func post(_ command: Command) -> Bool {
        mailbox.withLock { mailbox in
            guard !mailbox.isStopping else { return false }
            mailbox.commands.append(command)
            Self.wake(&mailbox)
            return true
        }
    }

    /// Asks the thread to end, without waiting for it.
    func stop() {
        let thread = mailbox.withLock { mailbox in
            mailbox.isStopping = true
            Self.wake(&mailbox)
            return mailbox.thread.take()
        }
        if let thread {
            pthread_detach(thread)
        }
    }

    /// Asks the thread to end and waits until it has.
    func stopAndWait() async {
        await withCheckedContinuation { continuation in
            let isFinished = mailbox.withLock { mailbox in
                mailbox.isStopping = true
                Self.wake(&mailbox)
                if !mailbox.isFinished {
                    mailbox.finishWaiters.append(continuation)
                }
                return mailbox.isFinished
            }
            if isFinished {
                continuation.resume()
            }
        }
        // It has said that it is done, so this waits only for its last instructions.
        if let thread = mailbox.withLock({ $0.thread.take() }) {
            pthread_join(thread, nil)
        }
    }

    /// Runs on the thread, until it is stopped.
    private func run() {
        let multi = MultiHandle(configuration)
        while multi.handle != nil, let commands = takeCommands() {
            for command in commands {
                switch command {
                case .start(let transfer): multi.start(transfer)
                case .cancel(let transfer): multi.cancel(transfer)
                }
            }
            multi.perform()
            if fallAsleep(multi.handle) {
                multi.waitForActivity()
                mailbox.withLock { $0.sleeper = nil }
            }
        }
        multi.close()
        let (unseen, waiters) = mailbox.withLock { mailbox in
            mailbox.isStopping = true
            mailbox.isFinished = true
            return (mailbox.commands.take(), mailbox.finishWaiters.take())
        }
        for case .start(let transfer) in unseen {
            transfer.finish(.failure(transfer.failure(.shutDown, mayHaveArrived: false)))
        }
        for waiter in waiters {
            waiter.resume()
        }
    }

    /// The commands since the last time; nil when the thread is to end.
    private func takeCommands() -> [Command]? {
        mailbox.withLock { mailbox in
            mailbox.isStopping ? nil : mailbox.commands.take()
        }
    }

    /// Notes that the thread is about to sleep. False: something came in just now.
    private func fallAsleep(_ multi: UnsafeMutableRawPointer?) -> Bool {
        let sleeper = UInt(bitPattern: multi)
        return mailbox.withLock { mailbox in
            guard mailbox.commands.isEmpty, !mailbox.isStopping else { return false }
            mailbox.sleeper = sleeper
            return true
        }
    }

    /// Wakes the thread if it sleeps. Under the lock, so the handle can't be closed meanwhile.
    private static func wake(_ mailbox: inout Mailbox) {
        if let multi = mailbox.sleeper.take() {
            curl_multi_wakeup(UnsafeMutableRawPointer(bitPattern: multi))
        }
    }

    private func startThread() {
        var thread = pthread_t(bitPattern: 0)
        let context = Unmanaged.passRetained(self).toOpaque()
        let status = withAllSignalsBlocked {
            pthread_create(
                &thread,
                nil,
                { context in
                    let loop = context.map { Unmanaged<TransferLoop>.fromOpaque($0).takeRetainedValue() }
                    loop?.run()
                    return nil
                },
                context
            )
        }
        if status == 0 {
            mailbox.withLock { $0.thread = thread }
        } else {
            Unmanaged<TransferLoop>.fromOpaque(context).release()
            mailbox.withLock { mailbox in
                mailbox.isStopping = true
                mailbox.isFinished = true
            }
        }
    }

    /// A thread inherits the signal mask: ours takes no signals, which belong to the main program, and is not
    /// ended by SIGPIPE.
    private func withAllSignalsBlocked(_ body: () -> Int32) -> Int32 {
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        return body()
    }

    /// Must have run once before libcurl is used; libcurl 7.84 and later allow it from any thread.
    private static let initializeLibcurl: Void = {
        _ = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    }()
}

extension Array {
    /// Everything in it, leaving it empty.
    fileprivate mutating func take() -> [Element] {
        defer { self = [] }
        return self
    }
}
