# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += \
  tests/graph/base/allocator_test \
  tests/graph/base/arena_test \
  tests/graph/base/decimal_test \
  tests/graph/base/digest_test \
  tests/graph/base/error_test \
  tests/graph/base/file_test \
  tests/graph/base/floating_test \
  tests/graph/base/hash_test \
  tests/graph/base/json_escape_test \
  tests/graph/base/late_library_test \
  tests/graph/base/number_test \
  tests/graph/base/output_test \
  tests/graph/base/string_view_test \
  tests/graph/base/text_buffer_test \
  tests/graph/base/utf8_test

include tests/graph/eval/local.mk
include tests/graph/rdf/local.mk
include tests/graph/algebra/local.mk
include tests/graph/sparql/local.mk
include tests/graph/store/local.mk
include tests/graph/redland/local.mk
include tests/graph/remote/local.mk
