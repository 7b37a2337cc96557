internal import CLibYAML

/// All tokens of a text that has been parsed without a problem; empty when there is no memory.
func tokens(of source: SourceText) -> [Token] {
    source.bytes.withUnsafeBufferPointer { bytes in
        guard let offsets = try? CharacterCheck.check(bytes, from: source.byteOrderMarkLength) else { return [] }
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else { return [] }
        defer { yaml_parser_delete(parser) }
        let content = UnsafeBufferPointer(rebasing: bytes[offsets.base...])
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, content.baseAddress, content.count)
        var tokens: [Token] = []
        while true {
            var token = yaml_token_t()
            guard yaml_parser_scan(parser, &token) == 1 else { return tokens }
            defer { yaml_token_delete(&token) }
            if token.type == YAML_NO_TOKEN { return tokens }
            tokens.append(
                Token(
                    kind: Token.Kind(token),
                    start: offsets.offset(ofCharacter: token.start_mark.index, in: bytes),
                    end: offsets.offset(ofCharacter: token.end_mark.index, in: bytes),
                    column: token.start_mark.column
                )
            )
        }
    }
}

extension Token.Kind {
    fileprivate init(_ token: yaml_token_t) {
        switch token.type {
        case YAML_STREAM_END_TOKEN: self = .streamEnd
        case YAML_VERSION_DIRECTIVE_TOKEN, YAML_TAG_DIRECTIVE_TOKEN: self = .directive
        case YAML_DOCUMENT_START_TOKEN: self = .documentStart
        case YAML_DOCUMENT_END_TOKEN: self = .documentEnd
        case YAML_BLOCK_SEQUENCE_START_TOKEN: self = .blockSequenceStart
        case YAML_BLOCK_MAPPING_START_TOKEN: self = .blockMappingStart
        case YAML_BLOCK_END_TOKEN: self = .blockEnd
        case YAML_FLOW_SEQUENCE_START_TOKEN: self = .flowSequenceStart
        case YAML_FLOW_SEQUENCE_END_TOKEN: self = .flowSequenceEnd
        case YAML_FLOW_MAPPING_START_TOKEN: self = .flowMappingStart
        case YAML_FLOW_MAPPING_END_TOKEN: self = .flowMappingEnd
        case YAML_BLOCK_ENTRY_TOKEN: self = .blockEntry
        case YAML_FLOW_ENTRY_TOKEN: self = .flowEntry
        case YAML_KEY_TOKEN: self = .key
        case YAML_VALUE_TOKEN: self = .value
        case YAML_ALIAS_TOKEN: self = .alias
        case YAML_ANCHOR_TOKEN: self = .anchor
        case YAML_TAG_TOKEN: self = .tag
        case YAML_SCALAR_TOKEN:
            switch token.data.scalar.style {
            case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .scalar(.singleQuoted)
            case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .scalar(.doubleQuoted)
            case YAML_LITERAL_SCALAR_STYLE: self = .scalar(.literal)
            case YAML_FOLDED_SCALAR_STYLE: self = .scalar(.folded)
            default: self = .scalar(.plain)
            }
        default: self = .other
        }
    }
}
