// SPDX-License-Identifier: GPL-3.0-or-later
/// @file event_spans.h
/// Where the parts of an event stand in its sentence.

#ifndef GESTA_EMIT_EVENT_SPANS_H
#define GESTA_EMIT_EVENT_SPANS_H

#include "extractor/event/article_events.h"

#include <stddef.h>
#include <stdint.h>

enum { GESTA_EVENT_SPANS = 20 };

typedef struct GestaEventSpan {
  const char *name; ///< "trigger", "actor", "target", "source", "date"
  size_t begin;     ///< bytes of the text
  size_t end;
} GestaEventSpan;

/// The spans of an event that stand in its own sentence, none twice.
size_t
gesta_event_spans(const GestaArticleEvents *events, const GestaEvent *event,
                  GestaEventSpan spans[GESTA_EVENT_SPANS]);

/// From one word of a sentence to another.
GestaEventSpan
gesta_words_span(const GestaArticleEvents *events, size_t sentence,
                 size_t first, size_t last);

/// The phrase that a word heads, without clauses, appositions and conjuncts.
GestaEventSpan
gesta_phrase_span(const GestaArticleEvents *events, size_t sentence,
                  uint32_t head);

#endif // GESTA_EMIT_EVENT_SPANS_H
