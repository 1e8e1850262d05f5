// SPDX-License-Identifier: GPL-3.0-or-later
/// @file tree_repair.h
/// Trees as the rules want them.
///
/// Parsers err in ways that word order, tags and word lists can put right:
/// `plus de cent personnes` hangs below its adverb, `lundi` is an object, a
/// name hangs on the adjective before it.  Each repair asks for a pattern that
/// has one reading only and leaves everything else alone.

#ifndef GESTA_EVENT_TREE_REPAIR_H
#define GESTA_EVENT_TREE_REPAIR_H

#include "extractor/entity/workspace.h"
#include "extractor/event/knowledge.h"
#include "extractor/text/sentence.h"

/// A copy of a document whose trees are repaired; tokens and text are shared.
///
/// borrows  everything, as long as the copy is used
/// lends    *repaired, in the workspace
void
gesta_repair_trees(const GestaDocument *document,
                   const GestaKnowledge *knowledge, GestaWorkspace *workspace,
                   GestaDocument *repaired);

#endif // GESTA_EVENT_TREE_REPAIR_H
