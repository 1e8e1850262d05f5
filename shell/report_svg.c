// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/report_svg.h"

#include "graph/base/number.h"
#include "graph/base/utf8.h"
#include "graph/base/xml_escape.h"
#include "graph/results/cell_text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
gesta_svg_write(GestaSvg *svg, const char *markup)
{
  if (!svg->status) {
    svg->status = gesta_text_buffer_append(svg->text, gesta_view(markup));
  }
}

void
gesta_svg_print(GestaSvg *svg, const char *format, ...)
{
  char text[512];
  va_list arguments;
  va_start(arguments, format);
  const int size = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  assert(size >= 0 && (size_t)size < sizeof text);
  (void)size;
  gesta_svg_write(svg, text);
}

void
gesta_svg_text(GestaSvg *svg, GestaStringView text)
{
  GestaTextBuffer visible;
  gesta_text_buffer_init(&visible, svg->text->allocator);
  size_t width = 0;
  if (!svg->status) {
    svg->status = gesta_cell_text_visible(text, &visible, &width);
  }
  if (!svg->status) {
    svg->status = gesta_xml_escape(gesta_text_buffer_view(&visible), svg->text);
  }
  gesta_text_buffer_clear(&visible);
}

void
gesta_svg_number(GestaSvg *svg, double value)
{
  char text[GESTA_NUMBER_SIZE];
  size_t size = gesta_print_fixed(value, 1, text);
  if (size > 2 && strcmp(text + size - 2, ".0") == 0) {
    text[size - 2] = '\0';
  }
  gesta_svg_write(svg, strcmp(text, "-0") == 0 ? "0" : text);
}

void
gesta_svg_attribute(GestaSvg *svg, const char *name, double value)
{
  gesta_svg_write(svg, " ");
  gesta_svg_write(svg, name);
  gesta_svg_write(svg, "=\"");
  gesta_svg_number(svg, value);
  gesta_svg_write(svg, "\"");
}

void
gesta_svg_line(GestaSvg *svg, const double from[2], const double to[2],
               const char *attributes)
{
  gesta_svg_write(svg, "<line");
  gesta_svg_attribute(svg, "x1", from[0]);
  gesta_svg_attribute(svg, "y1", from[1]);
  gesta_svg_attribute(svg, "x2", to[0]);
  gesta_svg_attribute(svg, "y2", to[1]);
  gesta_svg_write(svg, " ");
  gesta_svg_write(svg, attributes);
  gesta_svg_write(svg, "/>\n");
}

// The bytes that take `columns` at most, and the columns that they take.
static size_t
measure(GestaStringView text, size_t columns, size_t *taken)
{
  size_t at = 0;
  size_t total = 0;
  while (at < text.size) {
    uint32_t code_point = 0;
    const size_t size = gesta_utf8_decode(text, at, &code_point);
    const size_t width = gesta_cell_text_columns(code_point);
    if (total + width > columns) {
      break;
    }
    total += width;
    at += size;
  }
  *taken = total;
  return at;
}

size_t
gesta_svg_columns(GestaStringView text, size_t most)
{
  size_t taken = 0;
  (void)measure(text, most, &taken);
  return taken;
}

void
gesta_svg_hint(GestaSvg *svg, GestaStringView text)
{
  gesta_svg_write(svg, "<title>");
  gesta_svg_text(svg, text);
  gesta_svg_write(svg, "</title>");
}

void
gesta_svg_label(GestaSvg *svg, double x, double y, const char *attributes,
                GestaStringView text, size_t columns)
{
  size_t taken = 0;
  size_t size = measure(text, columns, &taken);
  const bool is_cut = size < text.size;
  if (is_cut && columns > 0) {
    size = measure(text, columns - 1, &taken);
  }
  gesta_svg_write(svg, "<text");
  gesta_svg_attribute(svg, "x", x);
  gesta_svg_attribute(svg, "y", y);
  gesta_svg_write(svg, attributes[0] ? " " : "");
  gesta_svg_write(svg, attributes);
  gesta_svg_write(svg, ">");
  if (is_cut) {
    gesta_svg_hint(svg, text);
  }
  gesta_svg_text(svg, (GestaStringView){text.data, size});
  gesta_svg_write(svg, is_cut ? "…</text>\n" : "</text>\n");
}
