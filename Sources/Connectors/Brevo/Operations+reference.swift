internal import PipelineCore

extension Operation {
    /// Every operation, and what it is called for.
    private static let purposes: [(operation: Operation, purpose: String)] = [
        (.getAccount, "Tells which account the key belongs to."),
        (.listContacts, "Reads what contacts hold, and who is blocklisted or unsubscribed, as of this run."),
        (.getContact, "Looks up a single contact, where that is cheaper than reading them all."),
        (.upsertContact, "Creates or updates a contact."),
        (.importContacts, "Creates or updates many contacts at once."),
        (.listAttributes, "Compares the attributes mapped with those that exist."),
        (.createAttribute, "Creates an attribute; with `--create-attributes` alone."),
        (.listLists, "Names the lists that exist, where one is missing."),
        (.getList, "Looks up a list that contacts go to."),
        (.listTemplates, "Names the templates that exist, for the lock."),
        (.listProcesses, "Finds an import whose answer was lost."),
        (.getProcess, "Asks whether an import has ended."),
        (.createEvent, "Sends an event."),
        (.createEvents, "Sends many events at once."),
        (.listEvents, "Finds out whether events arrived whose answer was lost."),
        (.sendMail, "Sends mails by template."),
        (.listMails, "Finds out whether mails arrived whose answer was lost."),
        (.getTemplate, "Checks that a template is there and active."),
        (.requestConfirmation, "Asks somebody by mail to confirm."),
        (.listCampaigns, "Finds a campaign again whose answer was lost."),
        (.createCampaign, "Creates a campaign."),
        (.sendCampaign, "Sends a campaign."),
    ]

    /// What the reference says of them. Brevo's API keys have no scopes.
    static let endpoints = purposes.map { operation, purpose in
        EndpointSpec(operation.name, purpose, rate: operation.family.rawValue)
    }
}
