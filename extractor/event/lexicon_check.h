// SPDX-License-Identifier: GPL-3.0-or-later
/// @file lexicon_check.h
/// What is wrong with triggers.tsv: all of it, where reading stops at the first
/// fault.

#ifndef GESTA_EVENT_LEXICON_CHECK_H
#define GESTA_EVENT_LEXICON_CHECK_H

#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/rdf/quad_sink.h"

#include <stddef.h>

typedef struct GestaLexiconCheck GestaLexiconCheck;

typedef struct GestaLexiconCounts {
  size_t verbs;
  size_t nouns;
  size_t actions; ///< different ones
  size_t faults;
} GestaLexiconCounts;

/// Called for each fault.  What it returns ends the check unless it is
/// GESTA_OK.
typedef GestaStatus (*GestaLexiconFault)(void *user, const char *path,
                                         size_t line, const char *what,
                                         GestaStringView word);

/// gives    *check; free it with gesta_lexicon_check_free()
/// borrows  allocator, until then
GESTA_MUST_CHECK GestaStatus
gesta_lexicon_check_new(GestaAllocator *allocator, GestaLexiconCheck **check);

void
gesta_lexicon_check_free(GestaLexiconCheck *check);

/// Where to send the quads of actions.ttl.  Lent until free.
GestaQuadSink *
gesta_lexicon_check_actions(GestaLexiconCheck *check);

/// Check `DATA/lexicon/LANGUAGE/triggers.tsv` against the actions sent and the
/// language's morphological lexicon, if it has one.
///
/// errors  GESTA_ERR_FILE, GESTA_ERR_ENCODING, GESTA_ERR_MEMORY, those of
///         gesta_morphology_open() and of `fault`
GESTA_MUST_CHECK GestaStatus
gesta_lexicon_check_run(GestaLexiconCheck *check, const char *data_directory,
                        GestaStringView language, GestaLexiconFault fault,
                        void *user, GestaLexiconCounts *counts,
                        GestaError *error);

#endif // GESTA_EVENT_LEXICON_CHECK_H
