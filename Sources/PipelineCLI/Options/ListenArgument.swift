import ArgumentParser
import Server

/// An address and a port on the command line: `127.0.0.1:8080`.
struct ListenArgument: ExpressibleByArgument {
    let address: ListenAddress

    init(_ address: ListenAddress) {
        self.address = address
    }

    init?(argument: String) {
        guard let address = ListenAddress(argument) else { return nil }
        self.address = address
    }

    var defaultValueDescription: String { "\(address.host):\(address.port)" }
}
