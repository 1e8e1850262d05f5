# SPDX-License-Identifier: GPL-3.0-or-later
# tests/ mirrors the source tree: x/y/z.c is tested by tests/x/y/z_test.c.
check_LIBRARIES += libtest.a
libtest_a_SOURCES = \
  tests/support/cmocka_support.h \
  tests/support/expression_fixture.c \
  tests/support/expression_fixture.h \
  tests/support/failing_allocator.h \
  tests/support/scratch_graph.c \
  tests/support/scratch_graph.h \
  tests/support/store_fixture.c \
  tests/support/store_fixture.h
LDADD = libtest.a $(extractor_libs) $(CMOCKA_LIBS)

include tests/graph/local.mk
include tests/extractor/local.mk
include tests/shell/local.mk
include tests/fault/local.mk
include tests/ontology/local.mk
include tests/w3c/local.mk

# Rules about the sources themselves.
dist_check_SCRIPTS += tests/layering_test.sh tests/headers_test.sh \
  tests/banned_test.sh tests/score_test.sh
EXTRA_DIST += tests/.clang-tidy tests/README.md tests/support/leaks.txt
