// SPDX-License-Identifier: GPL-3.0-or-later
/// @file report_lines.h
/// Lines over numbers, dates or names, one a series.

#ifndef GESTA_SHELL_REPORT_LINES_H
#define GESTA_SHELL_REPORT_LINES_H

#include "shell/report_drawing.h"

/// Draw the whole picture.
///
/// needs  a drawing of this kind, whose columns are known, with rows
void
gesta_report_lines_draw(GestaDrawing *drawing);

#endif // GESTA_SHELL_REPORT_LINES_H
