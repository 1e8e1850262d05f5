// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/emit/event_quads.h"

#include "extractor/emit/event_table.h"
#include "extractor/text/conllu.h"
#include "graph/rdf/term.h"
#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdlib.h>
#include <string.h>

// « Élise » and a tab-free target; the second sentence tells the same event.
static const char trees[] =
  "# newpar\n"
  "# text = Élise a tué \"Le Roux\".\n"
  "1\tÉlise\tÉlise\tPROPN\t_\tGender=Fem\t3\tnsubj\t_\t_\n"
  "2\ta\tavoir\tAUX\t_\tVerbForm=Fin\t3\taux:tense\t_\t_\n"
  "3\ttué\ttuer\tVERB\t_\tTense=Past|VerbForm=Part\t0\troot\t_\t_\n"
  "4\t\"\t\"\tPUNCT\t_\t_\t5\tpunct\t_\tSpaceAfter=No\n"
  "5\tLe\tle\tPROPN\t_\t_\t3\tobj\t_\t_\n"
  "6\tRoux\tRoux\tPROPN\t_\t_\t5\tflat:name\t_\tSpaceAfter=No\n"
  "7\t\"\t\"\tPUNCT\t_\t_\t5\tpunct\t_\tSpaceAfter=No\n"
  "8\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n"
  "\n"
  "# text = Élise n'a pas tué \"Le Roux\".\n"
  "1\tÉlise\tÉlise\tPROPN\t_\tGender=Fem\t5\tnsubj\t_\t_\n"
  "2\tn'\tne\tADV\t_\tPolarity=Neg\t5\tadvmod\t_\tSpaceAfter=No\n"
  "3\ta\tavoir\tAUX\t_\tVerbForm=Fin\t5\taux:tense\t_\t_\n"
  "4\tpas\tpas\tADV\t_\tPolarity=Neg\t5\tadvmod\t_\t_\n"
  "5\ttué\ttuer\tVERB\t_\tTense=Past|VerbForm=Part\t0\troot\t_\t_\n"
  "6\t\"\t\"\tPUNCT\t_\t_\t7\tpunct\t_\tSpaceAfter=No\n"
  "7\tLe\tle\tPROPN\t_\t_\t5\tobj\t_\t_\n"
  "8\tRoux\tRoux\tPROPN\t_\t_\t7\tflat:name\t_\tSpaceAfter=No\n"
  "9\t\"\t\"\tPUNCT\t_\t_\t7\tpunct\t_\tSpaceAfter=No\n"
  "10\t.\t.\tPUNCT\t_\t_\t5\tpunct\t_\t_\n"
  "\n";

// A sink that keeps the N-Triples spelling of every quad.
typedef struct Collector {
  GestaQuadSink base;
  GestaTextBuffer text;
  size_t blank_nodes;
} Collector;

static GestaStatus
collect(GestaQuadSink *self, const GestaQuad *quad)
{
  Collector *collector = (Collector *)self;
  const GestaTerm *terms[] = {&quad->subject, &quad->predicate, &quad->object,
                              &quad->graph};
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; i < 4 && status == GESTA_OK; ++i) {
    collector->blank_nodes += terms[i]->kind == GESTA_TERM_BLANK;
    status = gesta_term_spell(terms[i], &collector->text);
    if (status == GESTA_OK) {
      status = gesta_text_buffer_append(&collector->text,
                                        gesta_view(i < 3 ? " " : "\n"));
    }
  }
  return status;
}

static const char *
data_folder(void)
{
  const char *folder = getenv("GESTA_DATA");
  return folder && *folder ? folder : "ontology";
}

static void
open_knowledge(GestaKnowledge *knowledge)
{
  assert_int_equal(gesta_knowledge_init(knowledge, gesta_default_allocator(),
                                        data_folder(), gesta_view("fr"), NULL),
                   GESTA_OK);
  const GestaQuad edge = {gesta_iri(GESTA_ACT("Kill")),
                          gesta_iri(GESTA_GESTA("edge")),
                          gesta_iri(GESTA_ACT("assaults")),
                          {.kind = GESTA_TERM_NONE}};
  assert_int_equal(gesta_sink_quad(&knowledge->sink, &edge), GESTA_OK);
}

// What is done with the events of the trees, with memory that may run out.
static GestaStatus
run(GestaAllocator *allocator, const GestaKnowledge *knowledge,
    Collector *collector, GestaTextBuffer *json)
{
  GestaArena arena;
  GestaDocument document;
  GestaArticleEvents events;
  GestaWorkspace workspace = {.failed = false};
  GestaKnowledge lent = *knowledge;
  lent.allocator = allocator;
  gesta_arena_init(&arena, gesta_default_allocator());
  gesta_arena_init(&workspace.arena, allocator);
  assert_int_equal(
    gesta_conllu_read(gesta_view(trees), &arena, &document, NULL), GESTA_OK);
  const GestaArticle article = {.id = gesta_view("a b/é"),
                                .text = document.text,
                                .title = gesta_view("Le \"titre\""),
                                .language = gesta_view("fr"),
                                .date = gesta_view("2024-03-06")};
  GestaStatus status = gesta_article_events_init(
    &events, &lent, &article, &document, 0, &workspace, NULL);
  if (status == GESTA_OK) {
    status = gesta_event_quads_send(&events, gesta_view("urn:gesta:"),
                                    &collector->base);
    GestaOutput output = gesta_output_to_buffer(json);
    if (status == GESTA_OK) {
      status = gesta_event_table_write_json(&events, &output);
    }
    gesta_article_events_clear(&events);
  }
  gesta_arena_clear(&workspace.arena);
  gesta_arena_clear(&arena);
  return status;
}

