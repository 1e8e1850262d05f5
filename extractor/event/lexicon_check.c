// SPDX-License-Identifier: GPL-3.0-or-later
// Lines are read here once more, so that one fault does not hide the next.
#include "extractor/event/lexicon_check.h"

#include "extractor/entity/name_table.h"
#include "extractor/entity/table_file.h"
#include "extractor/event/trigger_lexicon.h"
#include "extractor/lexicon/morphology.h"
#include "graph/base/arena.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { KEY_SIZE = 160, PATH_SIZE = 512 };

struct GestaLexiconCheck {
  GestaQuadSink sink; // first, so that a pointer to it is a pointer to this
  GestaAllocator *allocator;
  GestaArena arena;
  GestaNameTable actions; // local name → times used
};

// One run over a file.
typedef struct Run {
  GestaLexiconCheck *check;
  const GestaMorphology *morphology; // NULL: the language has none
  GestaTableFile file;
  GestaNameTable frames;
  GestaLexiconFault fault;
  void *user;
  GestaLexiconCounts counts;
  GestaStatus status; // the first failure
} Run;

static GestaStatus
learn_action(GestaQuadSink *self, const GestaQuad *quad)
{
  GestaLexiconCheck *check = (GestaLexiconCheck *)self;
  const GestaStringView space = gesta_view(GESTA_NS_ACT);
  const GestaStringView iri = quad->subject.value;
  GestaStringView name = {NULL, 0};
  if (!gesta_view_equal(quad->predicate.value, GESTA_RDF("type"))
      || !gesta_view_equal(quad->object.value, GESTA_SKOS("Concept"))
      || iri.size <= space.size
      || memcmp(iri.data, space.data, space.size) != 0) {
    return GESTA_OK;
  }
  const GestaStatus status = gesta_arena_copy(
    &check->arena,
    (GestaStringView){iri.data + space.size, iri.size - space.size}, &name);
  return status ? status : gesta_name_table_set(&check->actions, name, 0);
}

GestaStatus
gesta_lexicon_check_new(GestaAllocator *allocator, GestaLexiconCheck **check)
{
  GestaLexiconCheck *made = gesta_allocate(allocator, 1, sizeof *made);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  *made = (GestaLexiconCheck){.sink = {learn_action, NULL},
                              .allocator = allocator};
  gesta_arena_init(&made->arena, allocator);
  gesta_name_table_init(&made->actions, allocator);
  *check = made;
  return GESTA_OK;
}

void
gesta_lexicon_check_free(GestaLexiconCheck *check)
{
  if (check) {
    gesta_name_table_clear(&check->actions);
    gesta_arena_clear(&check->arena);
    gesta_release(check->allocator, check);
  }
}

GestaQuadSink *
gesta_lexicon_check_actions(GestaLexiconCheck *check)
{
  return &check->sink;
}

static void
tell(Run *run, const char *what, GestaStringView word)
{
  ++run->counts.faults;
  if (run->status == GESTA_OK) {
    run->status = run->fault(run->user, run->file.path, run->file.line, what,
                             word);
  }
}

// Whether a spelling may be its own lemma as such a part of speech.  Of a
// spelling that the word list does not have the tagger makes what it thinks.
static bool
is_lemma(const GestaMorphology *morphology, GestaStringView word, bool verb)
{
  const GestaAnalyses analyses = gesta_morphology_find(morphology, word);
  if (analyses.count == 0) {
    return true;
  }
  for (size_t i = 0; i < analyses.count; ++i) {
    const GestaAnalysis *analysis = &analyses.items[i];
    const bool wanted = verb ? analysis->upos == GESTA_UPOS_VERB
                                 || analysis->upos == GESTA_UPOS_AUX
                             : analysis->upos == GESTA_UPOS_NOUN
                                 || analysis->upos == GESTA_UPOS_PROPN;
    const bool own = analysis->strip <= word.size
                     && gesta_view_equal((GestaStringView){word.data + word.size
                                                             - analysis->strip,
                                                           analysis->strip},
                                         analysis->append);
    if (wanted && own) {
      return true;
    }
  }
  return false;
}

// "se retirer de accord": the verb is "retirer".
static GestaStringView
first_word(GestaStringView lemma)
{
  GestaStringView rest = lemma;
  GestaStringView first = gesta_table_cut(&rest, ' ');
  return gesta_view_equal(first, gesta_view("se")) && rest.size > 0
           ? gesta_table_cut(&rest, ' ')
           : first;
}

static void
check_condition(Run *run, GestaStringView lemma)
{
  static const char *const classes[] = {"person", "country", "organization",
                                        "armed",  "thing",   "court"};
  const char *plus = memchr(lemma.data, '+', lemma.size);
  if (!plus) {
    return;
  }
  const size_t size = (size_t)(lemma.data + lemma.size - plus);
  const GestaStringView condition = {plus, size};
  const char *equals = memchr(plus, '=', size);
  if (memchr(plus, ' ', size)) {
    tell(run, "nothing may follow a condition", lemma);
  }
  if (!equals) {
    return;
  }
  const GestaStringView name = {plus, (size_t)(equals - plus)};
  const GestaStringView class = {equals + 1,
                                 size - (size_t)(equals - plus) - 1};
  bool known = false;
  for (size_t i = 0; i < sizeof classes / sizeof *classes; ++i) {
    known = known || gesta_view_equal(class, gesta_view(classes[i]));
  }
  if (!known
      || (!gesta_view_equal(name, gesta_view("+obj"))
          && !gesta_view_equal(name, gesta_view("+subj")))) {
    tell(run, "unknown condition", condition);
  }
}

