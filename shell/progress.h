// SPDX-License-Identifier: GPL-3.0-or-later
/// @file progress.h
/// How far long work has come: one line on a terminal that is written again and
/// again; nothing where standard error is none.

#ifndef GESTA_SHELL_PROGRESS_H
#define GESTA_SHELL_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct GestaProgress {
  bool is_shown; ///< standard error is a terminal
  bool is_on_line;
  size_t width;   ///< of the terminal
  uint64_t begun; ///< by gesta_clock()
  uint64_t shown; ///< last
} GestaProgress;

/// Begin to measure the time.
void
gesta_progress_init(GestaProgress *progress);

/// Show how far the work has come, ten times a second at most.
///
/// units  total 0: not known; count is the number of `things` done
void
gesta_progress_show(GestaProgress *progress, uint64_t done, uint64_t total,
                    uint64_t count, const char *things);

/// Clear the line, before anything else is written.
void
gesta_progress_clear(GestaProgress *progress);

/// units  seconds since the beginning
double
gesta_progress_time(const GestaProgress *progress);

#endif // GESTA_SHELL_PROGRESS_H
