// SPDX-License-Identifier: GPL-3.0-or-later
/// @file report_bars.h
/// Horizontal bars, a row each; with series, bars of several colours a name.

#ifndef GESTA_SHELL_REPORT_BARS_H
#define GESTA_SHELL_REPORT_BARS_H

#include "shell/report_drawing.h"

/// Draw the whole picture.
///
/// needs  a drawing of this kind, whose columns are known, with rows
void
gesta_report_bars_draw(GestaDrawing *drawing);

#endif // GESTA_SHELL_REPORT_BARS_H
