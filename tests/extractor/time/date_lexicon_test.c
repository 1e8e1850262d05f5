// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of a language that does not exist, in files made for the purpose.
#include "extractor/time/date_lexicon.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH = 128 };

// Make DIRECTORY/lexicon/xx/dates.tsv and read it.
static GestaStatus
open_text(GestaAllocator *allocator, const char *text,
          GestaDateLexicon **lexicon, GestaError *error)
{
  char directory[] = "/tmp/gesta-test-XXXXXX";
  char lexicons[PATH];
  char language[PATH];
  char file[PATH];
  assert_non_null(mkdtemp(directory));
  (void)snprintf(lexicons, PATH, "%s/lexicon", directory);
  (void)snprintf(language, PATH, "%s/lexicon/xx", directory);
  (void)snprintf(file, PATH, "%s/lexicon/xx/dates.tsv", directory);
  assert_int_equal(mkdir(lexicons, 0700), 0);
  assert_int_equal(mkdir(language, 0700), 0);
  FILE *const stream = fopen(file, "w");
  assert_non_null(stream);
  assert_true(fputs(text, stream) >= 0);
  assert_int_equal(fclose(stream), 0);

  const GestaStatus status = gesta_date_lexicon_open(
    allocator, directory, gesta_view("xx"), lexicon, error);

  assert_int_equal(unlink(file), 0);
  assert_int_equal(rmdir(language), 0);
  assert_int_equal(rmdir(lexicons), 0);
  assert_int_equal(rmdir(directory), 0);
  return status;
}

static const char rules[] =
  "# a comment\n"
  "\n"
  "contraction\tdu\tde le\n"
  "day\t#1-31\tfigure\n"
  "day\tfirst|le_un\t1\n"
  "month\tMai|m.\t5\n"
  "when\tdu <day> !<month> &@stop\tnothing\n"
  "when\tle|du? <day:d> <month>\tday(month, d)\n"
  "when\tyesterday|tomorrow\tshift(now(days, minus(1)), days, -1)\n";

static void
rules_have_their_lines_items_and_programs(void **state)
{
  (void)state;
  GestaDateLexicon *lexicon = NULL;
  GestaError error = {0};
  if (open_text(gesta_default_allocator(), rules, &lexicon, &error)) {
    fail_msg("%s", error.message);
    return;
  }
  const GestaDateRule *const last = lexicon->rules;
  assert_true(gesta_view_equal(last->name, gesta_view("when")));
  assert_int_equal(last->lines->item_count, 4);
  assert_int_equal(last->lines->items[0].literals[0].count, 2); // de le
  assert_int_equal(last->lines->items[2].look, GESTA_DATE_MUST_NOT_FOLLOW);
  assert_int_equal(last->lines->items[3].kind, GESTA_DATE_STOP);
  assert_true(last->lines->next->items[0].optional);
  assert_int_equal(last->lines->next->items[0].literal_count, 2);
  assert_int_equal(last->last_line->step_count, 7);
  assert_null(last->next->next->next);
  gesta_date_lexicon_close(lexicon);
}

static void
a_bad_line_is_reported_with_its_place(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t line;
    size_t column;
  } bad[] = {
    {"", 0, 1},
    {"# nothing else\n", 1, 1},
    {"day\t#1-31\n", 1, 1},
    {"day\n", 1, 1},
    {"\tx\t1\n", 1, 1},
    {"day\tx\t1\nday\t<day>\tday\nx\t<nil>\t1\n", 3, 3},
    {"day\t<day>\t1\n", 1, 5},
    {"é\tà <day>\t1\n", 1, 5},
    {"a\tx\t1\nb\tx\t1\na\ty\t1\n", 3, 1},
    {"a\tx\t1\nb\t<a> <a>\ta\n", 2, 8},
    {"a\tx\t1\nb\t<a\ta\n", 2, 3},
    {"a\t#1\tfigure\n", 1, 3},
    {"a\t#9-1\tfigure\n", 1, 3},
    {"a\t#1-x\tfigure\n", 1, 3},
    {"a\t#1-9 #1-9 #1-9 #1-9\tfigure\n", 1, 18},
    {"a\tx?\t1\n", 1, 3},
    {"a\t!x\t1\n", 1, 3},
    {"a\tx @NOUN\t1\n", 1, 5},
    {"a\tx !@NOWN\t1\n", 1, 6},
    {"a\tx !\t1\n", 1, 5},
    {"a\tx||y\t1\n", 1, 5},
    {"a\tx\tnoon\n", 1, 5},
    {"a\tx\tdawn(1)\n", 1, 5},
    {"a\tx\tyear()\n", 1, 5},
    {"a\tx\tyear(1, 2)\n", 1, 5},
    {"a\tx\tyear(1\n", 1, 5},
    {"a\tx\tyear(1 2)\n", 1, 12},
    {"a\tx\t1 2\n", 1, 7},
    {"a\tx\t1x\n", 1, 5},
    {"a\tx\t99999999\n", 1, 5},
    {"a\tx\t\n", 1, 5},
    {"contraction\tdu x\tde le\n", 1, 13},
    {"a\tx\tminus(minus(minus(minus(minus(minus(minus(minus(minus(minus(1"
     "))))))))))\n",
     1, 59},
    {"a\tx\t1\nb\tx\xff\t1\n", 2, 4},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
    GestaDateLexicon *lexicon = NULL;
    GestaError error = {0};
    const GestaStatus status = open_text(gesta_default_allocator(), bad[i].text,
                                         &lexicon, &error);
    if (status != GESTA_ERR_SYNTAX || lexicon || error.line != bad[i].line
        || error.column != bad[i].column
        || !strstr(error.message, "dates.tsv")) {
      fail_msg("%s gives %d at %zu:%zu, not %zu:%zu: %s", bad[i].text, status,
               error.line, error.column, bad[i].line, bad[i].column,
               error.message);
    }
  }
}

static void
a_missing_language_is_reported(void **state)
{
  (void)state;
  GestaDateLexicon *lexicon = NULL;
  GestaError error = {0};
  assert_int_equal(gesta_date_lexicon_open(gesta_default_allocator(), "/tmp",
                                           gesta_view("no such language"),
                                           &lexicon, &error),
                   GESTA_ERR_FILE);
  assert_null(lexicon);
  assert_non_null(strstr(error.message, "dates.tsv"));
}

static void
a_refused_allocation_is_reported_and_leaks_nothing(void **state)
{
  (void)state;
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status != GESTA_OK; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    GestaDateLexicon *lexicon = NULL;
    status = open_text(&allocator.base, rules, &lexicon, NULL);
    assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
    gesta_date_lexicon_close(lexicon);
    assert_int_equal(allocator.live, 0);
  }
  gesta_date_lexicon_close(NULL);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(rules_have_their_lines_items_and_programs),
    cmocka_unit_test(a_bad_line_is_reported_with_its_place),
    cmocka_unit_test(a_missing_language_is_reported),
    cmocka_unit_test(a_refused_allocation_is_reported_and_leaks_nothing),
  };
  return cmocka_run_group_tests_name("date_lexicon", tests, NULL, NULL);
}
