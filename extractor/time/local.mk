# SPDX-License-Identifier: GPL-3.0-or-later
# Date expressions.
extractor_time_sources = \
  extractor/time/date_mention.h \
  extractor/time/edtf.c \
  extractor/time/edtf.h
