# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/w3c/w3c_test
tests_w3c_w3c_test_SOURCES = \
  tests/w3c/manifest.c \
  tests/w3c/manifest.h \
  tests/w3c/result_file.c \
  tests/w3c/result_file.h \
  tests/w3c/solution_table.c \
  tests/w3c/solution_table.h \
  tests/w3c/w3c_test.c
EXTRA_DIST += tests/w3c/README.md tests/w3c/adapter tests/w3c/expected_failures
