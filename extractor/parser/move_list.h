// SPDX-License-Identifier: GPL-3.0-or-later
/// @file move_list.h
/// The classes of the parser: moves with relations, such as "left nsubj".

#ifndef GESTA_PARSER_MOVE_LIST_H
#define GESTA_PARSER_MOVE_LIST_H

#include "extractor/model/symbol_list.h"
#include "extractor/parser/arc_hybrid.h"
#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct GestaLabelledMove {
  GestaMove move;
  uint32_t label; ///< index of the relation
  bool is_case;   ///< the relation is case or mark
  bool is_root;   ///< the relation is root: only for the artificial root
} GestaLabelledMove;

typedef struct GestaMoveList {
  GestaSymbolList names;     ///< "shift", "left det", "right obj", …
  GestaSymbolList relations; ///< "det", "obj", … in the order of their moves
  GestaLabelledMove *moves;  ///< [names.count]
} GestaMoveList;

/// Read the section of names.  Move 0 is "shift", move 1 is "left root".
///
/// borrows  section and allocator, until gesta_move_list_clear()
/// errors   GESTA_ERR_CORRUPT, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_move_list_read(GestaMoveList *list, GestaAllocator *allocator,
                     GestaStringView section);

void
gesta_move_list_clear(GestaMoveList *list);

/// Whether a move can be made in a configuration, relation included.
static inline bool
gesta_move_fits(const GestaLabelledMove *move, bool at_root,
                const bool allowed[GESTA_MOVE_COUNT])
{
  return allowed[move->move]
         && (move->move != GESTA_MOVE_LEFT || move->is_root == at_root);
}

#endif // GESTA_PARSER_MOVE_LIST_H
