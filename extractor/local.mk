# SPDX-License-Identifier: GPL-3.0-or-later
# extractor depends on graph/base and graph/rdf, never on graph/store.
noinst_LIBRARIES += libextractor.a
libextractor_a_SOURCES = \
  extractor/language.h \
  extractor/pipeline.h \
  $(extractor_language_sources) \
  $(extractor_time_sources) \
  $(extractor_event_sources)
extractor_libs = libextractor.a $(graph_libs)

include extractor/language.mk
include extractor/time/local.mk
include extractor/event/local.mk
