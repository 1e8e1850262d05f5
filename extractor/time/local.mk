# SPDX-License-Identifier: GPL-3.0-or-later
# Date expressions.
extractor_time_sources = \
  extractor/time/edtf.c \
  extractor/time/edtf.h \
  extractor/time/calendar.c \
  extractor/time/calendar.h \
  extractor/time/date_value.c \
  extractor/time/date_value.h \
  extractor/time/date_words.c \
  extractor/time/date_words.h \
  extractor/time/date_lexicon.c \
  extractor/time/date_lexicon.h \
  extractor/time/date_mention.c \
  extractor/time/date_mention.h
