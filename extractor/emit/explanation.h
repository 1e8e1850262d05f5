// SPDX-License-Identifier: GPL-3.0-or-later
/// @file explanation.h
/// Why an article has the events that it has, as text for people: the sentence
/// with its parts marked, the rule and its line of the lexicon, the way through
/// the tree to each party, how each name, pronoun and date was resolved.

#ifndef GESTA_EMIT_EXPLANATION_H
#define GESTA_EMIT_EXPLANATION_H

#include "extractor/emit/marked_sentence.h"
#include "extractor/event/article_events.h"
#include "graph/base/output.h"
#include "graph/base/status.h"

/// Write a paragraph an event, or one line that says that there is none.
///
/// errors  those of the output, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_explanation_write(const GestaArticleEvents *events,
                        const GestaMarks *marks, GestaOutput *output);

#endif // GESTA_EMIT_EXPLANATION_H
