# SPDX-License-Identifier: GPL-3.0-or-later
# Commands and the interactive shell.
shell_tests = \
  tests/shell/arguments_test \
  tests/shell/statement_reader_test \
  tests/shell/suggestion_test
check_PROGRAMS += $(shell_tests)
tests_shell_arguments_test_LDADD = libshell.la $(LDADD)
tests_shell_statement_reader_test_LDADD = libshell.la $(LDADD)
tests_shell_suggestion_test_LDADD = libshell.la $(LDADD)
