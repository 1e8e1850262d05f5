// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

bool
gesta_is_terminal(FILE *stream)
{
  return isatty(fileno(stream)) == 1;
}

size_t
gesta_terminal_width(FILE *stream)
{
  enum { USUAL = 80 };
  if (!gesta_is_terminal(stream)) {
    return 0;
  }
  struct winsize size = {0};
  if (ioctl(fileno(stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
    return USUAL;
  }
  return size.ws_col;
}
