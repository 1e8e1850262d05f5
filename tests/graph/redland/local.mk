# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += \
  tests/graph/redland/redland_differential_test \
  tests/graph/redland/redland_query_test \
  tests/graph/redland/redland_storage_test
dist_check_SCRIPTS += tests/graph/redland/perl_test.sh \
  tests/graph/redland/rdfproc_test.sh
