// SPDX-License-Identifier: GPL-3.0-or-later
// A paragraph an event:
//
//     seed, sentence 9: se retirer
//       “[date En juillet dernier], [actor la Russie] s'est [trigger retirée]
//       …” rule        fr/ExpelOrWithdraw/active
//                   “se retirer”: lexicon/fr/triggers.tsv, line 1493; target de
//       actor       Russie
//                   retirée —nsubj→ Russie
//                   “la Russie”: a name of the gazetteer
//       date        2023-07
//                   …
//
// A step of a way through the tree that a repair made is marked with "*".
#include "extractor/emit/explanation.h"

#include "extractor/emit/event_spans.h"
#include "extractor/emit/event_table.h"
#include "extractor/event/confidence.h"
#include "graph/base/number.h"
#include "graph/base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

enum { MOST_STEPS = 64, MOST_HOPS = 4 };

// The first failure sticks, and nothing is written after it.
typedef struct Writer {
  const GestaArticleEvents *events;
  const GestaMarks *marks;
  GestaOutput *output;
  GestaStatus status;
} Writer;

static void
say(Writer *writer, const char *format, ...)
  __attribute__((format(printf, 2, 3)));

static void
say(Writer *writer, const char *format, ...)
{
  char line[1024];
  va_list values;
  va_start(values, format);
  const int size = vsnprintf(line, sizeof line, format, values);
  va_end(values);
  if (size < 0 || writer->status != GESTA_OK) {
    return;
  }
  size_t shown = (size_t)size < sizeof line ? (size_t)size : sizeof line - 1;
  while (shown > 0 && (size_t)size >= sizeof line
         && ((unsigned char)line[shown] & 0xC0U) == 0x80) {
    --shown; // no part of a character
  }
  writer->status = gesta_output_write(writer->output,
                                      (GestaStringView){line, shown});
}

static void
say_view(Writer *writer, GestaStringView text)
{
  for (size_t i = 0; i < text.size && writer->status == GESTA_OK;) {
    size_t end = i;
    while (end < text.size && text.data[end] != '\n' && text.data[end] != '\t'
           && text.data[end] != '\r') {
      ++end;
    }
    writer->status = gesta_output_write(
      writer->output, (GestaStringView){text.data + i, end - i});
    if (end < text.size && writer->status == GESTA_OK) {
      writer->status = gesta_output_write(writer->output, gesta_view(" "));
    }
    i = end + 1;
  }
}

static void
say_field(Writer *writer, const char *name)
{
  say(writer, "  %-11s ", name);
}

static void
say_more(Writer *writer)
{
  say(writer, "  %-11s ", "");
}

static const GestaTree *
tree_of(const Writer *writer, size_t sentence)
{
  return &writer->events->mentions.trees[sentence];
}

// ---- The sentence -----------------------------------------------------------

static GestaStringView
text_between(const Writer *writer, size_t sentence, size_t begin, size_t end)
{
  const GestaStringView text = gesta_article_events_text(writer->events,
                                                         sentence);
  return end <= text.size && begin < end
           ? (GestaStringView){text.data + begin, end - begin}
           : (GestaStringView){"", 0};
}

static void
say_sentence(Writer *writer, const GestaEvent *event)
{
  const GestaSentence *sentence =
    &writer->events->document->sentences[event->sentence];
  GestaEventSpan found[GESTA_EVENT_SPANS];
  GestaMarkedSpan spans[GESTA_EVENT_SPANS];
  const size_t count = gesta_event_spans(writer->events, event, found);
  const GestaStringView text = text_between(writer, event->sentence,
                                            sentence->begin, sentence->end);
  for (size_t i = 0; i < count; ++i) {
    spans[i] = (GestaMarkedSpan){
      .name = gesta_view(found[i].name),
      .begin = gesta_utf8_length(
        (GestaStringView){text.data, found[i].begin - sentence->begin}),
      .end = gesta_utf8_length(
        (GestaStringView){text.data, found[i].end - sentence->begin}),
    };
  }
  say(writer, "  ");
  if (writer->status == GESTA_OK) {
    writer->status = gesta_marked_sentence_write(text, spans, count,
                                                 writer->marks, writer->output);
  }
  say(writer, "\n");
}

