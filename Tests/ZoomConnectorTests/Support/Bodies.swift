import CEL

/// Bodies as Zoom writes them.
enum Bodies {
    static func page(_ list: String, _ rows: [String], next: String = "", pages: Int = 1) -> String {
        #"{"page_count":\#(pages),"page_size":300,"total_records":\#(rows.count),"next_page_token":"\#(next)","#
            + #""\#(list)":[\#(rows.joined(separator: ","))]}"#
    }

    static func user(_ id: String, _ email: String, groups: [String] = []) -> String {
        let groups = groups.map { "\"\($0)\"" }.joined(separator: ",")
        return #"{"id":"\#(id)","email":"\#(email)","type":2,"status":"active","group_ids":[\#(groups)]}"#
    }

    static func past(
        _ uuid: String,
        _ number: Int,
        type: Int = 2,
        topic: String = "Demo",
        start: String = "2026-11-17T10:00:00Z",
        end: String = "2026-11-17T11:00:00Z",
        host: String = "host@acme.example",
        people: Int = 5
    ) -> String {
        #"{"uuid":"\#(uuid)","id":\#(number),"type":\#(type),"topic":"\#(topic)","start_time":"\#(start)","#
            + #""end_time":"\#(end)","duration":60,"user_email":"\#(host)","participants_count":\#(people)}"#
    }

    static func scheduled(
        _ number: Int,
        type: Int = 5,
        topic: String = "Show",
        start: String? = "2026-11-17T10:00:00Z"
    ) -> String {
        let time = start.map { #","start_time":"\#($0)""# } ?? ""
        return
            #"{"id":\#(number),"uuid":"latest","host_id":"h1","topic":"\#(topic)","type":\#(type),"duration":60\#(time)}"#
    }

    static func instance(_ uuid: String, start: String = "2026-11-17T10:00:00Z") -> String {
        #"{"uuid":"\#(uuid)","start_time":"\#(start)"}"#
    }

    static func participant(
        _ name: String,
        _ email: String = "",
        registrant: String? = nil,
        user: String = "",
        join: String = "10:00:00",
        leave: String = "11:00:00",
        duration: Int = 3_600,
        status: String = "in_meeting"
    ) -> String {
        let registrant = registrant.map { #","registrant_id":"\#($0)""# } ?? ""
        return #"{"id":"\#(user)","user_id":"\#(join)\#(name)","name":"\#(name)","user_email":"\#(email)","#
            + #""join_time":"2026-11-17T\#(join)Z","leave_time":"2026-11-17T\#(leave)Z","duration":\#(duration),"#
            + #""status":"\#(status)"\#(registrant)}"#
    }

    static func registrant(
        _ id: String,
        _ email: String,
        first: String = "",
        last: String = "",
        created: String = "2026-11-01T08:00:00Z",
        answers: String = "[]"
    ) -> String {
        #"{"id":"\#(id)","email":"\#(email)","first_name":"\#(first)","last_name":"\#(last)","status":"approved","#
            + #""create_time":"\#(created)","join_url":"https://j/\#(id)","custom_questions":\#(answers)}"#
    }

    static func details(_ number: Int, approval: Int) -> String {
        #"{"id":\#(number),"uuid":"u","settings":{"approval_type":\#(approval)}}"#
    }
}
