#ifndef CRE2_H
#define CRE2_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A compiled pattern. Safe to use from several threads at once. */
typedef struct cre2_pattern cre2_pattern;

/* Compiles a UTF-8 pattern whose program may take at most `memory` bytes.
   Returns NULL on failure, with the reason (NUL-terminated, cut to `capacity`) in `reason`. */
cre2_pattern *cre2_compile(const char *pattern, size_t length, int64_t memory, char *reason, size_t capacity);

/* Frees a pattern. */
void cre2_free(cre2_pattern *pattern);

/* Whether the pattern matches anywhere in the text. */
int cre2_matches(const cre2_pattern *pattern, const char *text, size_t length);

/* The number of capturing groups. */
int cre2_groups(const cre2_pattern *pattern);

/* The first match at or after `start`: fills `offsets` with pairs of begin and end (-1 for a group that took no part)
   for `count` groups, the whole match being the first. Returns 0 when there is none. */
int cre2_find(const cre2_pattern *pattern, const char *text, size_t length, size_t start, int64_t *offsets, int count);

#ifdef __cplusplus
}
#endif

#endif
