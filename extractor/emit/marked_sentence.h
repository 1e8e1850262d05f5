// SPDX-License-Identifier: GPL-3.0-or-later
/// @file marked_sentence.h
/// A sentence for people, with the parts marked that something is known of:
///
///     “[actor Paris] a [trigger livré] [target des tentes].”

#ifndef GESTA_EMIT_MARKED_SENTENCE_H
#define GESTA_EMIT_MARKED_SENTENCE_H

#include "graph/base/output.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct GestaMarkedSpan {
  GestaStringView name; ///< borrowed: "actor"
  size_t begin;         ///< code points of the sentence
  size_t end;           ///< end exclusive
} GestaMarkedSpan;

/// What stands around a span and its name.
typedef struct GestaMarks {
  const char *open;
  const char *close;
  const char *name_open; ///< around the name, between `open` and the text
  const char *name_close;
} GestaMarks;

/// Brackets, for whoever has no colours.
GestaMarks
gesta_marks_plain(void);

/// Write a sentence between quotation marks.  Spans may stand in one another;
/// empty ones are left out.  A line break becomes a blank.
///
/// errors  those of the output
GESTA_MUST_CHECK GestaStatus
gesta_marked_sentence_write(GestaStringView sentence,
                            const GestaMarkedSpan *spans, size_t span_count,
                            const GestaMarks *marks, GestaOutput *output);

#endif // GESTA_EMIT_MARKED_SENTENCE_H
