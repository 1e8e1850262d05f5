// SPDX-License-Identifier: GPL-3.0-or-later
/// @file pipeline.h
/// An article in, its events out: read → segment → tag → parse → dates,
/// entities → events → quads.
///
/// threads  an extractor is immutable once set up and may be shared; an
///          analysis belongs to one thread

#ifndef GESTA_EXTRACTOR_PIPELINE_H
#define GESTA_EXTRACTOR_PIPELINE_H

#include "extractor/emit/marked_sentence.h"
#include "extractor/text/article.h"
#include "extractor/text/sentence.h"
#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/output.h"
#include "graph/base/status.h"
#include "graph/rdf/quad_sink.h"

#include <stdbool.h>

typedef struct GestaExtractor GestaExtractor;
typedef struct GestaAnalysis GestaAnalysis;

/// Set up an extractor for one language: model, lexicons, gazetteer (empty
/// until quads are sent to its sink).
///
/// gives    *extractor; release it with gesta_extractor_close()
/// borrows  allocator, until then
/// errors   those of gesta_language_open() and of the lexicons' files
GESTA_MUST_CHECK GestaStatus
gesta_extractor_open(GestaAllocator *allocator, const char *data_directory,
                     GestaStringView language, GestaExtractor **extractor,
                     GestaError *error);

void
gesta_extractor_close(GestaExtractor *extractor);

/// Where to send the quads of `DATA/actions.ttl`, `DATA/gazetteer/*.ttl` and
/// the user's own, before the first article.  Lent until close.
GestaQuadSink *
gesta_extractor_knowledge(GestaExtractor *extractor);

/// Extract the events of an article.
///
/// gives    *analysis; release it with gesta_analysis_close()
/// borrows  extractor and article, until then
/// errors   GESTA_ERR_INPUT (a bad date), GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_extract(const GestaExtractor *extractor, const GestaArticle *article,
              GestaAnalysis **analysis, GestaError *error);

/// The same from trees that somebody else made; article->text is then not
/// looked at.
GESTA_MUST_CHECK GestaStatus
gesta_extract_document(const GestaExtractor *extractor,
                       const GestaArticle *article,
                       const GestaDocument *document, GestaAnalysis **analysis,
                       GestaError *error);

/// The same from trees in CoNLL-U, which are article->text.
///
/// errors  also those of gesta_conllu_read()
GESTA_MUST_CHECK GestaStatus
gesta_extract_conllu(const GestaExtractor *extractor,
                     const GestaArticle *article, GestaAnalysis **analysis,
                     GestaError *error);

void
gesta_analysis_close(GestaAnalysis *analysis);

/// The trees.  Lent until close.
const GestaDocument *
gesta_analysis_document(const GestaAnalysis *analysis);

size_t
gesta_analysis_event_count(const GestaAnalysis *analysis);

/// Write the header line of the table of events.
GESTA_MUST_CHECK GestaStatus
gesta_write_tsv_header(GestaOutput *output);

/// Write the events, a line each: document, sentence, actor, action, class,
/// target, date, polarity, modality, source.
GESTA_MUST_CHECK GestaStatus
gesta_analysis_write_tsv(const GestaAnalysis *analysis, GestaOutput *output);

/// Write the events as JSON objects, a line each.
GESTA_MUST_CHECK GestaStatus
gesta_analysis_write_jsonl(const GestaAnalysis *analysis, GestaOutput *output);

/// Write why it has the events that it has, for people: see
/// emit/explanation.h.
///
/// errors  those of the output, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_analysis_write_explanation(const GestaAnalysis *analysis,
                                 const GestaMarks *marks, GestaOutput *output);

/// The IRI of the article's named graph: `BASE` + "article/" + its id.
///
/// lends  *iri, until the analysis is closed
/// errors GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_analysis_graph(GestaAnalysis *analysis, GestaStringView base,
                     GestaStringView *iri);

/// Send the prefixes and the quads of the article's named graph.
///
/// borrows  base (such as "urn:gesta:") during the call
GESTA_MUST_CHECK GestaStatus
gesta_analysis_send_quads(GestaAnalysis *analysis, GestaStringView base,
                          GestaQuadSink *sink);

#endif // GESTA_EXTRACTOR_PIPELINE_H
