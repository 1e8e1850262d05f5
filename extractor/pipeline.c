// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/pipeline.h"

#include "extractor/emit/event_quads.h"
#include "extractor/emit/event_table.h"
#include "extractor/emit/explanation.h"
#include "extractor/event/article_events.h"
#include "extractor/language.h"
#include "extractor/text/conllu.h"

#include <assert.h>

struct GestaExtractor {
  GestaAllocator *allocator;
  GestaLanguage *language;
  GestaKnowledge knowledge;
};

struct GestaAnalysis {
  GestaAllocator *allocator;
  GestaWorkspace workspace;
  GestaArticle article;
  GestaDocument document; // the title's sentences, then the body's
  size_t title_count;
  GestaArticleEvents events;
};

GestaStatus
gesta_extractor_open(GestaAllocator *allocator, const char *data_directory,
                     GestaStringView language, GestaExtractor **extractor,
                     GestaError *error)
{
  GestaExtractor *opened = gesta_allocate(allocator, 1, sizeof *opened);
  if (!opened) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  *opened = (GestaExtractor){.allocator = allocator};
  GestaStatus status = gesta_language_open(allocator, data_directory, language,
                                           &opened->language, error);
  if (status == GESTA_OK) {
    status = gesta_knowledge_init(&opened->knowledge, allocator, data_directory,
                                  language, error);
  }
  if (status != GESTA_OK) {
    gesta_extractor_close(opened);
    return status;
  }
  *extractor = opened;
  return GESTA_OK;
}

void
gesta_extractor_close(GestaExtractor *extractor)
{
  if (extractor) {
    gesta_language_close(extractor->language);
    gesta_knowledge_clear(&extractor->knowledge);
    gesta_release(extractor->allocator, extractor);
  }
}

GestaQuadSink *
gesta_extractor_knowledge(GestaExtractor *extractor)
{
  return &extractor->knowledge.sink;
}

static GestaStatus
begin_analysis(const GestaExtractor *extractor, const GestaArticle *article,
               GestaAnalysis **analysis, GestaError *error)
{
  GestaAnalysis *begun = gesta_allocate(extractor->allocator, 1, sizeof *begun);
  if (!begun) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  *begun = (GestaAnalysis){.allocator = extractor->allocator,
                           .article = *article};
  gesta_arena_init(&begun->workspace.arena, extractor->allocator);
  *analysis = begun;
  return GESTA_OK;
}

// Find the events of the document, or give the analysis up.
static GestaStatus
finish_analysis(const GestaExtractor *extractor, GestaAnalysis *begun,
                GestaAnalysis **analysis, GestaError *error)
{
  const GestaStatus status = gesta_article_events_init(
    &begun->events, &extractor->knowledge, &begun->article, &begun->document,
    begun->title_count, &begun->workspace, error);
  if (status != GESTA_OK) {
    gesta_analysis_close(begun);
    return status;
  }
  *analysis = begun;
  return GESTA_OK;
}

// Put the sentences of the title before those of the body.
static GestaStatus
read_title(const GestaExtractor *extractor, GestaAnalysis *begun)
{
  GestaArena *arena = &begun->workspace.arena;
  GestaDocument title;
  const size_t body = begun->document.sentence_count;
  if (begun->article.title.size == 0) {
    return GESTA_OK;
  }
  GestaStatus status = gesta_language_analyse(extractor->language,
                                              begun->article.title,
                                              GESTA_STAGE_PARSE, arena, &title);
  if (status != GESTA_OK) {
    return status;
  }
  GestaSentence *sentences = gesta_arena_allocate(
    arena, title.sentence_count + body + 1, sizeof *sentences);
  if (!sentences) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < title.sentence_count; ++i) {
    sentences[i] = title.sentences[i];
  }
  for (size_t i = 0; i < body; ++i) {
    sentences[title.sentence_count + i] = begun->document.sentences[i];
  }
  begun->document.sentences = sentences;
  begun->document.sentence_count = title.sentence_count + body;
  begun->title_count = title.sentence_count;
  return GESTA_OK;
}

