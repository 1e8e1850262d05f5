// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/event/attribution.h"

#include "extractor/event/clause.h"

enum { MAX_CLIMB = 16, MAX_QUOTATIONS = 4096 };

static uint32_t
frame_flags(const GestaScene *scene, uint32_t verb)
{
  uint32_t beside = 0;
  const GestaFrame *frame = scene->tree->words[verb].upos == GESTA_UPOS_VERB
                                || gesta_tree_is(scene->tree, verb, "root")
                              ? gesta_clause_frame(scene, verb, &beside)
                              : NULL;
  return frame ? frame->flags : 0;
}

static GestaMention
speaker_of(const GestaScene *scene, uint32_t verb)
{
  GestaMention speaker = {.kind = GESTA_MENTION_NONE};
  uint32_t subject = gesta_clause_passive(scene, verb)
                       ? gesta_clause_agent(scene, verb)
                       : gesta_clause_subject(scene, verb);
  if (subject) {
    speaker = gesta_mention_group(scene->mentions, scene->sentence, subject);
  }
  return speaker;
}

// Whether two words are both outside quotations or in the same one.
static uint32_t
quotation_at(const GestaScene *scene, const GestaQuotations *quotations,
             uint32_t word)
{
  return quotations->numbers && quotations->numbers[scene->sentence]
           ? quotations->numbers[scene->sentence][word]
           : 0;
}

typedef enum Quote { QUOTE_NONE, QUOTE_OPENS, QUOTE_CLOSES, QUOTE_TURNS } Quote;

static Quote
quote_of(GestaStringView form)
{
  static const struct {
    const char *form;
    Quote quote;
  } quotes[] = {
    {"«", QUOTE_OPENS},   {"»", QUOTE_CLOSES}, {"“", QUOTE_OPENS},
    {"”", QUOTE_CLOSES},  {"\"", QUOTE_TURNS}, {"``", QUOTE_OPENS},
    {"''", QUOTE_CLOSES},
  };
  for (size_t i = 0; i < sizeof quotes / sizeof *quotes; ++i) {
    if (gesta_view_equal(form, gesta_view(quotes[i].form))) {
      return quotes[i].quote;
    }
  }
  return QUOTE_NONE;
}

// A speech verb of the sentence outside quotations whose subject is told, the
// one nearest to the quotation.
static GestaMention
speaker_around(const GestaScene *scene, const GestaQuotations *quotations,
               uint32_t number)
{
  const GestaTree *tree = scene->tree;
  GestaMention best = {.kind = GESTA_MENTION_NONE};
  size_t best_distance = SIZE_MAX;
  for (uint32_t word = 1; word <= tree->count; ++word) {
    if (quotation_at(scene, quotations, word) != 0
        || (frame_flags(scene, word) & GESTA_FRAME_SPEECH) == 0) {
      continue;
    }
    size_t distance = SIZE_MAX - 1;
    for (uint32_t other = 1; other <= tree->count; ++other) {
      const size_t away = other > word ? other - word : word - other;
      if (quotation_at(scene, quotations, other) == number && away < distance) {
        distance = away;
      }
    }
    const GestaMention speaker = speaker_of(scene, word);
    if (speaker.count > 0 && distance < best_distance) {
      best = speaker;
      best_distance = distance;
    }
  }
  return best;
}

// A quotation closes at the latest with its paragraph's last sentence, so that
// a forgotten mark spoils one paragraph only.
static void
number_quotations(const GestaScene *scenes, size_t count,
                  GestaQuotations *quotations)
{
  uint32_t open = 0;
  for (size_t s = 0; s < count; ++s) {
    const GestaTree *tree = scenes[s].tree;
    uint32_t *numbers = gesta_workspace_allocate(
      scenes[s].workspace, tree->count + 1, sizeof *numbers);
    quotations->numbers[s] = numbers;
    if (!numbers) {
      return;
    }
    open = tree->sentence->begins_paragraph ? 0 : open;
    for (uint32_t word = 1; word <= tree->count; ++word) {
      const Quote quote = quote_of(tree->words[word].form);
      if (quote == QUOTE_OPENS || (quote == QUOTE_TURNS && !open)) {
        open = quotations->count < MAX_QUOTATIONS - 1
                 ? (uint32_t)++quotations->count // MAX_QUOTATIONS fits
                 : 0;
      } else if (quote != QUOTE_NONE) {
        open = 0;
      } else {
        numbers[word] = open;
      }
    }
  }
}

void
gesta_quotations_find(const GestaScene *scenes, size_t count,
                      GestaQuotations *quotations)
{
  *quotations = (GestaQuotations){.count = 0};
  if (count == 0) {
    return;
  }
  GestaWorkspace *workspace = scenes[0].workspace;
  quotations->numbers = gesta_workspace_allocate(workspace, count,
                                                 sizeof *quotations->numbers);
  if (!quotations->numbers) {
    return;
  }
  number_quotations(scenes, count, quotations);
  quotations->speakers = gesta_workspace_allocate(
    workspace, quotations->count + 1, sizeof *quotations->speakers);
  if (workspace->failed) {
    return;
  }
  for (size_t s = 0; s < count; ++s) {
    uint32_t last = 0;
    for (uint32_t word = 1; word <= scenes[s].tree->count; ++word) {
      const uint32_t number = quotations->numbers[s][word];
      if (number != 0 && number != last) {
        const GestaMention speaker = speaker_around(&scenes[s], quotations,
                                                    number);
        // The sentence that closes the quotation knows best.
        if (speaker.count > 0) {
          quotations->speakers[number] = speaker;
        }
        last = number;
      }
    }
  }
}

