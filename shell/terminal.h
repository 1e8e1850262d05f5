// SPDX-License-Identifier: GPL-3.0-or-later
/// @file terminal.h
/// What standard input, output and error are.

#ifndef GESTA_SHELL_TERMINAL_H
#define GESTA_SHELL_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/// Whether a stream is a terminal.
bool
gesta_is_terminal(FILE *stream);

/// The number of columns of a terminal; 0 if the stream is none.
size_t
gesta_terminal_width(FILE *stream);

/// The number of lines of a terminal; 0 if the stream is none, or nobody knows.
size_t
gesta_terminal_height(FILE *stream);

#endif // GESTA_SHELL_TERMINAL_H
