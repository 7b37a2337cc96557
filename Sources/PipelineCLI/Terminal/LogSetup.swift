import PipelineCore
import Foundation
import Logging
import Planning

/// Sets up logging to standard error at the level that the file asks for.
enum LogSetup {
    /// `debug: true` or `log_level: verbose` under `connectors.zoom` show every request; without, only warnings are logged.
    static func logger(for graph: Graph?) -> Logger {
        var logger = Logger(label: "pipeline") { StreamLogHandler.standardError(label: $0) }
        let options = graph?.connectors["zoom"]?.options
        logger.logLevel =
            switch options?.string("log_level") {
            case "error": .error
            case "warning": .warning
            case "info": .info
            case "debug": .debug
            case "verbose": .trace
            default: .warning
            }
        if options?.bool("debug") == true, logger.logLevel > .debug { logger.logLevel = .debug }
        return logger
    }
}
