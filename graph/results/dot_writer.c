// SPDX-License-Identifier: GPL-3.0-or-later
// source  The DOT Language (Graphviz)
#include "graph/results/network_state.h"

// In a label a backslash begins an escape, so it is doubled; in an ID only the
// quotation mark is escaped, and an IRI has neither.
static GestaStatus
append_quoted(GestaNetworkWriter *writer, const GestaTerm *term)
{
  const bool is_blank = term->kind == GESTA_TERM_BLANK;
  const GestaStringView value = term->value;
  GestaStatus status = gesta_network_append(writer, is_blank ? "\"_:" : "\"");
  size_t start = 0;
  for (size_t i = 0; status == GESTA_OK && i <= value.size; ++i) {
    const char *instead = NULL;
    if (i < value.size) {
      instead = value.data[i] == '"'    ? "\\\""
                : value.data[i] == '\\' ? "\\\\"
                : value.data[i] == '\n' ? "\\n"
                : value.data[i] == '\0' ? " "
                                        : NULL;
    }
    if (instead || i == value.size) {
      status = gesta_text_buffer_append(
        &writer->text, (GestaStringView){value.data + start, i - start});
      if (status == GESTA_OK) {
        status = gesta_network_append(writer, instead ? instead : "\"");
      }
      start = i + 1;
    }
  }
  return status;
}

// Append a name of an attribute, in quotes unless it is an ID without them.
static GestaStatus
append_name(GestaNetworkWriter *writer, GestaStringView name)
{
  bool is_plain = name.size > 0;
  for (size_t i = 0; i < name.size; ++i) {
    const char byte = name.data[i];
    is_plain = is_plain
               && ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
                   || byte == '_' || (i > 0 && byte >= '0' && byte <= '9'));
  }
  const GestaTerm text = gesta_iri(name);
  return is_plain ? gesta_text_buffer_append(&writer->text, name)
                  : append_quoted(writer, &text);
}

// Append ` [label="…", events="3"];` of a row.
static GestaStatus
append_attributes(GestaNetworkWriter *writer,
                  const GestaNetworkColumns *columns, size_t row)
{
  GestaStatus status = GESTA_OK;
  size_t count = 0;
  for (size_t i = 0; status == GESTA_OK && i < columns->table->column_count;
       ++i) {
    const GestaNetworkRole role = columns->role[i];
    const GestaTerm *const cell = gesta_network_cell(columns, row, (int)i);
    if (!cell || role == GESTA_NETWORK_NODE || role == GESTA_NETWORK_SOURCE
        || role == GESTA_NETWORK_TARGET) {
      continue;
    }
    status = gesta_network_append(writer, count++ > 0 ? ", " : " [");
    if (status == GESTA_OK) {
      status = append_name(writer, columns->table->names[i]);
    }
    if (status == GESTA_OK) {
      status = gesta_network_append(writer, "=");
    }
    if (status == GESTA_OK) {
      status = append_quoted(writer, cell);
    }
  }
  return status ? status
                : gesta_network_append(writer, count > 0 ? "];\n" : ";\n");
}

static GestaStatus
append_edge(GestaNetworkWriter *writer, size_t row)
{
  const GestaNetworkColumns *const edges = &writer->edges;
  GestaStatus status = gesta_network_append(writer, "  ");
  if (status == GESTA_OK) {
    status = append_quoted(
      writer, gesta_network_part(edges, row, GESTA_NETWORK_SOURCE));
  }
  if (status == GESTA_OK) {
    status = gesta_network_append(writer, " -> ");
  }
  if (status == GESTA_OK) {
    status = append_quoted(
      writer, gesta_network_part(edges, row, GESTA_NETWORK_TARGET));
  }
  if (status == GESTA_OK) {
    status = append_attributes(writer, edges, row);
  }
  return status ? status : gesta_network_flush(writer);
}

GestaStatus
gesta_dot_write(GestaNetworkWriter *writer)
{
  GestaStatus status = gesta_network_append(writer, "digraph gesta {\n");
  for (size_t i = 0; status == GESTA_OK && i < writer->nodes.table->row_count;
       ++i) {
    status = gesta_network_append(writer, "  ");
    if (status == GESTA_OK) {
      status = append_quoted(
        writer, gesta_network_part(&writer->nodes, i, GESTA_NETWORK_NODE));
    }
    if (status == GESTA_OK) {
      status = append_attributes(writer, &writer->nodes, i);
    }
    if (status == GESTA_OK) {
      status = gesta_network_flush(writer);
    }
  }
  for (size_t i = 0; status == GESTA_OK && i < writer->edges.table->row_count;
       ++i) {
    status = append_edge(writer, i);
  }
  return status ? status : gesta_network_append(writer, "}\n");
}
