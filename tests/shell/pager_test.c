// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/pager.h"

#include "graph/base/allocator.h"
#include "graph/base/file.h"
#include "tests/support/cmocka_support.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Write `count` lines to a pager over `text` for a screen of 5.
static GestaStatus
page(GestaTextBuffer *text, size_t count, const char *line)
{
  GestaPager pager;
  GestaOutput target = gesta_output_to_buffer(text);
  gesta_pager_init(&pager, gesta_default_allocator(), &target, 5, 10);
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; !status && i < count; ++i) {
    status = gesta_output_write(&pager.output, gesta_view(line));
  }
  const GestaStatus ended = gesta_pager_end(&pager);
  return status ? status : ended;
}

static void
what_fits_the_screen_goes_to_it(void **state)
{
  (void)state;
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  assert_int_equal(page(&text, 4, "a\n"), GESTA_OK);
  assert_string_equal(text.data, "a\na\na\na\n");
  gesta_text_buffer_clear(&text);
  assert_int_equal(page(&text, 0, ""), GESTA_OK);
  assert_int_equal(text.size, 0);
}

static void
what_does_not_fit_goes_to_the_pager(void **state)
{
  (void)state;
  char path[] = "/tmp/gesta-pager-XXXXXX";
  char command[64];
  assert_true(mkstemp(path) >= 0);
  (void)snprintf(command, sizeof command, "cat >%s", path);
  (void)setenv("GESTA_PAGER", command, 1);
  static const struct {
    size_t count;
    const char *line;
    size_t size;
  } cases[] = {{5, "a\n", 10},
               {1000, "ab\n", 3000},
               // Two lines of the screen, each.
               {3, "123456789012\n", 39}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    GestaTextBuffer text;
    GestaStringView written = {NULL, 0};
    gesta_text_buffer_init(&text, gesta_default_allocator());
    assert_int_equal(page(&text, cases[i].count, cases[i].line), GESTA_OK);
    assert_int_equal(text.size, 0);
    assert_int_equal(
      gesta_file_read(gesta_default_allocator(), path, &written, NULL),
      GESTA_OK);
    assert_int_equal(written.size, cases[i].size);
    gesta_text_release(gesta_default_allocator(), &written);
  }
  (void)unlink(path);
}

static void
who_leaves_the_pager_ends_the_answer(void **state)
{
  (void)state;
  (void)signal(SIGPIPE, SIG_IGN); // as the program does
  (void)setenv("GESTA_PAGER", "true", 1);
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  assert_int_equal(page(&text, 1000000, "abcdefgh\n"), GESTA_END);
  assert_int_equal(text.size, 0);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_fits_the_screen_goes_to_it),
    cmocka_unit_test(what_does_not_fit_goes_to_the_pager),
    cmocka_unit_test(who_leaves_the_pager_ends_the_answer),
  };
  return cmocka_run_group_tests_name("pager", tests, NULL, NULL);
}
