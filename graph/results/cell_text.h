// SPDX-License-Identifier: GPL-3.0-or-later
/// @file cell_text.h
/// A term as people read it, and what it takes on the screen.

#ifndef GESTA_RESULTS_CELL_TEXT_H
#define GESTA_RESULTS_CELL_TEXT_H

#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"
#include "graph/rdf/prefixes.h"
#include "graph/rdf/term.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Append a term: an IRI compact if a prefix fits, a literal without quotes,
/// nothing for GESTA_TERM_NONE.
///
/// borrows  prefixes (NULL: none) during the call
GESTA_MUST_CHECK GestaStatus
gesta_cell_text(const GestaPrefixes *prefixes, const GestaTerm *term,
                GestaTextBuffer *text);

/// The same, but an IRI that no prefix fits stands without its angle brackets.
GESTA_MUST_CHECK GestaStatus
gesta_cell_text_bare(const GestaPrefixes *prefixes, const GestaTerm *term,
                     GestaTextBuffer *text);

/// What stands for a byte in a language of markup, or NULL if the byte does; it
/// may be made in `room`.
typedef const char *
GestaMarkupEscape(char byte, char room[3]);

/// Append text to markup.
GESTA_MUST_CHECK GestaStatus
gesta_cell_text_escape(GestaStringView value, GestaMarkupEscape *escape,
                       GestaTextBuffer *text);

/// Append text for the screen, one line of it: controls and marks that turn
/// text around are replaced, so that data cannot drive a terminal.
///
/// returns  GESTA_OK and *width, its columns on the screen
/// needs    well-formed UTF-8
GESTA_MUST_CHECK GestaStatus
gesta_cell_text_visible(GestaStringView value, GestaTextBuffer *text,
                        size_t *width);

/// Columns of a code point on the screen: 2 for East Asian wide ones, 0 for
/// combining marks.
///
/// source  Unicode Standard Annex 11
size_t
gesta_cell_text_columns(uint32_t code_point);

/// Whether a person can open an IRI in a browser; no other becomes a link, so
/// that data cannot run a script.
bool
gesta_cell_text_is_link(const GestaTerm *term);

#endif // GESTA_RESULTS_CELL_TEXT_H
