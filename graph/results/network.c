// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/results/network.h"

#include "graph/base/xml_escape.h"
#include "graph/rdf/vocabulary.h"
#include "graph/results/network_state.h"

#include <assert.h>
#include <string.h>

enum { WINDOW = 16384, SHOWN = 200 };

const char *const *
gesta_network_formats(void)
{
  static const char *const names[] = {
    [GESTA_NETWORK_DOT] = "dot",
    [GESTA_NETWORK_GRAPHML] = "graphml",
    [GESTA_NETWORK_GEXF] = "gexf",
    [GESTA_NETWORK_CSV] = "csv",
    NULL,
  };
  return names;
}

GestaStatus
gesta_network_format(GestaStringView name, GestaNetworkFormat *format)
{
  const char *const *const names = gesta_network_formats();
  for (size_t i = 0; names[i]; ++i) {
    if (gesta_view_equal(name, gesta_view(names[i]))) {
      *format = (GestaNetworkFormat)i;
      return GESTA_OK;
    }
  }
  return GESTA_NOT_FOUND;
}

// ---- What the writers share -------------------------------------------------

const GestaTerm *
gesta_network_cell(const GestaNetworkColumns *columns, size_t row, int column)
{
  if (column == GESTA_NETWORK_ABSENT) {
    return NULL;
  }
  const GestaNetworkTable *const table = columns->table;
  const GestaTerm *const cell =
    &table->cells[row * table->column_count + (size_t)column];
  return cell->kind == GESTA_TERM_NONE ? NULL : cell;
}

const GestaTerm *
gesta_network_part(const GestaNetworkColumns *columns, size_t row,
                   GestaNetworkRole role)
{
  return gesta_network_cell(columns, row, columns->roles[role]);
}

GestaStatus
gesta_network_xml(const GestaTerm *term, GestaTextBuffer *text)
{
  const bool is_blank = term->kind == GESTA_TERM_BLANK;
  const GestaStatus status = gesta_text_buffer_append(
    text, gesta_view(is_blank ? "_:" : ""));
  return status ? status : gesta_xml_escape(term->value, text);
}

GestaStatus
gesta_network_append(GestaNetworkWriter *writer, const char *text)
{
  return gesta_text_buffer_append(&writer->text, gesta_view(text));
}

static GestaStatus
write_text(GestaNetworkWriter *writer)
{
  const GestaStatus status = gesta_output_write(
    writer->output, gesta_text_buffer_view(&writer->text));
  writer->text.size = 0;
  return status;
}

GestaStatus
gesta_network_flush(GestaNetworkWriter *writer)
{
  return writer->text.size >= WINDOW ? write_text(writer) : GESTA_OK;
}

// ---- Columns ----------------------------------------------------------------

static GestaNetworkType
look_at_cell(const GestaTerm *cell)
{
  if (cell->kind != GESTA_TERM_LITERAL) {
    return GESTA_NETWORK_TEXT;
  }
  if (gesta_view_equal(cell->datatype, GESTA_XSD("integer"))) {
    return GESTA_NETWORK_INTEGER;
  }
  return gesta_view_equal(cell->datatype, GESTA_XSD("decimal"))
             || gesta_view_equal(cell->datatype, GESTA_XSD("double"))
           ? GESTA_NETWORK_NUMBER
           : GESTA_NETWORK_TEXT;
}

// A column of integers and numbers is one of numbers; of nothing, one of texts.
static GestaNetworkType
look_at_column(const GestaNetworkColumns *columns, int column)
{
  GestaNetworkType type = GESTA_NETWORK_TEXT;
  bool is_empty = true;
  for (size_t row = 0; row < columns->table->row_count; ++row) {
    const GestaTerm *const cell = gesta_network_cell(columns, row, column);
    if (!cell) {
      continue;
    }
    const GestaNetworkType found = look_at_cell(cell);
    if (found == GESTA_NETWORK_TEXT) {
      return found;
    }
    type = is_empty || found > type ? found : type;
    is_empty = false;
  }
  return type;
}

static GestaNetworkRole
find_role(GestaStringView name, bool is_nodes)
{
  static const struct {
    const char *name;
    GestaNetworkRole role;
    bool is_nodes;
    bool is_edges;
  } roles[] = {
    {"node", GESTA_NETWORK_NODE, true, false},
    {"label", GESTA_NETWORK_LABEL, true, true},
    {"source", GESTA_NETWORK_SOURCE, false, true},
    {"target", GESTA_NETWORK_TARGET, false, true},
    {"weight", GESTA_NETWORK_WEIGHT, false, true},
  };
  for (size_t i = 0; i < sizeof roles / sizeof *roles; ++i) {
    if ((is_nodes ? roles[i].is_nodes : roles[i].is_edges)
        && gesta_view_equal(name, gesta_view(roles[i].name))) {
      return roles[i].role;
    }
  }
  return GESTA_NETWORK_ATTRIBUTE;
}