// ---- The way through the tree -----------------------------------------------

// Whether a word hangs elsewhere than the parser hung it.
static bool
is_repaired(const Writer *writer, size_t sentence, uint32_t word)
{
  const GestaWord *parsed =
    &writer->events->document->sentences[sentence].words[word];
  const GestaWord *repaired = &tree_of(writer, sentence)->words[word];
  return parsed->head != repaired->head
         || !gesta_view_equal(parsed->relation, repaired->relation);
}

static void
say_form(Writer *writer, size_t sentence, uint32_t word)
{
  say_view(writer, tree_of(writer, sentence)->words[word].form);
}

// `remplir ←xcomp— commencé —nsubj→ Éthiopie`
static void
say_path(Writer *writer, size_t sentence, uint32_t from, uint32_t to)
{
  const GestaTree *tree = tree_of(writer, sentence);
  uint32_t down[MOST_STEPS];
  size_t count = 0;
  uint32_t top = from;
  while (top != 0 && !gesta_tree_below(tree, to, top)) {
    top = tree->words[top].head;
  }
  for (uint32_t at = to; at != top && count < MOST_STEPS;
       at = tree->words[at].head) {
    down[count++] = at;
  }
  if (top == 0 || count == MOST_STEPS) {
    return;
  }
  say_form(writer, sentence, from);
  for (uint32_t at = from; at != top; at = tree->words[at].head) {
    const GestaStringView relation = tree->words[at].relation;
    say(writer, " ←%.*s%s— ", (int)relation.size, relation.data,
        is_repaired(writer, sentence, at) ? "*" : "");
    say_form(writer, sentence, tree->words[at].head);
  }
  while (count-- > 0) {
    const GestaStringView relation = tree->words[down[count]].relation;
    say(writer, " —%.*s%s→ ", (int)relation.size, relation.data,
        is_repaired(writer, sentence, down[count]) ? "*" : "");
    say_form(writer, sentence, down[count]);
  }
  say(writer, "\n");
}

// ---- Parties ----------------------------------------------------------------

static void
say_quoted(Writer *writer, size_t sentence, uint32_t word)
{
  const GestaEventSpan phrase = gesta_phrase_span(writer->events, sentence,
                                                  word);
  say(writer, "“");
  say_view(writer, text_between(writer, sentence, phrase.begin, phrase.end));
  say(writer, "”");
}

// The place of an entity among those that a mention speaks of, or its first.
static size_t
index_of(const GestaMention *mention, uint32_t entity)
{
  for (size_t i = 0; i < mention->count; ++i) {
    if (mention->entities[i] == entity) {
      return i;
    }
  }
  return 0;
}

// How the words of a party lead to its entity: from mention to antecedent to
// the one that was named first.
static void
say_resolution(Writer *writer, const GestaMention *parties, size_t index)
{
  const uint32_t entity = parties->entities[index];
  size_t sentence = parties->sentence;
  uint32_t word = parties->words[index];
  const GestaMention *spoken = gesta_mention_at(&writer->events->mentions,
                                                sentence, word);
  if (spoken->kind == GESTA_MENTION_SPEAKER) {
    spoken = parties;
  }
  say_quoted(writer, sentence, word);
  for (unsigned hops = 0; hops < MOST_HOPS; ++hops) {
    const uint32_t from = spoken->from_words[index_of(spoken, entity)];
    say(writer, ": %s", spoken->how ? spoken->how : "a word that names it");
    if (from == 0 || (from == word && spoken->from_sentence == sentence)) {
      break;
    }
    sentence = spoken->from_sentence;
    word = from;
    say(writer, ", ");
    say_quoted(writer, sentence, word);
    say(writer, " in sentence %zu",
        gesta_article_events_number(writer->events, sentence));
    spoken = gesta_mention_at(&writer->events->mentions, sentence, word);
  }
  if (spoken->count > 0
      && spoken->entities[index_of(spoken, entity)] != entity) {
    say(writer, "; ");
    say_view(writer, writer->events->entities.items[spoken->entities[0]].name);
    say(writer, " stands for its government");
  }
  say(writer, "\n");
}

