#include <cstring>

#include "Document.hpp"

namespace {

bool is_digit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

/// Whether simdjson can hold the integer: as `int64_t` if negative, else as `uint64_t`.
bool fits(bool negative, const uint8_t *digits, size_t count) {
    const char *largest = negative ? "9223372036854775808" : "18446744073709551615";
    size_t longest = std::strlen(largest);
    return count < longest || (count == longest && std::memcmp(digits, largest, count) <= 0);
}

/// Calls `at(end)` for the end of each integer that does not fit.
template <typename Visit> void for_each_long_integer(const uint8_t *input, size_t length, Visit at) {
    bool in_string = false;
    for (size_t i = 0; i < length;) {
        if (in_string) {
            if (input[i] == '\\') {
                i += 2;
                continue;
            }
            in_string = input[i] != '"';
            i += 1;
        } else if (is_digit(input[i]) || input[i] == '-') {
            bool negative = input[i] == '-';
            size_t start = i + (negative ? 1 : 0);
            i = start;
            while (i < length && is_digit(input[i])) { i += 1; }
            size_t end = i;
            while (i < length && (is_digit(input[i]) || (input[i] != 0 && std::strchr("+-.eE", input[i])))) { i += 1; }
            bool whole = i == end;
            if (whole && !fits(negative, input + start, end - start)) { at(end); }
        } else {
            in_string = input[i] == '"';
            i += 1;
        }
    }
}

}

namespace csimdjson {

std::unique_ptr<uint8_t[]> with_long_integers_as_doubles(const uint8_t *input, size_t length, size_t &added) {
    added = 0;
    for_each_long_integer(input, length, [&](size_t) { added += 2; });
    if (added == 0) { return nullptr; }
    std::unique_ptr<uint8_t[]> copy(new uint8_t[length + added + simdjson::SIMDJSON_PADDING]());
    uint8_t *out = copy.get();
    size_t copied = 0;
    for_each_long_integer(input, length, [&](size_t end) {
        std::memcpy(out, input + copied, end - copied);
        out += end - copied;
        *out++ = '.';
        *out++ = '0';
        copied = end;
    });
    std::memcpy(out, input + copied, length - copied);
    return copy;
}

}
