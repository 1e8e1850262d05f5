// SPDX-License-Identifier: GPL-3.0-or-later
/// @file symbol_list.h
/// Names of classes: relations, feature sets, edit scripts.  A symbol is the
/// index of its name; a list can be kept in a section of a model file.

#ifndef GESTA_MODEL_SYMBOL_LIST_H
#define GESTA_MODEL_SYMBOL_LIST_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"

#include <stddef.h>
#include <stdint.h>

typedef struct GestaSymbolList {
  GestaAllocator *allocator; ///< borrowed until gesta_symbol_list_clear()
  GestaStringView *names;    ///< [count], views of what was borrowed
  size_t *uses;              ///< [count]  how often each was added
  size_t count;
  size_t room;
  uint32_t *slots; ///< index + 1 by hash; 0 is free
  size_t slot_count;
} GestaSymbolList;

void
gesta_symbol_list_init(GestaSymbolList *list, GestaAllocator *allocator);

void
gesta_symbol_list_clear(GestaSymbolList *list);

/// Add a name, or count one more use of it.
///
/// borrows  name's bytes, until the list is cleared
/// errors   GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_symbol_list_add(GestaSymbolList *list, GestaStringView name,
                      uint32_t *symbol);

/// returns  GESTA_OK and *symbol, or GESTA_NOT_FOUND
GESTA_MUST_CHECK GestaStatus
gesta_symbol_list_find(const GestaSymbolList *list, GestaStringView name,
                       uint32_t *symbol);

/// Append the names, each ended by a newline.
///
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_symbol_list_write(const GestaSymbolList *list, GestaTextBuffer *section);

/// Add the names of a section to an empty list.
///
/// borrows  section, until the list is cleared
/// errors   GESTA_ERR_CORRUPT (a name twice, no newline at the end),
///          GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_symbol_list_read(GestaSymbolList *list, GestaStringView section);

#endif // GESTA_MODEL_SYMBOL_LIST_H
