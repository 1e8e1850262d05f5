# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += \
  tests/graph/sparql/w3c_syntax_test
