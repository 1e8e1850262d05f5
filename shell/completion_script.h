// SPDX-License-Identifier: GPL-3.0-or-later
/// @file completion_script.h
/// The scripts by which bash, zsh and fish complete command lines of the
/// program, made from the table of commands.

#ifndef GESTA_SHELL_COMPLETION_SCRIPT_H
#define GESTA_SHELL_COMPLETION_SCRIPT_H

#include "graph/base/output.h"
#include "graph/base/status.h"

/// Write the script of one shell.
///
/// errors  those of the output
GESTA_MUST_CHECK GestaStatus
gesta_bash_script_write(GestaOutput *output);
GESTA_MUST_CHECK GestaStatus
gesta_zsh_script_write(GestaOutput *output);
GESTA_MUST_CHECK GestaStatus
gesta_fish_script_write(GestaOutput *output);

#endif // GESTA_SHELL_COMPLETION_SCRIPT_H
