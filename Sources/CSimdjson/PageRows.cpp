#include <cstring>

#include "Document.hpp"

using simdjson::dom::element;
using simdjson::dom::element_type;

namespace {

constexpr size_t none = SIZE_MAX;

bool matches(const csimdjson_key &key, std::string_view name) {
    return key.length == name.size() && std::memcmp(key.text, name.data(), name.size()) == 0;
}

size_t find(const csimdjson_key *keys, size_t count, std::string_view name) {
    for (size_t i = 0; i < count; i++) {
        if (matches(keys[i], name)) { return i; }
    }
    return none;
}

csimdjson_cell take(element value, bool tree, std::vector<csimdjson_cell> &nodes) {
    csimdjson_cell cell = csimdjson::cell_of(value);
    if (tree && (cell.tag == CSIMDJSON_ARRAY || cell.tag == CSIMDJSON_OBJECT)) {
        cell.value.integer = int64_t(nodes.size());
        csimdjson::append_tree(value, nodes);
    }
    return cell;
}

/// Finds the wanted field of each key of a row. Rows of one page list their keys in the same order nearly always, so the
/// key that stood at the same position in the row before is tried first.
class FieldFinder {
public:
    FieldFinder(const csimdjson_key *fields, size_t count) : fields(fields), count(count) {}

    size_t field(size_t position, std::string_view name) {
        if (position < seen.size() && seen[position].name == name) { return seen[position].field; }
        Seen found{name, find(fields, count, name)};
        if (position < seen.size()) {
            seen[position] = found;
        } else if (position == seen.size() && position < 64) {
            seen.push_back(found);
        }
        return found.field;
    }

private:
    struct Seen {
        std::string_view name;
        size_t field;
    };
    const csimdjson_key *fields;
    size_t count;
    std::vector<Seen> seen;
};

/// The value at the end of `path`; a key given twice counts with its last value.
bool follow(element root, const csimdjson_key *path, size_t count, element &found) {
    found = root;
    for (size_t i = 0; i < count; i++) {
        simdjson::dom::object object;
        if (found.get(object)) { return false; }
        bool present = false;
        for (auto member : object) {
            if (matches(path[i], member.key)) {
                found = member.value;
                present = true;
            }
        }
        if (!present) { return false; }
    }
    return true;
}

void read_top(csimdjson_document *document, const csimdjson_shape *shape) {
    document->top.assign(shape->top_count, csimdjson_cell{});
    simdjson::dom::object object;
    if (shape->top_count == 0 || document->root.get(object)) { return; }
    for (auto member : object) {
        size_t field = find(shape->top, shape->top_count, member.key);
        if (field != none) { document->top[field] = take(member.value, shape->top[field].tree, document->nodes); }
    }
}

void read_rows(csimdjson_document *document, const csimdjson_shape *shape, simdjson::dom::array rows) {
    FieldFinder finder(shape->fields, shape->field_count);
    size_t stride = shape->field_count + 1;
    for (auto row : rows) {
        size_t start = document->cells.size();
        document->cells.resize(start + stride);
        document->cells[start] = csimdjson::cell_of(row);
        simdjson::dom::object object;
        if (row.get(object)) { continue; }
        size_t position = 0;
        for (auto member : object) {
            size_t field = finder.field(position++, member.key);
            if (field == none) { continue; }
            document->cells[start + 1 + field] = take(member.value, shape->fields[field].tree, document->nodes);
        }
    }
}

}

extern "C" int csimdjson_read_page(csimdjson_document *document, const csimdjson_shape *shape, csimdjson_page *page) {
    try {
        document->cells.clear();
        document->nodes.clear();
        read_top(document, shape);
        element list;
        page->list_tag = CSIMDJSON_MISSING;
        if (follow(document->root, shape->path, shape->path_count, list)) {
            page->list_tag = csimdjson::cell_of(list).tag;
            simdjson::dom::array rows;
            if (!list.get(rows)) { read_rows(document, shape, rows); }
        }
        page->row_count = document->cells.size() / (shape->field_count + 1);
        page->cells = document->cells.data();
        page->top = document->top.data();
        page->nodes = document->nodes.data();
        return simdjson::SUCCESS;
    } catch (...) { return simdjson::MEMALLOC; }
}
