// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/w3c/result_file.h"

#include "graph/base/file.h"
#include "graph/base/number.h"
#include "graph/io/rdf_reader.h"
#include "graph/rdf/vocabulary.h"
#include "graph/results/results_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RS(name) "http://www.w3.org/2001/sw/DataAccess/tests/result-set#" name

// ---- SPARQL results ---------------------------------------------------------

typedef struct RowTaker {
  GestaRowSink sink;
  SolutionTable *table;
} RowTaker;

static GestaStatus
take_names(GestaRowSink *self, const GestaStringView *names, size_t count)
{
  SolutionTable *const table = ((RowTaker *)self)->table;
  table->width = count;
  table->names = gesta_arena_allocate(&table->arena, count,
                                      sizeof *table->names);
  GestaStatus status = table->names ? GESTA_OK : GESTA_ERR_MEMORY;
  for (size_t i = 0; !status && i < count; ++i) {
    status = gesta_arena_copy(&table->arena, names[i], &table->names[i]);
  }
  return status;
}

static GestaStatus
take_row(GestaRowSink *self, const GestaTerm *row)
{
  return solution_table_add(((RowTaker *)self)->table, row);
}

static GestaStatus
take_boolean(GestaRowSink *self, bool answer)
{
  SolutionTable *const table = ((RowTaker *)self)->table;
  table->is_boolean = true;
  table->boolean = answer;
  return GESTA_OK;
}

static bool
read_rows(GestaStringView text, const char *name, const char *format,
          SolutionTable *table)
{
  RowTaker taker = {{take_names, take_row, take_boolean}, table};
  GestaResultsFormat found = GESTA_RESULTS_XML;
  GestaError error = {.message = ""};
  solution_table_init(table, 0);
  if (gesta_results_format(gesta_view(format), &found)
      || gesta_results_read(gesta_default_allocator(), text, name, found,
                            &taker.sink, &error)) {
    printf("# %s: %zu:%zu: %s\n", name, error.line, error.column,
           error.message);
    solution_table_clear(table);
    return false;
  }
  return true;
}

// ---- RDF --------------------------------------------------------------------

static bool
read_stream(FILE *stream, const char *path, const GestaReadOptions *how,
            SolutionTable *table)
{
  uint64_t count = 0;
  GestaError error = {.message = ""};
  const GestaStatus status = gesta_rdf_read(
    gesta_default_allocator(), stream, path, how, &table->sink, &count, &error);
  if (status) {
    printf("# %s:%zu:%zu: %s\n", path, error.line, error.column, error.message);
  }
  return status == GESTA_OK;
}

bool
result_rdf_read(const char *path, GestaTerm graph, SolutionTable *table)
{
  FILE *const stream = fopen(path, "rb");
  if (!stream) {
    printf("# %s cannot be opened\n", path);
    return false;
  }
  const GestaReadOptions how = {.graph = graph};
  const bool good = read_stream(stream, path, &how, table);
  (void)fclose(stream);
  return good;
}

static const GestaTerm *
next_object(const SolutionTable *facts, const GestaTerm *subject,
            const char *predicate, size_t *at)
{
  while (*at < facts->count) {
    const GestaTerm *const row = &facts->terms[4 * (*at)++];
    if ((!subject || gesta_term_equal(&row[0], subject))
        && gesta_view_equal(row[1].value, gesta_view(predicate))) {
      return &row[2];
    }
  }
  return NULL;
}

static const GestaTerm *
find_object(const SolutionTable *facts, const GestaTerm *subject,
            const char *predicate)
{
  size_t at = 0;
  return next_object(facts, subject, predicate, &at);
}

static GestaStatus
add_solution(const SolutionTable *facts, const GestaTerm *solution,
             SolutionTable *table)
{
  GestaTerm *const row = calloc(table->width + 1, sizeof *row);
  if (!row) {
    return GESTA_ERR_MEMORY;
  }
  size_t at = 0;
  const GestaTerm *binding = next_object(facts, solution, RS("binding"), &at);
  while (binding) {
    const GestaTerm *const name = find_object(facts, binding, RS("variable"));
    const GestaTerm *const value = find_object(facts, binding, RS("value"));
    for (size_t i = 0; name && value && i < table->width; ++i) {
      if (gesta_view_equal(table->names[i], name->value)) {
        row[i] = *value;
      }
    }
    binding = next_object(facts, solution, RS("binding"), &at);
  }
  const GestaStatus status = solution_table_add(table, row);
  free(row);
  return status;
}

