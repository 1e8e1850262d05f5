// SPDX-License-Identifier: GPL-3.0-or-later
/// @file conllu.h
/// Read and write CoNLL-U, the exchange format between all stages.
///
/// source  https://universaldependencies.org/format.html

#ifndef GESTA_TEXT_CONLLU_H
#define GESTA_TEXT_CONLLU_H

#include "extractor/text/sentence.h"
#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/output.h"
#include "graph/base/status.h"

/// Read a whole file.  The text that offsets refer to is rebuilt from the
/// tokens and SpaceAfter=No.
///
/// borrows  text, until the document is forgotten
/// lends    *document, in `arena`
/// errors   GESTA_ERR_SYNTAX with the line: a bad column count, id, range or
///          head, two roots or none, a cycle; GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_conllu_read(GestaStringView text, GestaArena *arena,
                  GestaDocument *document, GestaError *error);

/// Write a document.
///
/// errors  those of the output
GESTA_MUST_CHECK GestaStatus
gesta_conllu_write(const GestaDocument *document, GestaOutput *output);

#endif // GESTA_TEXT_CONLLU_H