static void
init_collector(Collector *collector)
{
  *collector = (Collector){.base = {collect, NULL}};
  gesta_text_buffer_init(&collector->text, gesta_default_allocator());
}

static size_t
count_of(const char *text, const char *part)
{
  size_t count = 0;
  for (const char *at = strstr(text, part); at; at = strstr(at + 1, part)) {
    ++count;
  }
  return count;
}

static void
one_event_told_twice_is_one_node_with_two_mentions(void **state)
{
  (void)state;
  GestaKnowledge knowledge;
  Collector collector;
  GestaTextBuffer json;
  open_knowledge(&knowledge);
  init_collector(&collector);
  gesta_text_buffer_init(&json, gesta_default_allocator());
  assert_int_equal(
    run(gesta_default_allocator(), &knowledge, &collector, &json), GESTA_OK);
  const char *text = collector.text.data;
  assert_int_equal(collector.blank_nodes, 0);
  assert_int_equal(count_of(text, "<https://w3id.org/gesta#Event>"), 1);
  assert_int_equal(count_of(text, "<https://w3id.org/gesta#Mention>"), 2);
  assert_int_equal(count_of(text, "gaf#denotedBy>"), 2);
  assert_non_null(strstr(text, "<https://w3id.org/gesta#mentions> \"2\""));
  assert_int_equal(count_of(text, "<https://w3id.org/gesta#negated>"), 1);
  assert_int_equal(count_of(text, "<https://w3id.org/gesta#affirmed>"), 1);
  // The direct edge is told once, by the sentence that affirms it.
  assert_int_equal(count_of(text, "<urn:gesta:entity/Élise> "
                                  "<https://w3id.org/gesta/action#assaults> "
                                  "<urn:gesta:entity/Le_Roux>"),
                   1);
  // Code points, not bytes: É is one.
  assert_non_null(strstr(text, "\"8,11\""));
  assert_non_null(
    strstr(text, "<urn:gesta:article/a_b%2Fé#char=0,22&trigger=8,11>"));
  assert_non_null(strstr(text, "\"2024-03-06\"^^"
                               "<http://www.w3.org/2001/XMLSchema#date>"));
  assert_int_equal(count_of(json.data, "\n"), 2);
  assert_non_null(strstr(json.data, "\"actor\":[\"Élise\"]"));
  gesta_text_buffer_clear(&json);
  gesta_text_buffer_clear(&collector.text);
  gesta_knowledge_clear(&knowledge);
}

static void
the_same_article_gives_the_same_bytes(void **state)
{
  (void)state;
  GestaKnowledge knowledge;
  Collector first;
  Collector second;
  GestaTextBuffer json;
  open_knowledge(&knowledge);
  init_collector(&first);
  init_collector(&second);
  gesta_text_buffer_init(&json, gesta_default_allocator());
  assert_int_equal(run(gesta_default_allocator(), &knowledge, &first, &json),
                   GESTA_OK);
  assert_int_equal(run(gesta_default_allocator(), &knowledge, &second, &json),
                   GESTA_OK);
  assert_string_equal(first.text.data, second.text.data);
  gesta_text_buffer_clear(&json);
  gesta_text_buffer_clear(&first.text);
  gesta_text_buffer_clear(&second.text);
  gesta_knowledge_clear(&knowledge);
}

static void
refused_memory_is_reported_and_leaks_nothing(void **state)
{
  (void)state;
  GestaKnowledge knowledge;
  GestaStatus status = GESTA_ERR_MEMORY;
  open_knowledge(&knowledge);
  for (size_t granted = 0; status != GESTA_OK; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    Collector collector;
    GestaTextBuffer json;
    init_collector(&collector);
    gesta_text_buffer_init(&json, gesta_default_allocator());
    status = run(&allocator.base, &knowledge, &collector, &json);
    assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
    assert_int_equal(allocator.live, 0);
    gesta_text_buffer_clear(&json);
    gesta_text_buffer_clear(&collector.text);
  }
  gesta_knowledge_clear(&knowledge);
}

static void
a_bad_date_of_publication_is_refused(void **state)
{
  (void)state;
  GestaKnowledge knowledge;
  GestaArticleEvents events;
  GestaError error = {0};
  GestaWorkspace workspace = {.failed = false};
  const GestaDocument document = {.sentence_count = 0};
  const GestaArticle article = {.date = gesta_view("2024-02-30")};
  open_knowledge(&knowledge);
  gesta_arena_init(&workspace.arena, gesta_default_allocator());
  assert_int_equal(gesta_article_events_init(&events, &knowledge, &article,
                                             &document, 0, &workspace, &error),
                   GESTA_ERR_INPUT);
  assert_non_null(strstr(error.message, "2024-02-30"));
  gesta_arena_clear(&workspace.arena);
  gesta_knowledge_clear(&knowledge);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(one_event_told_twice_is_one_node_with_two_mentions),
    cmocka_unit_test(the_same_article_gives_the_same_bytes),
    cmocka_unit_test(refused_memory_is_reported_and_leaks_nothing),
    cmocka_unit_test(a_bad_date_of_publication_is_refused),
  };
  return cmocka_run_group_tests_name("event_quads", tests, NULL, NULL);
}