// The solution with an index, or the first one without any.
static GestaStatus
add_solutions(const SolutionTable *facts, SolutionTable *table)
{
  GestaStatus status = GESTA_OK;
  table->has_order = find_object(facts, NULL, RS("index")) != NULL;
  for (uint64_t index = 1; !status && table->has_order; ++index) {
    const GestaTerm *next = NULL;
    for (size_t i = 0; i < facts->count && !next; ++i) {
      const GestaTerm *const row = &facts->terms[4 * i];
      uint64_t value = 0;
      if (gesta_view_equal(row[1].value, gesta_view(RS("index")))
          && gesta_parse_unsigned(row[2].value, &value) == GESTA_OK
          && value == index) {
        next = &row[0];
      }
    }
    if (!next) {
      return GESTA_OK;
    }
    status = add_solution(facts, next, table);
  }
  size_t at = 0;
  const GestaTerm *solution = next_object(facts, NULL, RS("solution"), &at);
  while (!status && solution) {
    status = add_solution(facts, solution, table);
    solution = next_object(facts, NULL, RS("solution"), &at);
  }
  return status;
}

// Rows that RDF describes.
static bool
read_described(const SolutionTable *facts, SolutionTable *table)
{
  size_t count = 0;
  size_t at = 0;
  while (next_object(facts, NULL, RS("resultVariable"), &at)) {
    ++count;
  }
  solution_table_init(table, count);
  table->names = gesta_arena_allocate(&table->arena, count,
                                      sizeof *table->names);
  at = 0;
  for (size_t i = 0; table->names && i < count; ++i) {
    const GestaTerm *const name = next_object(facts, NULL, RS("resultVariable"),
                                              &at);
    if (gesta_arena_copy(&table->arena, name->value, &table->names[i])) {
      return false;
    }
  }
  const GestaTerm *const boolean = find_object(facts, NULL, RS("boolean"));
  if (boolean) {
    table->is_boolean = true;
    table->boolean = gesta_view_equal(boolean->value, GESTA_VIEW("true"));
  }
  return table->names && add_solutions(facts, table) == GESTA_OK;
}

static bool
is_result_set(const SolutionTable *facts)
{
  size_t at = 0;
  const GestaTerm *type = next_object(facts, NULL, GESTA_NS_RDF "type", &at);
  while (type && !gesta_view_equal(type->value, gesta_view(RS("ResultSet")))) {
    type = next_object(facts, NULL, GESTA_NS_RDF "type", &at);
  }
  return type != NULL;
}

// ---- Files ------------------------------------------------------------------

static bool
read_rdf(const char *path, ResultFile *result)
{
  SolutionTable facts;
  solution_table_init(&facts, 4);
  if (!result_rdf_read(path, (GestaTerm){.kind = GESTA_TERM_NONE}, &facts)) {
    solution_table_clear(&facts);
    return false;
  }
  if (is_result_set(&facts)) {
    result->kind = RESULT_ROWS;
    result->format = "json";
    const bool good = read_described(&facts, &result->table);
    solution_table_clear(&facts);
    return good;
  }
  result->kind = RESULT_TRIPLES;
  result->format = "nt";
  result->table = facts;
  solution_table_make_set(&result->table);
  return true;
}

bool
result_file_read(const char *path, ResultFile *result)
{
  static const struct {
    const char *extension;
    const char *format;
  } known[] = {
    {".srx", "xml"}, {".srj", "json"}, {".csv", "csv"}, {".tsv", "tsv"}};
  const char *const extension = strrchr(path, '.');
  for (size_t i = 0; extension && i < sizeof known / sizeof known[0]; ++i) {
    if (strcmp(extension, known[i].extension) != 0) {
      continue;
    }
    GestaStringView text = {NULL, 0};
    GestaError error = {.message = ""};
    if (gesta_file_read(gesta_default_allocator(), path, &text, &error)) {
      printf("# %s\n", error.message);
      return false;
    }
    result->kind = RESULT_ROWS;
    result->format = known[i].format;
    const bool good = read_rows(text, path, result->format, &result->table);
    gesta_text_release(gesta_default_allocator(), &text);
    return good;
  }
  return read_rdf(path, result);
}

bool
result_text_read(GestaStringView text, const ResultFile *expected,
                 SolutionTable *table)
{
  if (expected->kind == RESULT_ROWS) {
    return read_rows(text, "the answer", expected->format, table);
  }
  FILE *const stream = tmpfile();
  if (!stream) {
    return false;
  }
  solution_table_init(table, 4);
  const GestaReadOptions how = {.format = gesta_view(expected->format),
                                .base = GESTA_VIEW("urn:answer")};
  const bool good = (text.size == 0
                     || fwrite(text.data, 1, text.size, stream) == text.size)
                    && fseek(stream, 0, SEEK_SET) == 0
                    && read_stream(stream, "the answer", &how, table);
  (void)fclose(stream);
  if (good) {
    solution_table_make_set(table);
  } else {
    solution_table_clear(table);
  }
  return good;
}
