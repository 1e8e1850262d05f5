// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/row_list.h"

#include "graph/base/allocator.h"
#include "tests/support/cmocka_support.h"

#include <stdio.h>

// Send rows of two columns, whose texts are gone afterwards.
static GestaStatus
send(GestaRowList *list, size_t count)
{
  char text[32];
  const GestaStringView names[] = {gesta_view("a"), gesta_view("b")};
  GestaStatus status = list->sink.variables(&list->sink, names, 2);
  for (size_t i = 0; !status && i < count; ++i) {
    (void)snprintf(text, sizeof text, "row %zu", i);
    const GestaTerm row[] = {
      gesta_text_literal(gesta_view(text), gesta_view("fr")),
      {.kind = GESTA_TERM_NONE}};
    status = list->sink.row(&list->sink, row);
  }
  return status;
}

static void
rows_are_kept(void **state)
{
  (void)state;
  GestaRowList list;
  gesta_row_list_init(&list, gesta_default_allocator(), 0);
  assert_int_equal(send(&list, 500), GESTA_OK);
  assert_int_equal(list.row_count, 500);
  assert_int_equal(list.column_count, 2);
  assert_false(list.has_more);
  for (size_t i = 0; i < 500; ++i) {
    char text[32];
    const GestaTerm *const row = gesta_row_list_row(&list, i);
    (void)snprintf(text, sizeof text, "row %zu", i);
    assert_true(gesta_view_equal(row[0].value, gesta_view(text)));
    assert_true(gesta_view_equal(row[0].language, gesta_view("fr")));
    assert_int_equal(row[1].kind, GESTA_TERM_NONE);
  }
  gesta_row_list_clear(&list);
  assert_int_equal(list.row_count, 0);
}

static void
no_more_rows_are_kept_than_wanted(void **state)
{
  (void)state;
  for (size_t count = 0; count < 6; ++count) {
    GestaRowList list;
    gesta_row_list_init(&list, gesta_default_allocator(), 3);
    assert_int_equal(send(&list, count), count > 3 ? GESTA_END : GESTA_OK);
    assert_int_equal(list.row_count, count < 3 ? count : 3);
    assert_int_equal(list.has_more, count > 3);
    gesta_row_list_clear(&list);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(rows_are_kept),
    cmocka_unit_test(no_more_rows_are_kept_than_wanted),
  };
  return cmocka_run_group_tests_name("row_list", tests, NULL, NULL);
}
