// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/quad_list.h"

#include "tests/support/cmocka_support.h"

#include <stdlib.h>
#include <string.h>

static GestaStatus
take_quad(GestaQuadSink *self, const GestaQuad *quad)
{
  QuadList *list = (QuadList *)self;
  if (list->limit > 0 && list->count == list->limit) {
    return list->answer;
  }
  ++list->count;
  const GestaTerm *terms[] = {&quad->subject, &quad->predicate, &quad->object,
                              &quad->graph};
  for (size_t i = 0; i < 4; ++i) {
    if (terms[i]->kind != GESTA_TERM_NONE) {
      assert_int_equal(gesta_term_spell(terms[i], &list->text), GESTA_OK);
      assert_int_equal(gesta_text_buffer_print(&list->text, " "), GESTA_OK);
    }
  }
  assert_int_equal(gesta_text_buffer_print(&list->text, ".\n"), GESTA_OK);
  return GESTA_OK;
}

static GestaStatus
take_prefix(GestaQuadSink *self, GestaStringView prefix, GestaStringView iri)
{
  QuadList *list = (QuadList *)self;
  assert_int_equal(gesta_text_buffer_print(&list->prefixes, "%.*s=%.*s;",
                                           (int)prefix.size,
                                           prefix.size > 0 ? prefix.data : "",
                                           (int)iri.size, iri.data),
                   GESTA_OK);
  return GESTA_OK;
}

void
quad_list_init(QuadList *list)
{
  *list = (QuadList){.sink = {take_quad, take_prefix}};
  gesta_text_buffer_init(&list->text, gesta_default_allocator());
  gesta_text_buffer_init(&list->prefixes, gesta_default_allocator());
  assert_int_equal(gesta_text_buffer_print(&list->text, "%s", ""), GESTA_OK);
  assert_int_equal(gesta_text_buffer_print(&list->prefixes, "%s", ""),
                   GESTA_OK);
}

void
quad_list_clear(QuadList *list)
{
  gesta_text_buffer_clear(&list->text);
  gesta_text_buffer_clear(&list->prefixes);
}

static int
compare_lines(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

const char *
quad_list_sorted(QuadList *list)
{
  char **lines = calloc(list->count + 1, sizeof *lines);
  char *copy = strdup(list->text.data);
  assert_true(lines && copy);
  size_t count = 0;
  for (char *at = copy; *at;) {
    char *end = strchr(at, '\n');
    assert_non_null(end);
    *end = '\0';
    lines[count++] = at;
    at = end + 1;
  }
  qsort(lines, count, sizeof *lines, compare_lines);
  list->text.size = 0;
  for (size_t i = 0; i < count; ++i) {
    assert_int_equal(gesta_text_buffer_print(&list->text, "%s\n", lines[i]),
                     GESTA_OK);
  }
  free(copy);
  free(lines);
  return list->text.data;
}
