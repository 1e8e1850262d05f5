// SPDX-License-Identifier: GPL-3.0-or-later
/// @file label_index.h
/// The names of everything in a graph, read once: which IRI has which name.
/// Names are compared folded: without regard to case and accents.

#ifndef GESTA_SHELL_LABEL_INDEX_H
#define GESTA_SHELL_LABEL_INDEX_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/results/results_reader.h"

#include <stddef.h>

typedef struct GestaLabelIndex GestaLabelIndex;

typedef struct GestaLabelEntry {
  GestaStringView key; ///< the name, folded
  GestaStringView name;
  GestaStringView iri;
} GestaLabelEntry;

typedef enum GestaLabelMatch {
  GESTA_LABEL_WHOLE, ///< the name itself
  GESTA_LABEL_START, ///< the beginning of the name
  GESTA_LABEL_WORD,  ///< the beginning of one of its words
} GestaLabelMatch;

/// A new index without names.
///
/// gives    *index; free it with gesta_label_index_free()
/// borrows  allocator until then
GESTA_MUST_CHECK GestaStatus
gesta_label_index_new(GestaAllocator *allocator, GestaLabelIndex **index);

void
gesta_label_index_free(GestaLabelIndex *index);

/// Where to send rows of three columns: node, name, folded name.  Lent until
/// gesta_label_index_free().
GestaRowSink *
gesta_label_index_sink(GestaLabelIndex *index);

/// Sort what was sent: call it once, after the last row.
void
gesta_label_index_sort(GestaLabelIndex *index);

size_t
gesta_label_index_count(const GestaLabelIndex *index);

/// The entry number `at` in the order of the keys, then of names and IRIs.
/// Lent until gesta_label_index_free().
const GestaLabelEntry *
gesta_label_index_get(const GestaLabelIndex *index, size_t at);

/// Find the next entry that matches a folded word; begin with *at = 0.
///
/// needs    gesta_label_index_sort()
/// returns  the entry, or NULL; *at is then the number behind it
/// cost     a binary search for WHOLE and START; for WORD a look at each entry
const GestaLabelEntry *
gesta_label_index_next(const GestaLabelIndex *index, GestaStringView key,
                       GestaLabelMatch match, size_t *at);

#endif // GESTA_SHELL_LABEL_INDEX_H