static GestaStatus
find_columns(GestaNetworkColumns *columns, const GestaNetworkTable *table,
             bool is_nodes, GestaError *error)
{
  if (table->column_count > GESTA_NETWORK_COLUMNS) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "a network has at most %d attributes",
                           GESTA_NETWORK_COLUMNS);
  }
  columns->table = table;
  for (size_t i = 0; i < GESTA_NETWORK_ROLES; ++i) {
    columns->roles[i] = GESTA_NETWORK_ABSENT;
  }
  for (size_t i = 0; i < table->column_count; ++i) {
    const GestaNetworkRole role = find_role(table->names[i], is_nodes);
    columns->role[i] = role;
    columns->types[i] = look_at_column(columns, (int)i);
    if (role != GESTA_NETWORK_ATTRIBUTE) {
      columns->roles[role] = (int)i;
    }
  }
  const bool is_whole = is_nodes ? columns->roles[GESTA_NETWORK_NODE]
                                     != GESTA_NETWORK_ABSENT
                                 : columns->roles[GESTA_NETWORK_SOURCE]
                                       != GESTA_NETWORK_ABSENT
                                     && columns->roles[GESTA_NETWORK_TARGET]
                                          != GESTA_NETWORK_ABSENT;
  return is_whole
           ? GESTA_OK
           : gesta_error_set(error, GESTA_ERR_INPUT,
                             is_nodes ? "nodes need a variable ?node"
                                      : "edges need ?source and ?target");
}

// ---- The nodes, by name -----------------------------------------------------

static int
compare_names(const GestaTerm *a, const GestaTerm *b)
{
  if (a->kind != b->kind) {
    return a->kind < b->kind ? -1 : 1;
  }
  const size_t size = a->value.size < b->value.size ? a->value.size
                                                    : b->value.size;
  const int order = size > 0 ? memcmp(a->value.data, b->value.data, size) : 0;
  return order != 0
           ? order
           : (a->value.size > b->value.size) - (a->value.size < b->value.size);
}

static const GestaTerm *
indexed_node(const GestaNetworkWriter *writer, size_t place)
{
  return gesta_network_part(&writer->nodes, writer->index[place],
                            GESTA_NETWORK_NODE);
}

// Let the node at `root` sink in a heap of `count`.
static void
sink(GestaNetworkWriter *writer, size_t root, size_t count)
{
  while (2 * root + 1 < count) {
    size_t child = 2 * root + 1;
    if (child + 1 < count
        && compare_names(indexed_node(writer, child),
                         indexed_node(writer, child + 1))
             < 0) {
      ++child;
    }
    if (compare_names(indexed_node(writer, root), indexed_node(writer, child))
        >= 0) {
      return;
    }
    const size_t row = writer->index[root];
    writer->index[root] = writer->index[child];
    writer->index[child] = row;
    root = child;
  }
}

// Heapsort, because qsort() has no context; the rows are mostly sorted already,
// which is looked at first.
static void
sort_index(GestaNetworkWriter *writer)
{
  const size_t count = writer->nodes.table->row_count;
  size_t sorted = 1;
  while (sorted < count
         && compare_names(indexed_node(writer, sorted - 1),
                          indexed_node(writer, sorted))
              <= 0) {
    ++sorted;
  }
  if (sorted >= count) {
    return;
  }
  for (size_t root = count / 2; root-- > 0;) {
    sink(writer, root, count);
  }
  for (size_t last = count - 1; last > 0; --last) {
    const size_t row = writer->index[0];
    writer->index[0] = writer->index[last];
    writer->index[last] = row;
    sink(writer, 0, last);
  }
}

static GestaStatus
refuse_node(const GestaTerm *term, const char *reason, GestaError *error)
{
  const GestaStringView value = term ? term->value : gesta_view("");
  return gesta_error_set(error, GESTA_ERR_INPUT, "\"%.*s\" %s",
                         (int)(value.size < SHOWN ? value.size : SHOWN),
                         value.data, reason);
}

