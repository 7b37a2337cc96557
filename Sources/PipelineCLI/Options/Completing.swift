import ArgumentParser
import Assembly
import Planning

/// What shells are told to complete with.
enum Completing {
    /// The names of the pipelines in the YAML files that the command line names.
    static let pipelineNames = CompletionKind.custom { words, _, _ in
        let files = words.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
        guard !files.isEmpty, let documents = try? FileReading.sources(files) else { return [] }
        return load(Input(documents: documents, catalog: Connectors.catalog)).pipelineNames
    }

    /// YAML files.
    static let files = CompletionKind.file(extensions: ["yaml", "yml"])
}
