// SPDX-License-Identifier: GPL-3.0-or-later
/// @file report_timeline.h
/// Events on a line of days.

#ifndef GESTA_SHELL_REPORT_TIMELINE_H
#define GESTA_SHELL_REPORT_TIMELINE_H

#include "shell/report_drawing.h"

/// Draw the whole picture.
///
/// needs  a drawing of this kind, whose columns are known, with rows
void
gesta_report_timeline_draw(GestaDrawing *drawing);

#endif // GESTA_SHELL_REPORT_TIMELINE_H
