// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

bool
gesta_is_terminal(FILE *stream)
{
  return isatty(fileno(stream)) == 1;
}

// The size of a terminal, all zeros if it is not known.
static struct winsize
find_size(FILE *stream)
{
  struct winsize size = {0};
  if (ioctl(fileno(stream), TIOCGWINSZ, &size) != 0) {
    return (struct winsize){0};
  }
  return size;
}

size_t
gesta_terminal_width(FILE *stream)
{
  enum { USUAL = 80 };
  if (!gesta_is_terminal(stream)) {
    return 0;
  }
  const size_t width = find_size(stream).ws_col;
  return width > 0 ? width : USUAL;
}

size_t
gesta_terminal_height(FILE *stream)
{
  return gesta_is_terminal(stream) ? find_size(stream).ws_row : 0;
}
