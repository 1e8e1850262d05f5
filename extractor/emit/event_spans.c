// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/emit/event_spans.h"

#include <string.h>

GestaEventSpan
gesta_words_span(const GestaArticleEvents *events, size_t sentence,
                 size_t first, size_t last)
{
  const GestaSentence *source = &events->document->sentences[sentence];
  return (GestaEventSpan){
    .name = "",
    .begin = source->tokens[source->words[first].token].begin,
    .end = source->tokens[source->words[last].token].end,
  };
}

static bool
is_any(const GestaTree *tree, uint32_t word, const char *const *relations,
       size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    if (gesta_tree_is(tree, word, relations[i])) {
      return true;
    }
  }
  return false;
}

GestaEventSpan
gesta_phrase_span(const GestaArticleEvents *events, size_t sentence,
                  uint32_t head)
{
  static const char *const before[] = {"det", "amod", "nummod", "compound",
                                       "nmod:poss"};
  static const char *const behind[] = {"amod", "flat", "nmod"};
  const GestaTree *tree = &events->mentions.trees[sentence];
  uint32_t first = head;
  uint32_t last = head;
  for (uint32_t child = tree->first_child[head]; child != 0;
       child = tree->next_sibling[child]) {
    if (child < first
        && is_any(tree, child, before, sizeof before / sizeof *before)) {
      first = child;
    }
    const bool joined = gesta_tree_is(tree, child, "appos")
                        && tree->words[child - 1].upos != GESTA_UPOS_PUNCT
                        && tree->words[child - 1].upos != GESTA_UPOS_DET;
    if (child > last
        && (joined
            || is_any(tree, child, behind, sizeof behind / sizeof *behind))) {
      last = child;
    }
  }
  // All that the last dependent heads, up to a mark or a clause.
  const uint32_t dependent = last;
  while (last < tree->count && dependent > head
         && tree->words[last + 1].upos != GESTA_UPOS_PUNCT
         && tree->words[last + 1].upos != GESTA_UPOS_VERB
         && gesta_tree_below(tree, last + 1, dependent)) {
    ++last;
  }
  return gesta_words_span(events, sentence, first, last);
}

static size_t
add(const GestaArticleEvents *events, size_t sentence, GestaEventSpan span,
    const char *name, GestaEventSpan *spans, size_t count)
{
  const GestaSentence *source = &events->document->sentences[sentence];
  const size_t size = gesta_article_events_text(events, sentence).size;
  if (count == GESTA_EVENT_SPANS || span.begin < source->begin
      || span.begin >= span.end || span.end > source->end || span.end > size) {
    return count;
  }
  for (size_t i = 0; i < count; ++i) {
    if (spans[i].begin == span.begin && spans[i].end == span.end
        && strcmp(spans[i].name, name) == 0) {
      return count;
    }
  }
  spans[count] = span;
  spans[count].name = name;
  return count + 1;
}

size_t
gesta_event_spans(const GestaArticleEvents *events, const GestaEvent *event,
                  GestaEventSpan spans[GESTA_EVENT_SPANS])
{
  const struct {
    const char *name;
    const GestaMention *parties;
  } roles[] = {
    {"actor", &event->actors},
    {"target", &event->targets},
    {"source", &event->sources},
  };
  const size_t sentence = event->sentence;
  size_t count = add(
    events, sentence,
    gesta_words_span(events, sentence, event->word, event->word), "trigger",
    spans, 0);
  for (size_t i = 0; i < sizeof roles / sizeof *roles; ++i) {
    const GestaMention *parties = roles[i].parties;
    for (size_t k = 0; k < parties->count; ++k) {
      if (parties->words[k] != 0 && parties->sentence == sentence) {
        count = add(events, sentence,
                    gesta_phrase_span(events, sentence, parties->words[k]),
                    roles[i].name, spans, count);
      }
    }
  }
  return event->dated_by
           ? add(events, sentence,
                 gesta_words_span(events, sentence, event->dated_by->first,
                                  event->dated_by->last),
                 "date", spans, count)
           : count;
}
