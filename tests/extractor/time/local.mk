# SPDX-License-Identifier: GPL-3.0-or-later
# Dates.
check_PROGRAMS += \
  tests/extractor/time/edtf_test \
  tests/extractor/time/calendar_test \
  tests/extractor/time/date_value_test \
  tests/extractor/time/date_words_test \
  tests/extractor/time/date_lexicon_test \
  tests/extractor/time/date_mention_test
tests_extractor_time_edtf_test_SOURCES = tests/extractor/time/edtf_test.c
tests_extractor_time_calendar_test_SOURCES = \
  tests/extractor/time/calendar_test.c
tests_extractor_time_date_value_test_SOURCES = \
  tests/extractor/time/date_value_test.c
tests_extractor_time_date_words_test_SOURCES = \
  tests/extractor/time/date_words_test.c
tests_extractor_time_date_lexicon_test_SOURCES = \
  tests/extractor/time/date_lexicon_test.c
tests_extractor_time_date_mention_test_SOURCES = \
  tests/extractor/time/date_mention_test.c
EXTRA_DIST += \
  tests/extractor/time/expressions_fr.tsv \
  tests/extractor/time/expressions_en.tsv
