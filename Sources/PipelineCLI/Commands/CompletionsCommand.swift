import ArgumentParser

/// `pipeline completions`: what a shell needs to complete our commands.
struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Prints the script by which a shell completes commands, options and pipeline names.",
        discussion: """
            bash  pipeline completions bash > ~/.local/share/bash-completion/completions/pipeline
            zsh   pipeline completions zsh > ~/.zfunc/_pipeline      (a folder in $fpath)
            fish  pipeline completions fish > ~/.config/fish/completions/pipeline.fish
            """
    )

    /// The shells there are scripts for.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash
        case zsh
        case fish
    }

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    func run() {
        let kind: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        Output.result(PipelineCommand.completionScript(for: kind))
    }
}
