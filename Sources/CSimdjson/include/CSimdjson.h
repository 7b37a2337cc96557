/// A C view of simdjson's DOM parser, flat enough for Swift to read without a call per value.
///
/// Everything handed out (cells and the text they point to) lives in the document it came from, and stays unchanged until
/// the next `csimdjson_parse` or `csimdjson_free` on that document. A document may be read from several threads at once;
/// parsing into it needs exclusive use. No function throws: failures are simdjson's error codes, 0 being success.

#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a cell holds.
enum {
    CSIMDJSON_MISSING = 0,
    CSIMDJSON_NULL = 1,
    CSIMDJSON_BOOL = 2,
    CSIMDJSON_INT = 3,
    /// An integer above the largest `int64_t`, up to the largest `uint64_t`.
    CSIMDJSON_NATURAL = 4,
    CSIMDJSON_DOUBLE = 5,
    CSIMDJSON_STRING = 6,
    CSIMDJSON_ARRAY = 7,
    CSIMDJSON_OBJECT = 8,
};

/// One JSON value, or the opening of an array or object.
typedef struct {
    uint32_t tag;
    /// The bytes of a string; in a tree, the values of an array or the members of an object.
    uint32_t length;
    union {
        /// An int; 0 or 1 for a bool; in a page, the place of an array or object in `nodes`, or -1 where it was not asked for.
        int64_t integer;
        uint64_t natural;
        double real;
        const char *text;
    } value;
} csimdjson_cell;

/// A key to look for: UTF-8, unescaped, not null-terminated.
typedef struct {
    const char *text;
    size_t length;
    /// Whether an array or object found under this key is wanted as a tree.
    bool tree;
} csimdjson_key;

/// What to take from a page of a listing.
typedef struct {
    /// The keys leading from the root to the array of rows; none when the root itself is that array.
    const csimdjson_key *path;
    size_t path_count;
    const csimdjson_key *fields;
    size_t field_count;
    const csimdjson_key *top;
    size_t top_count;
} csimdjson_shape;

/// What was found in a page.
typedef struct {
    /// The tag of what stands where the array of rows should be: `CSIMDJSON_MISSING`, or any other.
    uint32_t list_tag;
    size_t row_count;
    /// Row by row, `field_count + 1` cells each: first the row itself (its tag only), then its fields.
    const csimdjson_cell *cells;
    const csimdjson_cell *top;
    /// The trees asked for, in preorder; see `csimdjson_tree`.
    const csimdjson_cell *nodes;
} csimdjson_page;

typedef struct csimdjson_document csimdjson_document;

/// A new, empty document whose parser refuses values nested more than `max_depth` levels deep; NULL when memory is short.
csimdjson_document *csimdjson_new(size_t max_depth);

void csimdjson_free(csimdjson_document *document);

/// The bytes of input that the document's buffers can hold without growing.
size_t csimdjson_capacity(const csimdjson_document *document);

/// Parses a copy of `bytes`. The whole of it must be one JSON value.
int csimdjson_parse(csimdjson_document *document, const uint8_t *bytes, size_t length);

/// The parsed value in preorder: a cell, followed by its values (array), or by a string cell and a value for each of its
/// members (object).
int csimdjson_tree(csimdjson_document *document, const csimdjson_cell **nodes);

/// Takes from the parsed value what `shape` asks for. A key given twice counts with its last value.
int csimdjson_read_page(csimdjson_document *document, const csimdjson_shape *shape, csimdjson_page *page);

/// simdjson's own words for an error code.
const char *csimdjson_message(int code);

#ifdef __cplusplus
}
#endif

#endif
