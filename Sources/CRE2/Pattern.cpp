#include "CRE2.h"

#include <cstring>
#include <new>
#include <string>
#include <vector>

#include <re2/re2.h>

// Nothing thrown may cross into the caller, so each entry catches what allocation can raise.

struct cre2_pattern {
    re2::RE2 expression;
    cre2_pattern(re2::StringPiece pattern, const re2::RE2::Options &options) : expression(pattern, options) {}
};

static void give_reason(const char *text, char *reason, size_t capacity) {
    if (capacity == 0) return;
    size_t length = std::strlen(text);
    if (length >= capacity) length = capacity - 1;
    std::memcpy(reason, text, length);
    reason[length] = '\0';
}

cre2_pattern *cre2_compile(const char *pattern, size_t length, int64_t memory, char *reason, size_t capacity) {
    try {
        re2::RE2::Options options;
        options.set_log_errors(false);
        options.set_max_mem(memory);
        cre2_pattern *made = new cre2_pattern(re2::StringPiece(pattern, length), options);
        if (made->expression.ok()) return made;
        give_reason(made->expression.error().c_str(), reason, capacity);
        delete made;
    } catch (...) {
        give_reason("out of memory", reason, capacity);
    }
    return nullptr;
}

void cre2_free(cre2_pattern *pattern) { delete pattern; }

int cre2_matches(const cre2_pattern *pattern, const char *text, size_t length) {
    try {
        return pattern->expression.Match(
            re2::StringPiece(text, length), 0, length, re2::RE2::UNANCHORED, nullptr, 0);
    } catch (...) {
        return 0;
    }
}

int cre2_groups(const cre2_pattern *pattern) { return pattern->expression.NumberOfCapturingGroups(); }

int cre2_find(const cre2_pattern *pattern, const char *text, size_t length, size_t start, int64_t *offsets, int count) {
    try {
        std::vector<re2::StringPiece> groups(static_cast<size_t>(count));
        if (!pattern->expression.Match(
                re2::StringPiece(text, length), start, length, re2::RE2::UNANCHORED, groups.data(), count)) {
            return 0;
        }
        for (int index = 0; index < count; ++index) {
            const re2::StringPiece &group = groups[static_cast<size_t>(index)];
            bool taken = group.data() != nullptr;
            offsets[index * 2] = taken ? group.data() - text : -1;
            offsets[index * 2 + 1] = taken ? group.data() - text + static_cast<int64_t>(group.size()) : -1;
        }
        return 1;
    } catch (...) {
        return 0;
    }
}
