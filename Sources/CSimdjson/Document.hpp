#pragma once

// The error-code half of simdjson only: nothing in this target may throw past its C functions.
#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>

#include <memory>
#include <vector>

#include "CSimdjson.h"

/// A parser with the buffers it fills, so that a reused document allocates nothing.
struct csimdjson_document {
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    std::unique_ptr<uint8_t[]> input;
    size_t input_capacity = 0;

    std::vector<csimdjson_cell> cells;
    std::vector<csimdjson_cell> top;
    std::vector<csimdjson_cell> nodes;
};

namespace csimdjson {

/// Appends the preorder of `element` to `nodes`.
void append_tree(simdjson::dom::element element, std::vector<csimdjson_cell> &nodes);

/// The cell of a value; arrays and objects get their tag only.
csimdjson_cell cell_of(simdjson::dom::element element);

/// A copy of `input` in which every integer too long for 64 bits has a fraction of zero, so that simdjson reads it as a
/// double instead of refusing the document. `added` counts the bytes this adds; the copy is padded.
std::unique_ptr<uint8_t[]> with_long_integers_as_doubles(const uint8_t *input, size_t length, size_t &added);

}
