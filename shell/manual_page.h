// SPDX-License-Identifier: GPL-3.0-or-later
/// @file manual_page.h
/// The manual page of a command, made from its row in the table of commands.

#ifndef GESTA_SHELL_MANUAL_PAGE_H
#define GESTA_SHELL_MANUAL_PAGE_H

#include "graph/base/output.h"
#include "graph/base/status.h"
#include "shell/command.h"

/// Write the page `gesta-NAME(1)` of a command.
///
/// errors  those of the output
/// source  man(7), the part that groff and mandoc have in common
GESTA_MUST_CHECK GestaStatus
gesta_manual_page_write(const GestaCommand *command, GestaOutput *output);

#endif // GESTA_SHELL_MANUAL_PAGE_H
