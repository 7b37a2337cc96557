internal import CLibCurl

/// libcurl's multi handle and the transfers in it; lives on the loop's thread alone.
final class MultiHandle {
    /// Nil only when libcurl couldn't make one.
    let handle: UnsafeMutableRawPointer?

    private let configuration: HTTPClientConfiguration
    private var active: [UInt64: ActiveTransfer] = [:]

    /// When each active transfer must be over, kept here because libcurl (7.88) doesn't end a transfer in time that
    /// is waiting for one of the host's connections.
    private var deadlines = Timetable()
    private let clock = SuspendingClock()
    private let origin = SuspendingClock().now

    /// Easy handles for reuse: they keep TLS sessions and save making new ones.
    private var idleHandles: [UnsafeMutableRawPointer] = []

    init(_ configuration: HTTPClientConfiguration) {
        self.configuration = configuration
        handle = curl_multi_init()
        let perHost = max(1, configuration.maxConnectionsPerHost)
        clibcurl_multi_set_long(handle, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
        clibcurl_multi_set_long(handle, CURLMOPT_MAX_HOST_CONNECTIONS, perHost)
        clibcurl_multi_set_long(handle, CURLMOPT_MAXCONNECTS, perHost * 4)
    }

    /// Begins a transfer, unless it has been cancelled.
    func start(_ transfer: Transfer) {
        guard transfer.mayBegin() else {
            transfer.finish(.failure(transfer.failure(.cancelled, mayHaveArrived: false)))
            return
        }
        guard let handle, let easy = idleHandles.popLast() ?? curl_easy_init() else {
            transfer.finish(.failure(transfer.failure(.local, "out of memory", mayHaveArrived: false)))
            return
        }
        let activity = ActiveTransfer(transfer, easy: easy)
        guard activity.configure(configuration), curl_multi_add_handle(handle, easy) == CURLM_OK else {
            recycle(easy)
            transfer.finish(.failure(transfer.failure(.local, "libcurl refused an option", mayHaveArrived: false)))
            return
        }
        active[transfer.id] = activity
        deadlines.insert(transfer.id, at: now + transfer.request.deadline)
    }

    /// Ends a transfer if it is running; one that hasn't begun will see it for itself.
    func cancel(_ transfer: Transfer) {
        if let activity = active[transfer.id] {
            end(activity, as: .cancelled)
        }
    }

    /// Lets libcurl do what it can, and finishes what is complete.
    func perform() {
        var running: Int32 = 0
        curl_multi_perform(handle, &running)
        var remaining: Int32 = 0
        while let message = curl_multi_info_read(handle, &remaining) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
                let activity = activity(of: easy)
            else { continue }
            complete(activity, clibcurl_message_result(message))
        }
        while let id = deadlines.popFirst(upTo: now) {
            if let activity = active[id] {
                end(activity, as: .timedOut)
            }
        }
    }

    /// Sleeps until a socket is ready, a timer of libcurl or a deadline is due, or `curl_multi_wakeup` is called.
    func waitForActivity() {
        let untilDeadline = deadlines.count > 0 ? deadlines[0] - now : .seconds(60)
        curl_multi_poll(handle, nil, 0, Int32(min(untilDeadline, .seconds(60)).wholeMilliseconds), nil)
    }

    private var now: Duration { origin.duration(to: clock.now) }

    /// Fails what is still running, and closes all connections.
    func close() {
        for activity in active.values {
            end(activity, as: .shutDown)
        }
        for easy in idleHandles {
            curl_easy_cleanup(easy)
        }
        idleHandles = []
        curl_multi_cleanup(handle)
    }

    private func complete(_ activity: ActiveTransfer, _ code: CURLcode) {
        let result: Result<HTTPResponse, HTTPFailure> =
            if code == CURLE_OK, (200...599).contains(activity.head.status) {
                .success(activity.response())
            } else if code == CURLE_OK {
                .failure(
                    activity.transfer.failure(
                        .protocolError,
                        "status \(activity.head.status)",
                        mayHaveArrived: activity.mayHaveArrived
                    )
                )
            } else {
                .failure(activity.failure(code))
            }
        remove(activity)
        activity.transfer.finish(result)
    }

    private func end(_ activity: ActiveTransfer, as kind: HTTPFailure.Kind) {
        let failure = activity.transfer.failure(kind, mayHaveArrived: activity.mayHaveArrived)
        remove(activity)
        activity.transfer.finish(.failure(failure))
    }

    private func remove(_ activity: ActiveTransfer) {
        active[activity.transfer.id] = nil
        deadlines.remove(activity.transfer.id)
        curl_multi_remove_handle(handle, activity.easy)
        recycle(activity.easy)
    }

    private func recycle(_ easy: UnsafeMutableRawPointer) {
        guard idleHandles.count < max(1, configuration.maxConnectionsPerHost) * 2 else {
            curl_easy_cleanup(easy)
            return
        }
        curl_easy_reset(easy)
        idleHandles.append(easy)
    }

    private func activity(of easy: UnsafeMutableRawPointer) -> ActiveTransfer? {
        var context: UnsafeMutableRawPointer?
        guard clibcurl_get_pointer(easy, CURLINFO_PRIVATE, &context) == CURLE_OK, let context else { return nil }
        return Unmanaged<ActiveTransfer>.fromOpaque(context).takeUnretainedValue()
    }
}
