// SPDX-License-Identifier: GPL-3.0-or-later
/// @file regex.h
/// Regular expressions of XPath, compiled by PCRE2 and kept.
///
/// source  XPath and XQuery Functions and Operators 3.1, section 5.6

#ifndef GESTA_EVAL_REGEX_H
#define GESTA_EVAL_REGEX_H

#include "graph/base/arena.h"
#include "graph/base/cancel.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdbool.h>

typedef struct GestaRegexCache GestaRegexCache;
typedef struct GestaRegex GestaRegex;

/// gives    *cache; free it with gesta_regex_cache_free()
/// borrows  allocator, until then
GESTA_MUST_CHECK GestaStatus
gesta_regex_cache_new(GestaAllocator *allocator, GestaRegexCache **cache);

/// NULL is allowed.
void
gesta_regex_cache_free(GestaRegexCache *cache);

/// The compiled form of a pattern.  Flags: i, s, m, x, q.
///
/// lends    *regex, until the next call
/// needs    well-formed UTF-8
/// returns  GESTA_OK, or GESTA_NOT_FOUND if it is no regular expression or a
///          flag is unknown
/// errors   GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_regex_find(GestaRegexCache *cache, GestaStringView pattern,
                 GestaStringView flags, GestaRegex **regex);

/// Whether a part of the text matches.
///
/// needs    well-formed UTF-8
/// returns  GESTA_OK and *matches, or GESTA_NOT_FOUND if it cannot be told
///          within a fixed number of steps
/// errors   GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_regex_matches(GestaRegex *regex, GestaStringView text, bool *matches);

/// Replace every part that matches.  In the replacement $1 is the first group,
/// \$ a dollar sign and \\ a backslash.
///
/// lends    *result, by the arena
/// returns  GESTA_OK, or GESTA_NOT_FOUND: the pattern matches the empty text,
///          the replacement is wrong, or as gesta_regex_matches()
/// errors   GESTA_ERR_MEMORY, GESTA_ERR_CANCELLED
GESTA_MUST_CHECK GestaStatus
gesta_regex_replace(GestaRegex *regex, GestaStringView text,
                    GestaStringView replacement, GestaArena *arena,
                    GestaCancel *cancel, GestaStringView *result);

#endif // GESTA_EVAL_REGEX_H