static void
say_parties(Writer *writer, const GestaEvent *event, const char *name,
            const GestaMention *parties)
{
  for (size_t i = 0; i < parties->count; ++i) {
    const GestaEntity *entity =
      &writer->events->entities.items[parties->entities[i]];
    say_field(writer, name);
    say_view(writer, entity->name);
    if (entity->known != GESTA_NO_PLACE) {
      const GestaStringView iri = gesta_gazetteer_get(
                                    writer->events->entities.gazetteer,
                                    entity->known)
                                    ->iri;
      say(writer, "  <%.*s>", (int)iri.size, iri.data);
    }
    say(writer, "\n");
    if (parties->words[i] == 0) {
      continue;
    }
    if (parties->sentence == event->sentence) {
      say_more(writer);
      say_path(writer, event->sentence,
               event->carrier && parties != &event->targets ? event->carrier
                                                            : event->word,
               parties->words[i]);
    }
    say_more(writer);
    say_resolution(writer, parties, i);
  }
}

// ---- Rule and date ----------------------------------------------------------

static void
say_rule(Writer *writer, const GestaEvent *event)
{
  const GestaStringView language = writer->events->article->language;
  const GestaFrame *frame = event->frame;
  say_field(writer, "rule");
  say(writer, "%.*s/%.*s/%s\n", (int)language.size,
      language.data ? language.data : "", (int)event->action.size,
      event->action.data, event->rule);
  say_more(writer);
  if (!frame) {
    say(writer,
        "“%.*s” is not listed in lexicon/%.*s/triggers.tsv: the grammar "
        "alone tells the parties\n",
        (int)event->lemma.size, event->lemma.data, (int)language.size,
        language.data ? language.data : "");
    return;
  }
  say(writer, "“%.*s%s%.*s”, lexicon/%.*s/triggers.tsv:%zu",
      (int)frame->lemma.size, frame->lemma.data,
      frame->rest.size > 0 && frame->rest.data[0] == '+' ? " " : "",
      frame->rest.size > 0 && frame->rest.data[0] == '+' ? (int)frame->rest.size
                                                         : 0,
      frame->rest.data ? frame->rest.data : "", (int)language.size,
      language.data ? language.data : "", frame->line);
  if (frame->actor.size > 0) {
    say(writer, "; actor: %.*s", (int)frame->actor.size, frame->actor.data);
  }
  if (frame->target.size > 0) {
    say(writer, "; target: %.*s", (int)frame->target.size, frame->target.data);
  }
  say(writer, "\n");
  if (event->carrier) {
    say_more(writer);
    say(writer, "carried by “");
    say_form(writer, event->sentence, event->carrier);
    say(writer, "”\n");
  }
}

static GestaDateContext
without(const void *user, const GestaSentence *sentence, size_t word)
{
  (void)sentence;
  (void)word;
  return *(const GestaDateContext *)user;
}

// Whether an expression has the same value when it is measured in a context
// that knows less.
static bool
is_same_within(Writer *writer, const GestaEvent *event,
               const GestaDateContext *context)
{
  const GestaDateMention *told = event->dated_by;
  GestaDateMention *mentions = NULL;
  size_t count = 0;
  bool same = false;
  GestaArena arena;
  gesta_arena_init(&arena, writer->events->knowledge->allocator);
  const GestaStatus status = gesta_date_mentions_find(
    writer->events->knowledge->dates,
    &writer->events->repaired.sentences[event->sentence], without, context,
    &arena, &mentions, &count);
  if (status != GESTA_OK) {
    writer->status = writer->status ? writer->status : status;
  }
  for (size_t i = 0; status == GESTA_OK && i < count; ++i) {
    char one[GESTA_EDTF_SIZE];
    char other[GESTA_EDTF_SIZE];
    const size_t size = gesta_edtf_print(&mentions[i].value, one);
    const size_t other_size = gesta_edtf_print(&told->value, other);
    same = same
           || (mentions[i].first == told->first
               && mentions[i].last == told->last
               && gesta_view_equal((GestaStringView){one, size},
                                   (GestaStringView){other, other_size}));
  }
  gesta_arena_clear(&arena);
  return same;
}

