// SPDX-License-Identifier: GPL-3.0-or-later
/// @file completion_state.h
/// What the files of completion share.

#ifndef GESTA_SHELL_COMPLETION_STATE_H
#define GESTA_SHELL_COMPLETION_STATE_H

#include "graph/base/status.h"
#include "graph/rdf/prefixes.h"
#include "shell/completions.h"
#include "shell/session.h"
#include "shell/sparql_position.h"

#include <stdbool.h>

typedef struct GestaCompleting {
  GestaSession *session;
  const GestaPrefixes *prefixes; ///< NULL: none is known
  GestaCompletions *completions; ///< where the answers go
} GestaCompleting;

/// Offer a candidate if it begins with `word`, in any case.
GESTA_MUST_CHECK GestaStatus
gesta_complete_word(const GestaCompleting *completing, GestaStringView word,
                    const char *candidate, bool is_whole);

/// Offer IRIs that fit a position, if a word is the beginning of one: `<…` or
/// `prefix:…`, which *is_one tells.
GESTA_MUST_CHECK GestaStatus
gesta_complete_iri(const GestaCompleting *completing, GestaStringView word,
                   GestaSparqlPosition position, bool *is_one);

/// Offer prefixes with their colons.
GESTA_MUST_CHECK GestaStatus
gesta_complete_prefix(const GestaCompleting *completing, GestaStringView word);

/// Offer the things of the graph of whose name a word begins like `word`: their
/// IRIs, or their names.
GESTA_MUST_CHECK GestaStatus
gesta_complete_thing(const GestaCompleting *completing, GestaStringView word,
                     bool as_name);

/// Complete the word at the end of a SPARQL text.
GESTA_MUST_CHECK GestaStatus
gesta_complete_sparql(const GestaCompleting *completing, GestaStringView text);

/// Complete a command, or what it takes.
GESTA_MUST_CHECK GestaStatus
gesta_complete_command(const GestaCompleting *completing, GestaStringView text);

#endif // GESTA_SHELL_COMPLETION_STATE_H