static void
check_frame(Run *run, const GestaTableLine *line)
{
  enum { LEMMA, POS, ACTION, ACTOR, TARGET, FLAGS };
  const GestaStringView lemma = line->columns[LEMMA];
  const bool verb = gesta_view_equal(line->columns[POS], gesta_view("VERB"));
  char key[KEY_SIZE];
  GestaStringView copy = {NULL, 0};
  uint32_t number = 0;
  if (!verb && !gesta_view_equal(line->columns[POS], gesta_view("NOUN"))) {
    tell(run, "expected VERB or NOUN as part of speech", line->columns[POS]);
    return;
  }
  *(verb ? &run->counts.verbs : &run->counts.nouns) += 1;
  if (gesta_name_table_find(&run->check->actions, line->columns[ACTION],
                            &number)
      != GESTA_OK) {
    tell(run, "unknown action", line->columns[ACTION]);
  } else if (number == 0 && run->status == GESTA_OK) {
    ++run->counts.actions;
    run->status = gesta_name_table_set(&run->check->actions,
                                       line->columns[ACTION], 1);
  }
  GestaStringView flags = line->columns[FLAGS];
  while (flags.size > 0) {
    const GestaStringView flag = gesta_table_cut(&flags, ',');
    if (!gesta_frame_flag_known(flag)) {
      tell(run, "unknown flag", flag);
    }
  }
  check_condition(run, lemma);
  const GestaStringView word = verb ? first_word(lemma) : lemma;
  if (run->morphology && !is_lemma(run->morphology, word, verb)) {
    tell(run, verb ? "no lemma of a verb" : "no lemma of a noun", word);
  }
  const int size = snprintf(
    key, sizeof key, "%c %.*s", verb ? 'V' : 'N',
    (int)(lemma.size < KEY_SIZE - 8 ? lemma.size : KEY_SIZE - 8), lemma.data);
  const GestaStringView name = {key, (size_t)size};
  if (gesta_name_table_find(&run->frames, name, &number) == GESTA_OK) {
    tell(run, "a frame that stands there twice", lemma);
  } else if (run->status == GESTA_OK) {
    run->status = gesta_arena_copy(&run->check->arena, name, &copy);
    if (run->status == GESTA_OK) {
      run->status = gesta_name_table_set(&run->frames, copy, 1);
    }
  }
}

static GestaStatus
open_morphology(GestaAllocator *allocator, const char *data_directory,
                GestaStringView language, GestaMorphology **morphology,
                GestaError *error)
{
  char path[PATH_SIZE];
  const int size = snprintf(path, sizeof path,
                            "%s/lexicon/%.*s/morphology.lexicon",
                            data_directory, (int)language.size, language.data);
  if (size < 0 || (size_t)size >= sizeof path) {
    return gesta_error_set(error, GESTA_ERR_TOO_LARGE, "path too long");
  }
  return access(path, F_OK) == 0
           ? gesta_morphology_open(allocator, path, morphology, error)
           : GESTA_OK;
}

GestaStatus
gesta_lexicon_check_run(GestaLexiconCheck *check, const char *data_directory,
                        GestaStringView language, GestaLexiconFault fault,
                        void *user, GestaLexiconCounts *counts,
                        GestaError *error)
{
  GestaMorphology *morphology = NULL;
  GestaTableLine line = {.count = 0};
  Run run = {.check = check, .fault = fault, .user = user};
  assert(check && fault && counts);
  GestaStatus status = open_morphology(check->allocator, data_directory,
                                       language, &morphology, error);
  if (status != GESTA_OK) {
    return status;
  }
  status = gesta_table_file_open(check->allocator, data_directory, language,
                                 "triggers.tsv", &run.file, error);
  if (status != GESTA_OK) {
    gesta_morphology_close(morphology);
    return status;
  }
  run.morphology = morphology;
  gesta_name_table_init(&run.frames, check->allocator);
  while (run.status == GESTA_OK && status != GESTA_END) {
    GestaError wrong = {0};
    status = gesta_table_file_next(&run.file, 3, &line, &wrong);
    if (status == GESTA_ERR_SYNTAX) {
      tell(&run, "expected 3 to 6 columns", line.columns[0]);
    } else if (status == GESTA_OK) {
      check_frame(&run, &line);
    } else if (status != GESTA_END) {
      run.status = status;
    }
  }
  if (run.status == GESTA_OK) {
    *counts = run.counts;
  } else {
    (void)gesta_error_set(error, run.status, "%s",
                          gesta_status_text(run.status));
  }
  gesta_name_table_clear(&run.frames);
  gesta_table_file_close(&run.file);
  gesta_morphology_close(morphology);
  return run.status;
}
