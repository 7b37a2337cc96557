import GRDB
import Testing

@testable import State

@Suite struct StateFailureTests {
    @Test(arguments: [
        (ResultCode.SQLITE_FULL, StateFailure.Kind.full),
        (.SQLITE_READONLY, .notWritable),
        (.SQLITE_READONLY_DIRECTORY, .notWritable),
        (.SQLITE_CANTOPEN, .notWritable),
        (.SQLITE_PERM, .notWritable),
        (.SQLITE_NOTADB, .damaged),
        (.SQLITE_CORRUPT, .damaged),
        (.SQLITE_CORRUPT_INDEX, .damaged),
        (.SQLITE_BUSY, .busy),
        (.SQLITE_BUSY_SNAPSHOT, .busy),
        (.SQLITE_LOCKED, .busy),
        (.SQLITE_IOERR, .other),
    ])
    func `what SQLite says is classified, with the file and what to do`(code: ResultCode, kind: StateFailure.Kind) {
        let failure = StateFailure(DatabaseError(resultCode: code), path: "there/state.db")
        #expect(failure.kind == kind)
        #expect(failure.message.contains("there/state.db"))
        #expect(!failure.remedy.isEmpty)
    }

    @Test func `a failure of ours stays as it is`() {
        let failure = StateFailure(.busy, "a", remedy: "b")
        #expect(StateFailure(failure, path: "x") == failure)
    }
}
