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

/// Read a whole file, strictly: what is read here is written again byte for
/// byte by gesta_conllu_write().  The text that offsets refer to is rebuilt
/// from the tokens and SpaceAfter=No, with a line feed before `# newpar` and
/// `# newdoc`.
///
/// A sentence may be without a tree: then all its heads and relations are "_".
/// Enhanced dependencies are kept as text, but their empty nodes (ids such as
/// 8.1) are refused: a GestaSentence has no place for them.
///
/// borrows  text, until the document is forgotten
/// lends    *document, in `arena`
/// errors   with line and column: GESTA_ERR_ENCODING; GESTA_ERR_SYNTAX: a bad
///          column count, id, range, tag, feature or head, two roots or none, a
///          cycle, a sentence cut off; GESTA_ERR_MEMORY
/// cost     O(text.size)
GESTA_MUST_CHECK GestaStatus
gesta_conllu_read(GestaStringView text, GestaArena *arena,
                  GestaDocument *document, GestaError *error);

/// Write a document.  Sentences that were not read from CoNLL-U get the
/// comments newpar, sent_id (their number) and text.
///
/// errors  those of the output
GESTA_MUST_CHECK GestaStatus
gesta_conllu_write(const GestaDocument *document, GestaOutput *output);

/// Write a part of a document, whose first sentence is number `number`.
///
/// errors  those of the output
GESTA_MUST_CHECK GestaStatus
gesta_conllu_write_part(const GestaDocument *part, size_t number,
                        GestaOutput *output);

#endif // GESTA_TEXT_CONLLU_H