static void
say_day(Writer *writer, const char *name, GestaDate day)
{
  char text[GESTA_EDTF_SIZE];
  const GestaEdtf value = {.begin = day, .end = day};
  (void)gesta_edtf_print(&value, text);
  say(writer, "%s %s", name, text);
}

static void
say_date(Writer *writer, const GestaEvent *event)
{
  char text[GESTA_EDTF_SIZE];
  const GestaDateMention *told = event->dated_by;
  const GestaStringView language = writer->events->article->language;
  if (!event->dated || !told || !event->date_rule) {
    return;
  }
  (void)gesta_edtf_print(&event->date, text);
  say_field(writer, "date");
  say(writer, "%s\n", text);
  say_more(writer);
  say(writer, "“");
  const GestaEventSpan span = gesta_words_span(writer->events, event->sentence,
                                               told->first, told->last);
  say_view(writer, text_between(writer, event->sentence, span.begin, span.end));
  (void)gesta_edtf_print(&told->value, text);
  say(writer, "” is %.*s, lexicon/%.*s/dates.tsv:%zu, which gives %s",
      (int)told->formula.size, told->formula.data, (int)language.size,
      language.data ? language.data : "", told->line, text);
  const GestaDateContext nothing = {.direction = told->context.direction};
  const GestaDateContext publication = {
    .publication = told->context.publication,
    .direction = told->context.direction};
  if (is_same_within(writer, event, &nothing)) {
    say(writer, " whenever it is said\n");
  } else if (is_same_within(writer, event, &publication)) {
    say_day(writer, " against the day of publication",
            told->context.publication);
    say(writer, ", %s\n",
        told->context.direction == GESTA_DIRECTION_FUTURE ? "looking ahead"
                                                          : "looking back");
  } else {
    say_day(writer, " against the date told last,", told->context.reference);
    say(writer, "\n");
  }
  say_more(writer);
  say(writer, "%s\n", event->date_rule);
}

// ---- Events -----------------------------------------------------------------

static void
say_event(Writer *writer, const GestaEvent *event)
{
  char confidence[GESTA_NUMBER_SIZE];
  const GestaArticleEvents *events = writer->events;
  const size_t number = gesta_article_events_number(events, event->sentence);
  (void)gesta_print_fixed(event->confidence, 2, confidence);
  say_view(writer, events->article->id);
  if (number > 0) {
    say(writer, ", sentence %zu: ", number);
  } else {
    say(writer, ", title: ");
  }
  say_view(writer, event->lemma);
  say(writer, "\n");
  say_sentence(writer, event);
  say_rule(writer, event);
  say_parties(writer, event, "actor", &event->actors);
  say_parties(writer, event, "target", &event->targets);
  say_parties(writer, event, "source", &event->sources);
  say_date(writer, event);
  say_field(writer, "polarity");
  say(writer, "%s\n", event->negated ? "negated" : "affirmed");
  say_field(writer, "modality");
  say(writer, "%s\n", gesta_modality_name(event->modality));
  say_field(writer, "confidence");
  say(writer, "%s", confidence);
  const char *between = ": ";
  for (size_t i = 0; i < GESTA_EVIDENCE_COUNT; ++i) {
    if ((event->evidence >> i & 1U) != 0) {
      say(writer, "%s%s", between, gesta_evidence_name(i));
      between = ", ";
    }
  }
  say(writer, "\n\n");
}

GestaStatus
gesta_explanation_write(const GestaArticleEvents *events,
                        const GestaMarks *marks, GestaOutput *output)
{
  Writer writer = {.events = events, .marks = marks, .output = output};
  for (size_t i = 0; i < events->events.count; ++i) {
    say_event(&writer, &events->events.items[i]);
  }
  if (events->events.count == 0) {
    say_view(&writer, events->article->id);
    say(&writer, ": no events\n\n");
  }
  return writer.status;
}
