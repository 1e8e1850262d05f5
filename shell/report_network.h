// SPDX-License-Identifier: GPL-3.0-or-later
/// @file report_network.h
/// Names and arrows between them.

#ifndef GESTA_SHELL_REPORT_NETWORK_H
#define GESTA_SHELL_REPORT_NETWORK_H

#include "shell/report_drawing.h"

/// Draw the whole picture.
///
/// needs  a drawing of this kind, whose columns are known, with rows
void
gesta_report_network_draw(GestaDrawing *drawing);

#endif // GESTA_SHELL_REPORT_NETWORK_H
