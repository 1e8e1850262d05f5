// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/progress.h"

#include "graph/base/clock.h"
#include "shell/terminal.h"

#include <inttypes.h>
#include <stdio.h>

enum { LINE_SIZE = 160, BAR = 20 };

void
gesta_progress_init(GestaProgress *progress)
{
  *progress = (GestaProgress){.is_shown = gesta_is_terminal(stderr)};
  progress->width = gesta_terminal_width(stderr);
  progress->begun = gesta_clock();
  progress->shown = progress->begun;
}

double
gesta_progress_time(const GestaProgress *progress)
{
  return gesta_clock_seconds(progress->begun, gesta_clock());
}

void
gesta_progress_show(GestaProgress *progress, uint64_t done, uint64_t total,
                    uint64_t count, const char *things)
{
  if (!progress->is_shown) {
    return;
  }
  const uint64_t now = gesta_clock();
  if (gesta_clock_seconds(progress->shown, now) < 0.1) {
    return;
  }
  progress->shown = now;
  const double time = gesta_clock_seconds(progress->begun, now);
  const double rate = (double)count / time;
  char line[LINE_SIZE];
  int size = 0;
  if (total > 0 && done <= total) {
    char bar[BAR + 1];
    const double share = (double)done / (double)total;
    for (int i = 0; i < BAR; ++i) {
      bar[i] = (char)(share * BAR > i ? '#' : '.');
    }
    bar[BAR] = '\0';
    const double left = share > 0 ? time / share - time : 0;
    size = snprintf(line, sizeof line,
                    "[%s] %3.0f %%  %" PRIu64 " %s, %.0f/s, %.0f s left", bar,
                    share * 100, count, things, rate, left);
  } else {
    size = snprintf(line, sizeof line, "%" PRIu64 " %s, %.0f/s", count, things,
                    rate);
  }
  const int room = progress->width > 1 && progress->width <= LINE_SIZE
                     ? (int)progress->width - 1
                     : LINE_SIZE - 1;
  (void)fprintf(stderr, "\r%.*s\033[K", size < room ? size : room, line);
  (void)fflush(stderr);
  progress->is_on_line = true;
}

void
gesta_progress_clear(GestaProgress *progress)
{
  if (progress->is_on_line) {
    (void)fprintf(stderr, "\r\033[K");
    (void)fflush(stderr);
    progress->is_on_line = false;
  }
}
