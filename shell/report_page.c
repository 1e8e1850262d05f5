// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/report_page.h"

#include "graph/base/xml_escape.h"

#include <assert.h>
#include <cmark.h>
#include <stdlib.h>

static const char style[] =
  "body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem;\n"
  "  font: 1rem/1.5 system-ui, sans-serif; color: #222; background: #fff; }\n"
  "h1, h2, h3 { line-height: 1.2; }\n"
  "figure { margin: 1.5rem 0; overflow-x: auto; }\n"
  "figcaption, caption { font-weight: bold; text-align: left;\n"
  "  padding-bottom: .3rem; }\n"
  "svg { max-width: 100%; height: auto; }\n"
  "table { border-collapse: collapse; font-size: .9rem; }\n"
  "th, td { padding: .2rem .8rem .2rem 0; text-align: left;\n"
  "  vertical-align: top; border-bottom: 1px solid #ddd; }\n"
  "th { border-bottom: 2px solid #888; }\n"
  "td.number { text-align: right; font-variant-numeric: tabular-nums; }\n"
  "blockquote { margin-left: 0; padding-left: 1rem;\n"
  "  border-left: .25rem solid #bbb; color: #444; }\n"
  "@media print { figure, tr { break-inside: avoid; } }\n";

// Replace the blocks that hold a place.
static void
place_pieces(const GestaReportPage *page, cmark_node *document)
{
  size_t index = 0;
  cmark_node *node = cmark_node_first_child(document);
  while (node && index < page->piece_count) {
    const GestaReportPiece *const piece = &page->pieces[index];
    const size_t line = (size_t)cmark_node_get_start_line(node);
    if (line == piece->line
        && cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK) {
      cmark_node *const custom = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
      (void)cmark_node_set_on_enter(custom, piece->html);
      (void)cmark_node_replace(node, custom);
      cmark_node_free(node);
      node = custom;
      ++index;
    }
    node = cmark_node_next(node);
  }
  assert(index == page->piece_count);
}

static GestaStatus
write_escaped(GestaOutput *output, const char *before, GestaStringView text,
              const char *after)
{
  GestaTextBuffer buffer;
  gesta_text_buffer_init(&buffer, gesta_default_allocator());
  GestaStatus status = gesta_text_buffer_append(&buffer, gesta_view(before));
  if (!status) {
    status = gesta_xml_escape(text, &buffer);
  }
  if (!status) {
    status = gesta_text_buffer_append(&buffer, gesta_view(after));
  }
  if (!status) {
    status = gesta_output_write(output, gesta_text_buffer_view(&buffer));
  }
  gesta_text_buffer_clear(&buffer);
  return status;
}

static GestaStatus
write_head(const GestaReportPage *page, GestaOutput *output)
{
  const GestaStringView language = page->language.size > 0 ? page->language
                                                           : gesta_view("en");
  GestaStatus status = write_escaped(output, "<!DOCTYPE html>\n<html lang=\"",
                                     language,
                                     "\">\n<head>\n<meta charset=\"utf-8\">\n"
                                     "<meta name=\"viewport\" "
                                     "content=\"width=device-width\">\n");
  if (!status) {
    status = write_escaped(output, "<title>", page->title, "</title>\n");
  }
  if (!status && page->description.size > 0) {
    status = write_escaped(output, "<meta name=\"description\" content=\"",
                           page->description, "\">\n");
  }
  if (!status && page->author.size > 0) {
    status = write_escaped(output, "<meta name=\"author\" content=\"",
                           page->author, "\">\n");
  }
  if (!status) {
    status = gesta_output_write(output, gesta_view("<style>\n"));
  }
  if (!status) {
    status = gesta_output_write(output, gesta_view(style));
  }
  return status ? status
                : gesta_output_write(output,
                                     gesta_view("</style>\n</head>\n<body>\n"));
}

GestaStatus
gesta_report_page_write(const GestaReportPage *page, GestaOutput *output)
{
  assert(page && output);

  cmark_node *const document = cmark_parse_document(
    page->markdown.data, page->markdown.size, CMARK_OPT_DEFAULT);
  place_pieces(page, document);
  char *const body = cmark_render_html(document, CMARK_OPT_DEFAULT);
  GestaStatus status = write_head(page, output);
  if (!status) {
    status = gesta_output_write(output, gesta_view(body));
  }
  if (!status) {
    status = gesta_output_write(output, gesta_view("</body>\n</html>\n"));
  }
  free(body); // from libcmark
  cmark_node_free(document);
  return status;
}

GestaStatus
gesta_report_markdown_to_html(GestaStringView markdown, GestaTextBuffer *html)
{
  assert(html);

  char *const text = cmark_markdown_to_html(markdown.data, markdown.size,
                                            CMARK_OPT_DEFAULT);
  const GestaStatus status = gesta_text_buffer_append(html, gesta_view(text));
  free(text); // from libcmark
  return status;
}
