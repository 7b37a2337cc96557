extension BrevoService {
    /// The list the path names.
    func list(_ call: Call) throws -> BrevoList {
        guard let id = Int(call.segment("listId")) else { throw BrevoError.invalid("List ID should be an integer") }
        guard let list = lists[id] else { throw BrevoError.noList }
        return list
    }

    /// `GET /contacts/lists`.
    func listLists(_ call: Call) throws -> Reply {
        listsReply(call, Array(lists.values))
    }

    /// `GET /contacts/folders/{folderId}/lists`.
    func listFolderLists(_ call: Call) throws -> Reply {
        let folder = try folder(call)
        return listsReply(call, lists.values.filter { $0.folderID == folder }, withFolder: false)
    }

    private func listsReply(_ call: Call, _ found: [BrevoList], withFolder: Bool = true) -> Reply {
        let rows = Self.page(call, found.sorted { $0.id < $1.id })
        return .json([
            "count": .integer(found.count), "lists": .array(rows.map { row($0, withFolder: withFolder) }),
        ])
    }

    /// A page of rows ordered by creation, newest first unless `sort=asc`.
    private static func page<Row>(_ call: Call, _ ascending: [Row]) -> [Row] {
        let ordered = call.value("sort") == "asc" ? ascending : ascending.reversed()
        return Array(
            ordered.dropFirst(call.integer("offset", default: 0)).prefix(call.integer("limit", default: 10))
        )
    }

    private func row(_ list: BrevoList, withFolder: Bool = true) -> WireValue {
        let members = book.ids.count { book[$0]?.listIDs.contains(list.id) == true }
        return .fields([
            "id": .integer(list.id), "name": .string(list.name),
            "folderId": withFolder ? .integer(list.folderID) : nil, "uniqueSubscribers": .integer(members),
            "totalSubscribers": 0, "totalBlacklisted": 0,
        ])
    }

    /// `GET /contacts/lists/{listId}`.
    func getList(_ call: Call) throws -> Reply {
        let list = try list(call)
        guard case .object(var members) = row(list) else { return .empty(500) }
        members.append(WireValue.Member(key: "createdAt", value: .string(list.createdAt.fullText)))
        members.append(WireValue.Member(key: "dynamicList", value: false))
        return .json(.object(members))
    }

    /// `POST /contacts/lists`.
    mutating func createList(_ call: Call) throws -> Reply {
        guard let name = call.body["name"]?.string, let folder = call.body["folderId"]?.integer else {
            throw BrevoError.invalid("name and folderId are required")
        }
        guard folders[folder] != nil else { throw BrevoError.notFound("Folder ID does not exist") }
        return .json(["id": .integer(addList(name, folder: folder, at: call.now))], status: 201)
    }

    /// `DELETE /contacts/lists/{listId}`.
    mutating func deleteList(_ call: Call) throws -> Reply {
        let list = try list(call)
        lists[list.id] = nil
        for id in book.ids where book[id]?.listIDs.contains(list.id) == true {
            book.change(id, at: call.now, isWrite: false) { $0.listIDs.removeAll { $0 == list.id } }
        }
        return .empty(204)
    }

    /// `GET /contacts/folders`.
    func listFolders(_ call: Call) throws -> Reply {
        let rows = Self.page(call, folders.sorted { $0.key < $1.key }).map { id, name in
            WireValue.fields([
                "id": .integer(id), "name": .string(name), "uniqueSubscribers": 0, "totalSubscribers": 0,
                "totalBlacklisted": 0,
            ])
        }
        return .json(["count": .integer(folders.count), "folders": .array(rows)])
    }

    /// `POST /contacts/folders`.
    mutating func createFolder(_ call: Call) throws -> Reply {
        guard let name = call.body["name"]?.string, !name.isEmpty else { throw BrevoError.invalid("name is required") }
        return .json(["id": .integer(addFolder(name))], status: 201)
    }

    private func folder(_ call: Call) throws -> Int {
        guard let id = Int(call.segment("folderId")), folders[id] != nil else {
            throw BrevoError.notFound("Folder ID does not exist")
        }
        return id
    }

    /// `POST /contacts/lists/{listId}/contacts/add`: 400 when nobody was added (BREVO.md §0.7).
    mutating func addMembers(_ call: Call) throws -> Reply {
        let list = try list(call)
        return try changeMembers(call) { service, id in
            guard service.book[id]?.listIDs.contains(list.id) == false else { return false }
            service.write([], ContactChange(addLists: [list.id]), newEmail: nil, to: id, at: call.now)
            return true
        } nobody: {
            "Contact already in list and/or does not exist"
        }
    }

    /// `POST /contacts/lists/{listId}/contacts/remove`.
    mutating func removeMembers(_ call: Call) throws -> Reply {
        let list = try list(call)
        if call.body["all"] != nil {
            guard call.body["all"]?.boolean == true else { throw BrevoError.invalid("all must be true") }
            let members = book.ids.filter { book[$0]?.listIDs.contains(list.id) == true }
            for id in members {
                write([], ContactChange(removeLists: [list.id]), newEmail: nil, to: id, at: call.now)
            }
            lastProcessID += 1
            imports.append(BrevoImport(id: lastProcessID, name: "LIST_CLEAR", at: call.now))
            return .json(
                ["contacts": ["processId": .integer(lastProcessID), "total": .integer(members.count)]],
                status: 201
            )
        }
        return try changeMembers(call) { service, id in
            guard service.book[id]?.listIDs.contains(list.id) == true else { return false }
            service.write([], ContactChange(removeLists: [list.id]), newEmail: nil, to: id, at: call.now)
            return true
        } nobody: {
            "Contact already removed from list and/or does not exist"
        }
    }

    private mutating func changeMembers(
        _ call: Call,
        _ change: (inout BrevoService, Int) -> Bool,
        nobody: () -> String
    ) throws -> Reply {
        let given = ["emails", "ids", "extIds"].filter { call.body[$0] != nil }
        guard given.count == 1, let kind = given.first, let entries = call.body[kind]?.elements else {
            throw BrevoError.invalid("Pass exactly one of emails, ids or extIds")
        }
        var success: [WireValue] = []
        var failure: [WireValue] = []
        for entry in entries {
            let id: Int? =
                switch kind {
                case "emails": entry.string.flatMap { book.id(.email, $0) }
                case "extIds": entry.string.flatMap { book.id(.extID, $0) }
                default: entry.integer.flatMap { book[$0]?.id }
                }
            if let id, change(&self, id) { success.append(entry) } else { failure.append(entry) }
        }
        guard !success.isEmpty else { throw BrevoError.invalid(nobody()) }
        return .json(["contacts": ["success": .array(success), "failure": .array(failure)]], status: 201)
    }

    /// `GET /contacts/segments`: none are set up.
    func listSegments() -> Reply {
        .json(["count": 0, "segments": []])
    }
}