// A speech verb put beside what is said: `…, ont annoncé les autorités`.
static uint32_t
inserted_speech(const GestaScene *scene, uint32_t head)
{
  const GestaTree *tree = scene->tree;
  for (uint32_t child = tree->first_child[head]; child != 0;
       child = tree->next_sibling[child]) {
    if (gesta_tree_is(tree, child, "parataxis")
        && (frame_flags(scene, child) & GESTA_FRAME_SPEECH) != 0
        && gesta_tree_child(tree, child, "ccomp") == 0) {
      return child;
    }
  }
  return 0;
}

// `selon X` anywhere on a word.
static uint32_t
hearsay(const GestaScene *scene, uint32_t head)
{
  const GestaTree *tree = scene->tree;
  for (uint32_t child = tree->first_child[head]; child != 0;
       child = tree->next_sibling[child]) {
    if ((gesta_marker_kinds(scene->lists, tree, child) & GESTA_KIND_HEARSAY)
        != 0) {
      return child;
    }
  }
  return 0;
}

// `selon X` speaks for its whole sentence, wherever a parser hangs it.
static uint32_t
hearsay_anywhere(const GestaScene *scene, uint32_t word)
{
  for (uint32_t head = 1; head <= scene->tree->count; ++head) {
    const uint32_t reported = hearsay(scene, head);
    if (reported && !gesta_tree_below(scene->tree, word, reported)) {
      return reported;
    }
  }
  return 0;
}

// The speech verb that closes the sentence behind what is said, wherever a
// parser hangs it.
static uint32_t
inverted_speech(const GestaScene *scene, uint32_t word)
{
  for (uint32_t verb = word + 1; verb <= scene->tree->count; ++verb) {
    if (scene->tree->words[verb].upos == GESTA_UPOS_VERB
        && gesta_clause_inverted_speaker(scene, verb) != 0) {
      return verb;
    }
  }
  return 0;
}

// `annoncer partir`, `dire avoir coulé`
static bool
is_infinitive(const GestaTree *tree, uint32_t verb)
{
  const uint32_t auxiliary = gesta_tree_child(tree, verb, "aux");
  return gesta_tree_has(tree, verb, "VerbForm", "Inf")
         || (auxiliary && gesta_tree_has(tree, auxiliary, "VerbForm", "Inf"));
}

// The speech that `word` is the content of, going up one step; or 0.
static uint32_t
speech_above(const GestaScene *scene, uint32_t word, uint32_t head)
{
  const GestaTree *tree = scene->tree;
  const uint32_t flags = frame_flags(scene, head);
  const bool content = gesta_tree_is(tree, word, "ccomp")
                       || gesta_tree_is(tree, word, "parataxis");
  if ((flags & GESTA_FRAME_SPEECH) != 0 && content) {
    return head;
  }
  const uint32_t clausal = GESTA_FRAME_ACCUSE | GESTA_FRAME_DENIAL;
  if (((flags & clausal) != 0
       || ((flags & GESTA_FRAME_SPEECH) != 0 && is_infinitive(tree, word)))
      && (gesta_tree_is(tree, word, "xcomp") || content
          || (gesta_tree_is(tree, word, "advcl")
              && (flags & GESTA_FRAME_ACCUSE) != 0
              && gesta_tree_marker(tree, word) != 0))) {
    return head;
  }
  return 0;
}

GestaMention
gesta_attribute(const GestaScene *scene, const GestaQuotations *quotations,
                uint32_t word, bool statement)
{
  const GestaTree *tree = scene->tree;
  GestaMention source = {.kind = GESTA_MENTION_NONE};
  const uint32_t quotation = quotation_at(scene, quotations, word);
  uint32_t at = word;
  for (size_t steps = 0; steps < MAX_CLIMB && at != 0; ++steps) {
    const uint32_t head = tree->words[at].head;
    const uint32_t reported = hearsay(scene, at);
    if (reported && !gesta_tree_below(tree, word, reported) && !statement) {
      return gesta_mention_group(scene->mentions, scene->sentence, reported);
    }
    const uint32_t beside = inserted_speech(scene, at);
    if (beside && beside != word && !gesta_tree_below(tree, word, beside)) {
      source = speaker_of(scene, beside);
      if (source.count > 0) {
        return source;
      }
    }
    const uint32_t speech = head ? speech_above(scene, at, head) : 0;
    if (speech) {
      source = speaker_of(scene, speech);
      if (source.count > 0) {
        return source;
      }
    }
    at = head;
  }
  const uint32_t reported = statement ? 0 : hearsay_anywhere(scene, word);
  if (reported) {
    return gesta_mention_group(scene->mentions, scene->sentence, reported);
  }
  const uint32_t inverted = statement ? 0 : inverted_speech(scene, word);
  if (inverted) {
    return speaker_of(scene, inverted);
  }
  if (quotation && quotations->speakers) {
    return quotations->speakers[quotation];
  }
  return source;
}
