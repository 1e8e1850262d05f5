// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/emit/marked_sentence.h"

#include "graph/base/utf8.h"

GestaMarks
gesta_marks_plain(void)
{
  return (GestaMarks){
    .open = "[", .close = "]", .name_open = "", .name_close = " "};
}

static GestaStatus
write_text(GestaOutput *output, const char *text)
{
  return gesta_output_write(output, gesta_view(text));
}

// The spans that end at a place; those that begin later have closed before.
static GestaStatus
close_spans(const GestaMarkedSpan *spans, size_t count, size_t at,
            const GestaMarks *marks, GestaOutput *output)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; i < count && status == GESTA_OK; ++i) {
    if (spans[i].end == at && spans[i].begin < at) {
      status = write_text(output, marks->close);
    }
  }
  return status;
}

// The spans that begin at a place, the longest first.
static GestaStatus
open_spans(const GestaMarkedSpan *spans, size_t count, size_t at,
           const GestaMarks *marks, GestaOutput *output)
{
  GestaStatus status = GESTA_OK;
  size_t below = SIZE_MAX;
  for (;;) {
    size_t longest = 0;
    for (size_t i = 0; i < count; ++i) {
      if (spans[i].begin == at && spans[i].end > longest
          && spans[i].end < below) {
        longest = spans[i].end;
      }
    }
    if (longest <= at) {
      return status;
    }
    for (size_t i = 0; i < count && status == GESTA_OK; ++i) {
      if (spans[i].begin != at || spans[i].end != longest) {
        continue;
      }
      status = gesta_output_print(output, "%s%s%.*s%s", marks->open,
                                  marks->name_open, (int)spans[i].name.size,
                                  spans[i].name.data, marks->name_close);
    }
    below = longest;
  }
}

GestaStatus
gesta_marked_sentence_write(GestaStringView sentence,
                            const GestaMarkedSpan *spans, size_t span_count,
                            const GestaMarks *marks, GestaOutput *output)
{
  GestaStatus status = write_text(output, "“");
  size_t at = 0;
  for (size_t i = 0; status == GESTA_OK; ++at) {
    status = close_spans(spans, span_count, at, marks, output);
    if (status != GESTA_OK || i >= sentence.size) {
      break;
    }
    status = open_spans(spans, span_count, at, marks, output);
    uint32_t code_point = 0;
    const size_t size = gesta_utf8_decode(sentence, i, &code_point);
    if (status == GESTA_OK) {
      status = code_point == '\n' || code_point == '\r' || code_point == '\t'
                 ? write_text(output, " ")
                 : gesta_output_write(
                   output, (GestaStringView){sentence.data + i, size});
    }
    i += size;
  }
  return status == GESTA_OK ? write_text(output, "”") : status;
}
