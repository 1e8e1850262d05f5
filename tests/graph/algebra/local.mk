# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += \
  tests/graph/algebra/rewrite_test \
  tests/graph/algebra/translate_test
