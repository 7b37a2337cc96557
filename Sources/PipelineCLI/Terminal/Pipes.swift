import Foundation

/// Makes writing to a reader that went away an error instead of the end of the process.
func signalPipesAsErrors() {
    signal(SIGPIPE, SIG_IGN)
}
