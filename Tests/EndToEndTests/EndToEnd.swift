import Testing

/// The built program, driven as users drive it. One test at a time: each starts processes and sockets of its own, and a
/// machine with two cores has enough to do with one.
@Suite(.serialized) enum EndToEnd {}
