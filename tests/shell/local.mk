# SPDX-License-Identifier: GPL-3.0-or-later
# Commands and the interactive shell.
shell_tests = \
  tests/shell/arguments_test \
  tests/shell/ordered_work_test \
  tests/shell/statement_reader_test \
  tests/shell/suggestion_test
check_PROGRAMS += $(shell_tests)
tests_shell_arguments_test_LDADD = libshell.la $(LDADD)
tests_shell_ordered_work_test_LDADD = libshell.la $(LDADD)
tests_shell_statement_reader_test_LDADD = libshell.la $(LDADD)
tests_shell_suggestion_test_LDADD = libshell.la $(LDADD)

dist_check_SCRIPTS += \
  tests/shell/bad_input_test.sh \
  tests/shell/commands_test.sh \
  tests/shell/extraction_test.sh \
  tests/shell/graph_care_test.sh \
  tests/shell/lexicon_test.sh \
  tests/shell/parallel_test.sh \
  tests/shell/session_test.sh \
  tests/shell/terminal_test.sh
EXTRA_DIST += tests/support/tap.sh tests/shell/README.md \
  tests/shell/session/commands.in tests/shell/session/commands.out \
  tests/shell/session/errors.in tests/shell/session/errors.out \
  tests/shell/session/formats.in tests/shell/session/formats.out \
  tests/shell/session/people.ttl \
  tests/shell/session/queries.in tests/shell/session/queries.out
