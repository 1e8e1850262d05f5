// SPDX-License-Identifier: GPL-3.0-or-later
/// @file report_svg.h
/// A picture as SVG.  Nothing here returns a status: the first failure is kept
/// and everything after it does nothing, so that drawing reads like drawing.
///
/// units   coordinates are pixels, written with one digit after the point
/// source  Scalable Vector Graphics 2

#ifndef GESTA_SHELL_REPORT_SVG_H
#define GESTA_SHELL_REPORT_SVG_H

#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"

#include <stddef.h>

typedef struct GestaSvg {
  GestaTextBuffer *text; ///< borrowed
  GestaStatus status;    ///< the first failure
} GestaSvg;

/// Write markup as it is.
void
gesta_svg_write(GestaSvg *svg, const char *markup);

/// Write formatted markup (integers and strings only).
void
gesta_svg_print(GestaSvg *svg, const char *format, ...) GESTA_PRINTF(2, 3);

/// Write text, on one line and escaped.  What XML cannot hold is replaced.
///
/// needs  well-formed UTF-8
void
gesta_svg_text(GestaSvg *svg, GestaStringView text);

/// Write a number.
void
gesta_svg_number(GestaSvg *svg, double value);

/// Write ` name="value"`.
void
gesta_svg_attribute(GestaSvg *svg, const char *name, double value);

/// A straight line; `attributes` are markup, such as its stroke.
void
gesta_svg_line(GestaSvg *svg, const double from[2], const double to[2],
               const char *attributes);

/// A text of `columns` at most, cut with an ellipsis.  What was cut can be read
/// by pointing at it.
void
gesta_svg_label(GestaSvg *svg, double x, double y, const char *attributes,
                GestaStringView text, size_t columns);

/// What a person reads who points at the element that is open.
void
gesta_svg_hint(GestaSvg *svg, GestaStringView text);

/// The columns that a text takes, `most` at most.
size_t
gesta_svg_columns(GestaStringView text, size_t most);

#endif // GESTA_SHELL_REPORT_SVG_H
