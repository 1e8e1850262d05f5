// SPDX-License-Identifier: GPL-3.0-or-later
/// @file treebank_files.h
/// Several CoNLL-U files at once.

#ifndef GESTA_SHELL_TREEBANK_FILES_H
#define GESTA_SHELL_TREEBANK_FILES_H

#include "extractor/text/sentence.h"
#include "graph/base/allocator.h"
#include "graph/base/arena.h"
#include "graph/base/status.h"

typedef struct GestaTreebankFiles {
  GestaAllocator *allocator; ///< borrowed until gesta_treebank_files_clear()
  GestaArena arena;
  GestaStringView *texts;   ///< [count]
  GestaDocument *documents; ///< [count], views of the texts
  size_t count;
} GestaTreebankFiles;

/// Read files; "-" is standard input.  What goes wrong is told.
///
/// gives   *files; release it with gesta_treebank_files_clear()
/// needs   count > 0
/// errors  those of gesta_input_read() and gesta_conllu_read()
GESTA_MUST_CHECK GestaStatus
gesta_treebank_files_read(GestaAllocator *allocator, const char *const *paths,
                          size_t count, GestaTreebankFiles *files);

void
gesta_treebank_files_clear(GestaTreebankFiles *files);

#endif // GESTA_SHELL_TREEBANK_FILES_H
