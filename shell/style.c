// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/style.h"

#include "shell/terminal.h"

#include <stdlib.h>
#include <string.h>

bool
gesta_style_is_wanted(FILE *stream)
{
  // Nobody changes the environment while we run.
  const char *const no_color = getenv("NO_COLOR"); // NOLINT(concurrency-*)
  const char *const terminal = getenv("TERM");     // NOLINT(concurrency-*)
  return !(no_color && no_color[0]) && terminal && strcmp(terminal, "dumb") != 0
         && gesta_is_terminal(stream);
}

GestaMarks
gesta_style_marks(bool coloured)
{
  return coloured
           ? (GestaMarks){.open = GESTA_STYLE_FAINT "[",
                          .name_open = "",
                          .name_close = " " GESTA_STYLE_END GESTA_STYLE_MARK,
                          .close = GESTA_STYLE_END GESTA_STYLE_FAINT
                          "]" GESTA_STYLE_END}
           : gesta_marks_plain();
}

// How a line is shown that begins with this byte: the head, the rule below it,
// and the number of rows.  Rows begin with a blank.
static const char *
choose(const GestaStyledTable *table, char first)
{
  if (table->line == 0) {
    return GESTA_STYLE_HEAD;
  }
  return first == '-' || first == '(' ? GESTA_STYLE_FAINT : NULL;
}

static GestaStatus
take(GestaOutput *self, GestaStringView bytes)
{
  GestaStyledTable *const table = (GestaStyledTable *)self;
  GestaStatus status = GESTA_OK;
  size_t at = 0;
  while (!status && at < bytes.size) {
    if (!table->in_line) {
      const char *const style = choose(table, bytes.data[at]);
      table->in_line = true;
      table->is_coloured = style != NULL;
      if (style) {
        status = gesta_output_write(table->target, gesta_view(style));
      }
    }
    const char *const newline = memchr(bytes.data + at, '\n', bytes.size - at);
    const size_t end = newline ? (size_t)(newline - bytes.data) : bytes.size;
    if (!status) {
      status = gesta_output_write(table->target,
                                  (GestaStringView){bytes.data + at, end - at});
    }
    if (!status && newline && table->is_coloured) {
      status = gesta_output_write(table->target, gesta_view(GESTA_STYLE_END));
    }
    if (!status && newline) {
      status = gesta_output_write(table->target, gesta_view("\n"));
      table->in_line = false;
      ++table->line;
    }
    at = newline ? end + 1 : end;
  }
  return status;
}

void
gesta_styled_table_init(GestaStyledTable *table, GestaOutput *target)
{
  *table = (GestaStyledTable){.output = {take, NULL}, .target = target};
}
