// SPDX-License-Identifier: GPL-3.0-or-later
/// @file interrupt.h
/// Ctrl-C and its like, as a GestaCancel.

#ifndef GESTA_SHELL_INTERRUPT_H
#define GESTA_SHELL_INTERRUPT_H

#include "graph/base/cancel.h"

/// Let SIGINT, SIGTERM and SIGHUP set `cancel`, so that work in progress ends
/// tidily; a second signal ends the program at once.  Writing to a pipe that
/// nobody reads becomes an error instead of a signal.
///
/// lends  *cancel, for ever
GestaCancel *
gesta_interrupt_init(void);

/// From now on SIGINT may come again and again: the interactive shell asks
/// before each statement to begin with no request to stop.
void
gesta_interrupt_repeat(void);

/// The signal that asked to stop, or 0.
int
gesta_interrupt_signal(void);

/// Forget a request to stop.
void
gesta_interrupt_reset(void);

#endif // GESTA_SHELL_INTERRUPT_H