static GestaStatus
index_nodes(GestaNetworkWriter *writer, GestaError *error)
{
  const size_t count = writer->nodes.table->row_count;
  writer->index = gesta_allocate(writer->allocator, count + 1,
                                 sizeof *writer->index);
  if (!writer->index) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t row = 0; row < count; ++row) {
    const GestaTerm *const node = gesta_network_part(&writer->nodes, row,
                                                     GESTA_NETWORK_NODE);
    if (!node || node->kind == GESTA_TERM_LITERAL) {
      return refuse_node(node, "is no IRI and cannot be a node", error);
    }
    writer->index[row] = row;
  }
  sort_index(writer);
  for (size_t i = 1; i < count; ++i) {
    const GestaTerm *const node = indexed_node(writer, i);
    if (compare_names(indexed_node(writer, i - 1), node) == 0) {
      return refuse_node(node, "is there twice as a node", error);
    }
  }
  return GESTA_OK;
}

static bool
find_node(const GestaNetworkWriter *writer, const GestaTerm *name, size_t *row)
{
  size_t begin = 0;
  size_t end = writer->nodes.table->row_count;
  while (begin < end) {
    const size_t middle = begin + (end - begin) / 2;
    const int order = compare_names(indexed_node(writer, middle), name);
    if (order == 0) {
      *row = writer->index[middle];
      return true;
    }
    if (order < 0) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return false;
}

size_t
gesta_network_end(const GestaNetworkWriter *writer, size_t edge,
                  GestaNetworkRole role)
{
  size_t row = 0;
  const GestaTerm *const name = gesta_network_part(&writer->edges, edge, role);
  const bool is_found = name && find_node(writer, name, &row);
  assert(is_found);
  (void)is_found;
  return row;
}

static GestaStatus
check_edges(const GestaNetworkWriter *writer, GestaError *error)
{
  static const GestaNetworkRole ends[] = {GESTA_NETWORK_SOURCE,
                                          GESTA_NETWORK_TARGET};
  for (size_t edge = 0; edge < writer->edges.table->row_count; ++edge) {
    for (size_t i = 0; i < 2; ++i) {
      size_t row;
      const GestaTerm *const name = gesta_network_part(&writer->edges, edge,
                                                       ends[i]);
      if (!name || !find_node(writer, name, &row)) {
        return refuse_node(name, "is the end of an edge, but no node", error);
      }
    }
  }
  return GESTA_OK;
}

// ---- Writing ----------------------------------------------------------------

static GestaStatus
write_document(GestaNetworkWriter *writer, GestaNetworkFormat format,
               GestaError *error)
{
  GestaStatus status = GESTA_OK;
  switch (format) {
  case GESTA_NETWORK_DOT:
    status = gesta_dot_write(writer);
    break;
  case GESTA_NETWORK_GRAPHML:
    status = gesta_graphml_write(writer);
    break;
  case GESTA_NETWORK_GEXF:
    status = gesta_gexf_write(writer);
    break;
  case GESTA_NETWORK_CSV:
    status = gesta_edge_list_write(writer);
    break;
  }
  if (status == GESTA_ERR_INPUT) {
    return gesta_error_set(error, status,
                           "XML cannot hold a control character in a text: use "
                           "the format dot or csv");
  }
  return status ? status : write_text(writer);
}

GestaStatus
gesta_network_write(GestaAllocator *allocator, const GestaNetwork *network,
                    GestaNetworkFormat format, GestaOutput *output,
                    GestaError *error)
{
  assert(allocator && network && output);

  GestaError reason = {.status = GESTA_OK};
  GestaNetworkWriter writer = {.allocator = allocator, .output = output};
  gesta_text_buffer_init(&writer.text, allocator);
  GestaStatus status = find_columns(&writer.nodes, &network->nodes, true,
                                    &reason);
  if (status == GESTA_OK) {
    status = find_columns(&writer.edges, &network->edges, false, &reason);
  }
  if (status == GESTA_OK) {
    status = index_nodes(&writer, &reason);
  }
  if (status == GESTA_OK) {
    status = check_edges(&writer, &reason);
  }
  if (status == GESTA_OK) {
    status = write_document(&writer, format, &reason);
  }
  gesta_text_buffer_clear(&writer.text);
  gesta_release(allocator, writer.index);
  if (status && reason.status == GESTA_OK) {
    return gesta_error_set(error, status, "%s",
                           status == GESTA_ERR_FILE
                             ? "the output cannot be written"
                             : gesta_status_text(status));
  }
  if (status && error) {
    *error = reason;
  }
  return status;
}
