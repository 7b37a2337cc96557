#include "Document.hpp"

#include <cstring>
#include <new>

using simdjson::dom::element_type;

namespace csimdjson {

csimdjson_cell cell_of(simdjson::dom::element element) {
    csimdjson_cell cell{};
    switch (element.type()) {
    case element_type::NULL_VALUE:
        cell.tag = CSIMDJSON_NULL;
        break;
    case element_type::BOOL: {
        bool truth = false;
        (void)element.get(truth);
        cell.tag = CSIMDJSON_BOOL;
        cell.value.integer = truth;
        break;
    }
    case element_type::INT64:
        cell.tag = CSIMDJSON_INT;
        (void)element.get(cell.value.integer);
        break;
    case element_type::UINT64:
        cell.tag = CSIMDJSON_NATURAL;
        (void)element.get(cell.value.natural);
        break;
    case element_type::DOUBLE:
        cell.tag = CSIMDJSON_DOUBLE;
        (void)element.get(cell.value.real);
        break;
    case element_type::STRING: {
        std::string_view text;
        (void)element.get(text);
        cell.tag = CSIMDJSON_STRING;
        cell.length = uint32_t(text.size());
        cell.value.text = text.data();
        break;
    }
    case element_type::ARRAY:
        cell.tag = CSIMDJSON_ARRAY;
        cell.value.integer = -1;
        break;
    case element_type::OBJECT:
        cell.tag = CSIMDJSON_OBJECT;
        cell.value.integer = -1;
        break;
    }
    return cell;
}

// Recursion is bounded by the parser's depth. Sizes are counted here, since simdjson's own stop at 0xFFFFFF.
void append_tree(simdjson::dom::element element, std::vector<csimdjson_cell> &nodes) {
    size_t place = nodes.size();
    nodes.push_back(cell_of(element));
    uint32_t count = 0;
    if (nodes[place].tag == CSIMDJSON_ARRAY) {
        simdjson::dom::array array;
        (void)element.get(array);
        for (auto value : array) {
            append_tree(value, nodes);
            count += 1;
        }
        nodes[place].length = count;
    } else if (nodes[place].tag == CSIMDJSON_OBJECT) {
        simdjson::dom::object object;
        (void)element.get(object);
        for (auto member : object) {
            csimdjson_cell key{};
            key.tag = CSIMDJSON_STRING;
            key.length = uint32_t(member.key.size());
            key.value.text = member.key.data();
            nodes.push_back(key);
            append_tree(member.value, nodes);
            count += 1;
        }
        nodes[place].length = count;
    }
}

}

extern "C" {

csimdjson_document *csimdjson_new(size_t max_depth) {
    try {
        std::unique_ptr<csimdjson_document> document(new csimdjson_document());
        // simdjson counts the document itself as a level. Later growth of the parser keeps the depth given here.
        if (document->parser.allocate(simdjson::dom::MINIMAL_DOCUMENT_CAPACITY, max_depth + 1)) { return nullptr; }
        return document.release();
    } catch (...) { return nullptr; }
}

void csimdjson_free(csimdjson_document *document) { delete document; }

size_t csimdjson_capacity(const csimdjson_document *document) { return document->input_capacity; }

int csimdjson_parse(csimdjson_document *document, const uint8_t *bytes, size_t length) {
    try {
        if (length > simdjson::SIMDJSON_MAXSIZE_BYTES) { return simdjson::CAPACITY; }
        if (document->input_capacity < length || !document->input) {
            document->input.reset();
            document->input_capacity = 0;
            document->input.reset(new uint8_t[length + simdjson::SIMDJSON_PADDING]);
            document->input_capacity = length;
        }
        uint8_t *input = document->input.get();
        if (length > 0) { std::memcpy(input, bytes, length); }
        std::memset(input + length, 0, simdjson::SIMDJSON_PADDING);
        auto code = document->parser.parse(input, length, false).get(document->root);
        if (code != simdjson::NUMBER_ERROR) { return code; }
        size_t added = 0;
        auto copy = csimdjson::with_long_integers_as_doubles(input, length, added);
        if (!copy) { return code; }
        return document->parser.parse(copy.get(), length + added, false).get(document->root);
    } catch (...) { return simdjson::MEMALLOC; }
}

int csimdjson_tree(csimdjson_document *document, const csimdjson_cell **nodes) {
    try {
        document->nodes.clear();
        csimdjson::append_tree(document->root, document->nodes);
        *nodes = document->nodes.data();
        return simdjson::SUCCESS;
    } catch (...) { return simdjson::MEMALLOC; }
}

const char *csimdjson_message(int code) {
    if (code < 0 || code >= simdjson::NUM_ERROR_CODES) { return "unknown error"; }
    return simdjson::error_message(simdjson::error_code(code));
}

}