GestaStatus
gesta_extract(const GestaExtractor *extractor, const GestaArticle *article,
              GestaAnalysis **analysis, GestaError *error)
{
  GestaAnalysis *begun = NULL;
  GestaStatus status = begin_analysis(extractor, article, &begun, error);
  if (status != GESTA_OK) {
    return status;
  }
  status = gesta_language_analyse(extractor->language, article->text,
                                  GESTA_STAGE_PARSE, &begun->workspace.arena,
                                  &begun->document);
  if (status == GESTA_OK) {
    status = read_title(extractor, begun);
  }
  if (status != GESTA_OK) {
    gesta_analysis_close(begun);
    return gesta_error_set(error, status, "%s", gesta_status_text(status));
  }
  return finish_analysis(extractor, begun, analysis, error);
}

GestaStatus
gesta_extract_document(const GestaExtractor *extractor,
                       const GestaArticle *article,
                       const GestaDocument *document, GestaAnalysis **analysis,
                       GestaError *error)
{
  GestaAnalysis *begun = NULL;
  const GestaStatus status = begin_analysis(extractor, article, &begun, error);
  if (status != GESTA_OK) {
    return status;
  }
  assert(begun);
  begun->document = *document;
  return finish_analysis(extractor, begun, analysis, error);
}

GestaStatus
gesta_extract_conllu(const GestaExtractor *extractor,
                     const GestaArticle *article, GestaAnalysis **analysis,
                     GestaError *error)
{
  GestaAnalysis *begun = NULL;
  GestaStatus status = begin_analysis(extractor, article, &begun, error);
  if (status != GESTA_OK) {
    return status;
  }
  status = gesta_conllu_read(article->text, &begun->workspace.arena,
                             &begun->document, error);
  if (status != GESTA_OK) {
    gesta_analysis_close(begun);
    return status;
  }
  return finish_analysis(extractor, begun, analysis, error);
}

void
gesta_analysis_close(GestaAnalysis *analysis)
{
  if (analysis) {
    if (analysis->events.knowledge) {
      gesta_article_events_clear(&analysis->events);
    }
    gesta_arena_clear(&analysis->workspace.arena);
    gesta_release(analysis->allocator, analysis);
  }
}

const GestaDocument *
gesta_analysis_document(const GestaAnalysis *analysis)
{
  return &analysis->document;
}

size_t
gesta_analysis_event_count(const GestaAnalysis *analysis)
{
  return analysis->events.events.count;
}

GestaStatus
gesta_write_tsv_header(GestaOutput *output)
{
  return gesta_event_table_write_header(output);
}

GestaStatus
gesta_analysis_write_tsv(const GestaAnalysis *analysis, GestaOutput *output)
{
  return gesta_event_table_write(&analysis->events, output);
}

GestaStatus
gesta_analysis_write_jsonl(const GestaAnalysis *analysis, GestaOutput *output)
{
  return gesta_event_table_write_json(&analysis->events, output);
}

GestaStatus
gesta_analysis_write_explanation(const GestaAnalysis *analysis,
                                 const GestaMarks *marks, GestaOutput *output)
{
  return gesta_explanation_write(&analysis->events, marks, output);
}

GestaStatus
gesta_analysis_graph(GestaAnalysis *analysis, GestaStringView base,
                     GestaStringView *iri)
{
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, analysis->allocator);
  GestaStatus status = gesta_article_iri(base, analysis->article.id, &text);
  if (status == GESTA_OK) {
    status = gesta_arena_copy(&analysis->workspace.arena,
                              gesta_text_buffer_view(&text), iri);
  }
  gesta_text_buffer_clear(&text);
  return status;
}

GestaStatus
gesta_analysis_send_quads(GestaAnalysis *analysis, GestaStringView base,
                          GestaQuadSink *sink)
{
  return gesta_event_quads_send(&analysis->events, base, sink);
}
