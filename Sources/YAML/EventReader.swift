internal import CLibYAML

/// libyaml's event parser over bytes that ``CharacterCheck`` has passed.
///
/// The bytes must outlive it. libyaml keeps its own stacks on the heap, so nesting costs no recursion here.
struct EventReader: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let bytes: UnsafeBufferPointer<UInt8>
    private let offsets: CharacterOffsets
    private let end: Mark

    /// Reads `bytes`, whose last place is `end`; nil when there is no memory.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, offsets: CharacterOffsets, end: Mark) {
        parser = .allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            return nil
        }
        self.bytes = bytes
        self.offsets = offsets
        self.end = end
        let content = UnsafeBufferPointer(rebasing: bytes[offsets.base...])
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, content.baseAddress, content.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// The next event; after an error or the stream's end there is none.
    mutating func next() throws(ParserFailure) -> Event {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        defer { yaml_event_delete(&event) }
        var result = Event(kind: kind(of: event), start: mark(event.start_mark), end: mark(event.end_mark))
        switch event.type {
        case YAML_SCALAR_EVENT:
            result.anchor = text(event.data.scalar.anchor)
            result.tag = text(event.data.scalar.tag)
        case YAML_SEQUENCE_START_EVENT:
            result.anchor = text(event.data.sequence_start.anchor)
            result.tag = text(event.data.sequence_start.tag)
        case YAML_MAPPING_START_EVENT:
            result.anchor = text(event.data.mapping_start.anchor)
            result.tag = text(event.data.mapping_start.tag)
        default:
            break
        }
        return result
    }

    private func kind(of event: yaml_event_t) -> Event.Kind {
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let content = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            return .scalar(String(decoding: content, as: UTF8.self), style(scalar.style))
        case YAML_SEQUENCE_START_EVENT: return .sequenceStart
        case YAML_MAPPING_START_EVENT: return .mappingStart
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .collectionEnd
        case YAML_ALIAS_EVENT: return .alias(text(event.data.alias.anchor) ?? "")
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return .streamEnd
        default: return .other
        }
    }

    private func style(_ style: yaml_scalar_style_t) -> Scalar.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }

    private func text(_ pointer: UnsafePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private func mark(_ mark: yaml_mark_t) -> Mark {
        let offset = offsets.offset(ofCharacter: mark.index, in: bytes)
        // At the end of a last line without a line break libyaml has moved to a line that isn't there.
        return offset < end.offset ? Mark(offset: offset, line: mark.line + 1, column: mark.column + 1) : end
    }

    private func failure() -> ParserFailure {
        let parser = parser.pointee
        return ParserFailure(
            problem: parser.problem.map { String(cString: $0) } ?? "out of memory",
            context: parser.context.map { String(cString: $0) } ?? "",
            at: mark(parser.problem_mark),
            contextAt: parser.context == nil ? nil : mark(parser.context_mark)
        )
    }
}
