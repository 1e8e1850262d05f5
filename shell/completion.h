// SPDX-License-Identifier: GPL-3.0-or-later
/// @file completion.h
/// What the word at the end of a line may become: a command and what it takes,
/// or what the grammar of SPARQL allows there.

#ifndef GESTA_SHELL_COMPLETION_H
#define GESTA_SHELL_COMPLETION_H

#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "shell/completions.h"
#include "shell/session.h"

/// Complete the word at the end of `text`, a statement up to the cursor.
///
/// needs   *completions begun, with none
/// errors  GESTA_ERR_MEMORY, those of reading the graph; what was found until
///         then is kept
GESTA_MUST_CHECK GestaStatus
gesta_completion_find(GestaSession *session, GestaStringView text,
                      GestaCompletions *completions);

#endif // GESTA_SHELL_COMPLETION_H
