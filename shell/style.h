// SPDX-License-Identifier: GPL-3.0-or-later
/// @file style.h
/// Colours on a terminal, and an output that colours a table: its head, its
/// rule, and the number of its rows.

#ifndef GESTA_SHELL_STYLE_H
#define GESTA_SHELL_STYLE_H

#include "extractor/emit/marked_sentence.h"
#include "graph/base/output.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define GESTA_STYLE_HEAD "\x1b[1m"
#define GESTA_STYLE_MARK "\x1b[1;4m"
#define GESTA_STYLE_WRONG "\x1b[31m"
#define GESTA_STYLE_FAINT "\x1b[2m"
#define GESTA_STYLE_END "\x1b[0m"

/// Whether a stream shall be coloured: a terminal that is not dumb, and
/// NO_COLOR is not set.
///
/// source  https://no-color.org
bool
gesta_style_is_wanted(FILE *stream);

/// What marks parts of a sentence: bold and underlined below faint names, or
/// brackets.
GestaMarks
gesta_style_marks(bool coloured);

/// The caller's memory, because `output` refers to it: do not copy it.
typedef struct GestaStyledTable {
  GestaOutput output;  ///< write here
  GestaOutput *target; ///< borrowed
  size_t line;         ///< number, from 0
  bool in_line;
  bool is_coloured; ///< the line
} GestaStyledTable;

/// Begin to colour what is written to `target`, which is borrowed.
void
gesta_styled_table_init(GestaStyledTable *table, GestaOutput *target);

#endif // GESTA_SHELL_STYLE_H
