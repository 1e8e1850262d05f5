// SPDX-License-Identifier: GPL-3.0-or-later
// The pieces of a sentence, in order:
//
//     Hier soir , du 3 au 5 mai  ->  hier soir , de le 3 à le 5 mai
//
// 1. A piece lies in one word; only a contraction gives a word several pieces
//    that its form does not show.
// 2. A mention begins with the first piece of a word and ends with the last.
// 3. A rule gives at most one value an end: that of its first line which has
//    one there.

#include "extractor/time/date_mention.h"

#include "extractor/time/date_lexicon.h"
#include "graph/base/number.h"

#include <assert.h>

enum { ENDS = 16 }; // ends that a rule may have at one place

typedef struct Piece {
  uint32_t ids[GESTA_DATE_READINGS];
  uint8_t id_count;
  uint8_t digits; // 0: no figure
  bool capital;
  bool stop;
  bool begins_word;
  bool ends_word;
  GestaUpos upos;
  uint32_t figure;
  size_t word;
} Piece;

typedef struct Match {
  size_t end; // the piece behind the last one
  GestaDateValue value;
  const GestaDateLine *line; // that says most of it
} Match;

typedef struct Matches {
  Match items[ENDS];
  size_t count;
} Matches;

typedef struct Finder {
  const GestaDateLexicon *lexicon;
  const Piece *pieces;
  size_t count;
  GestaDateContext context;
} Finder;

// A line on its way through the pieces.
typedef struct Walk {
  const Finder *finder;
  const GestaDateLine *line;
  const GestaDateLine *inner; // of the rule referred to last
  GestaDateValue slots[GESTA_DATE_SLOTS];
  Matches *matches;
} Walk;

// --- pieces

static Piece
describe(const GestaDateLexicon *lexicon, const GestaWord *word,
         GestaStringView text)
{
  Piece piece = {
    .capital = gesta_date_piece_is_capital(text),
    .stop = gesta_date_piece_is_mark(text),
    .upos = word->upos,
  };
  uint64_t figure = 0;
  if (text.size <= 6 && gesta_parse_unsigned(text, &figure) == GESTA_OK) {
    piece.figure = (uint32_t)figure;
    piece.digits = (uint8_t)text.size;
  }
  piece.id_count = (uint8_t)gesta_date_words_find(&lexicon->words, text,
                                                  piece.ids);
  return piece;
}

// The contraction that a whole word is; NULL if it is none.
static const GestaDateLiteral *
expand(const GestaDateLexicon *lexicon, const Piece *piece)
{
  const GestaDateLiteral *full = NULL;
  for (size_t i = 0; i < piece->id_count && !full; ++i) {
    full = gesta_date_lexicon_expand(lexicon, piece->ids[i]);
  }
  return full;
}

static size_t
cut_word(const GestaDateLexicon *lexicon, const GestaSentence *sentence,
         size_t word, Piece *pieces)
{
  const GestaWord *const source = &sentence->words[word];
  size_t count = 0;
  size_t offset = 0;
  GestaStringView text;
  while (gesta_date_piece_next(source->form, &offset, &text)) {
    pieces[count] = describe(lexicon, source, text);
    ++count;
  }
  const GestaDateLiteral *const full = count == 1 ? expand(lexicon, pieces)
                                                  : NULL;
  if (full) {
    const Piece whole = pieces[0];
    for (count = 0; count < full->count; ++count) {
      pieces[count] = whole;
      pieces[count].ids[0] = full->pieces[count].id;
      pieces[count].id_count = 1;
    }
  }
  for (size_t i = 0; i < count; ++i) {
    pieces[i].word = word;
    pieces[i].begins_word = i == 0;
    pieces[i].ends_word = i + 1 == count;
  }
  return count;
}

static size_t
count_pieces(GestaStringView form)
{
  size_t count = 0;
  size_t offset = 0;
  GestaStringView piece;
  while (gesta_date_piece_next(form, &offset, &piece)) {
    ++count;
  }
  return count;
}

static GestaStatus
cut_sentence(const GestaDateLexicon *lexicon, const GestaSentence *sentence,
             GestaArena *arena, Piece **pieces, size_t *count)
{
  size_t room = 1;
  for (size_t i = 1; i <= sentence->word_count; ++i) {
    const size_t pieces_of_word = count_pieces(sentence->words[i].form);
    room += pieces_of_word > lexicon->longest_contraction
              ? pieces_of_word
              : lexicon->longest_contraction;
  }
  *pieces = gesta_arena_allocate(arena, room, sizeof **pieces);
  if (!*pieces) {
    return GESTA_ERR_MEMORY;
  }
  *count = 0;
  for (size_t i = 1; i <= sentence->word_count; ++i) {
    *count += cut_word(lexicon, sentence, i, *pieces + *count);
  }
  return GESTA_OK;
}

// --- matching

static bool
has_id(const Piece *piece, uint32_t id)
{
  for (size_t i = 0; i < piece->id_count; ++i) {
    if (piece->ids[i] == id) {
      return true;
    }
  }
  return false;
}

// returns  the end of a literal, or 0 if it does not stand there
static size_t
match_literal(const Finder *finder, const GestaDateLiteral *literal, size_t at)
{
  if (literal->count > finder->count - at) {
    return 0;
  }
  for (size_t i = 0; i < literal->count; ++i) {
    const Piece *const piece = &finder->pieces[at + i];
    if (!has_id(piece, literal->pieces[i].id)
        || (literal->pieces[i].capital && !piece->capital)) {
      return 0;
    }
  }
  return at + literal->count;
}

// A figure that is a number of its own, no part of "22 700".
static bool
match_figure(const Finder *finder, const GestaDateItem *item, size_t at)
{
  if (at >= finder->count) {
    return false;
  }
  const Piece *const piece = &finder->pieces[at];
  if (piece->digits == 0 || piece->figure < item->low
      || piece->figure > item->high) {
    return false;
  }
  if (piece->digits == 3 && at > 0 && piece[-1].digits > 0
      && piece[-1].digits < 4) {
    return false;
  }
  return !(piece->digits < 4 && at + 1 < finder->count && piece[1].digits == 3);
}

static bool
can_begin(const Finder *finder, const GestaDateRule *rule, size_t at)
{
  if (at >= finder->count) {
    return false;
  }
  const Piece *const piece = &finder->pieces[at];
  const size_t bit = finder->lexicon->figure_bit;
  if (piece->digits > 0
      && ((unsigned)rule->first[bit / 8] >> bit % 8 & 1U) != 0) {
    return true;
  }
  for (size_t i = 0; i < piece->id_count; ++i) {
    const uint32_t id = piece->ids[i];
    if (((unsigned)rule->first[id / 8] >> id % 8 & 1U) != 0) {
      return true;
    }
  }
  return false;
}

static bool
compute(const Walk *walk, GestaDateValue *value)
{
  GestaDateValue stack[GESTA_DATE_STACK];
  size_t depth = 0;
  for (size_t i = 0; i < walk->line->step_count; ++i) {
    const GestaDateStep *const step = &walk->line->steps[i];
    switch (step->operation) {
    case GESTA_DATE_PUSH_CONSTANT:
      stack[depth] = step->constant;
      break;
    case GESTA_DATE_PUSH_SLOT:
      stack[depth] = walk->slots[step->count];
      break;
    case GESTA_DATE_CALL:
      depth -= step->count;
      if (!gesta_date_function_apply(step->function, stack + depth, step->count,
                                     &walk->finder->context, &stack[depth])) {
        return false;
      }
      break;
    }
    ++depth;
  }
  *value = stack[0];
  return true;
}

static void
finish_line(const Walk *walk, size_t end)
{
  Matches *const matches = walk->matches;
  for (size_t i = 0; i < matches->count; ++i) {
    if (matches->items[i].end == end) {
      return; // invariant 3
    }
  }
  // A line that only refers to another rule says nothing of its own.
  const GestaDateLine *const line = walk->line;
  const bool refers = line->step_count == 1
                      && line->steps[0].operation == GESTA_DATE_PUSH_SLOT;
  Match match = {.end = end,
                 .line = refers && walk->inner ? walk->inner : line};
  if (matches->count < ENDS && compute(walk, &match.value)) {
    matches->items[matches->count] = match;
    ++matches->count;
  }
}

// NOLINTBEGIN(misc-no-recursion): a rule refers only to rules above it
static void
match_rule(const Finder *finder, const GestaDateRule *rule, size_t at,
           Matches *matches);

// Whether an item that is only looked at holds there.
static bool
look(const Finder *finder, const GestaDateItem *item, size_t at)
{
  const Piece *const piece = at < finder->count ? &finder->pieces[at] : NULL;
  switch (item->kind) {
  case GESTA_DATE_LITERAL:
    for (size_t i = 0; i < item->literal_count; ++i) {
      if (match_literal(finder, &item->literals[i], at) > 0) {
        return true;
      }
    }
    return false;
  case GESTA_DATE_REFERENCE: {
    Matches found = {.count = 0};
    match_rule(finder, item->rule, at, &found);
    return found.count > 0;
  }
  case GESTA_DATE_FIGURE:
    return match_figure(finder, item, at);
  case GESTA_DATE_TAG:
    return piece && piece->upos == item->upos;
  case GESTA_DATE_CAPITAL:
    return piece && piece->capital;
  case GESTA_DATE_STOP:
    return !piece || piece->stop;
  }
  return false;
}

static void
walk_items(Walk *walk, size_t index, size_t at);

static void
walk_reference(Walk *walk, size_t index, size_t at)
{
  const GestaDateItem *const item = &walk->line->items[index];
  Matches found = {.count = 0};
  match_rule(walk->finder, item->rule, at, &found);
  for (size_t i = 0; i < found.count; ++i) {
    walk->slots[item->slot] = found.items[i].value;
    walk->inner = found.items[i].line;
    walk_items(walk, index + 1, found.items[i].end);
  }
  walk->slots[item->slot].kind = GESTA_DATE_NONE;
}

// Match the items from `index` on in every way.  The depth is that of the
// line's items and of the rules above it (date_lexicon.h, invariant 1).
static void
walk_items(Walk *walk, size_t index, size_t at)
{
  const Finder *const finder = walk->finder;
  if (index == walk->line->item_count) {
    finish_line(walk, at);
    return;
  }
  const GestaDateItem *const item = &walk->line->items[index];
  if (item->look != GESTA_DATE_TAKE) {
    if (look(finder, item, at) == (item->look == GESTA_DATE_MUST_FOLLOW)) {
      walk_items(walk, index + 1, at);
    }
    return;
  }
  if (item->kind == GESTA_DATE_REFERENCE) {
    walk_reference(walk, index, at);
  } else if (item->kind == GESTA_DATE_FIGURE) {
    if (match_figure(finder, item, at)) {
      GestaDateValue *const slot = &walk->slots[item->slot];
      slot->kind = GESTA_DATE_NUMBER;
      slot->number = (int)finder->pieces[at].figure;
      walk_items(walk, index + 1, at + 1);
      slot->kind = GESTA_DATE_NONE;
    }
  } else {
    for (size_t i = 0; i < item->literal_count; ++i) {
      const size_t end = match_literal(finder, &item->literals[i], at);
      if (end > 0) {
        walk_items(walk, index + 1, end);
      }
    }
  }
  if (item->optional) {
    walk_items(walk, index + 1, at);
  }
}

static void
match_rule(const Finder *finder, const GestaDateRule *rule, size_t at,
           Matches *matches)
{
  if (!can_begin(finder, rule, at)) {
    return;
  }
  for (const GestaDateLine *line = rule->lines; line; line = line->next) {
    Walk walk = {.finder = finder, .line = line, .matches = matches};
    walk_items(&walk, 0, at);
  }
}

// NOLINTEND(misc-no-recursion)

// --- mentions

// The longest match of the last rule whose value can be told.
//
// returns  the piece behind it, or 0 if there is none
static size_t
find_longest(const Finder *finder, size_t at, GestaDateValue *value,
             const GestaDateLine **line)
{
  Matches found = {.count = 0};
  match_rule(finder, finder->lexicon->rules, at, &found);
  size_t end = 0;
  for (size_t i = 0; i < found.count; ++i) {
    const Match *const match = &found.items[i];
    if (match->end <= end || !finder->pieces[match->end - 1].ends_word) {
      continue;
    }
    GestaDateValue told = match->value;
    if (told.kind != GESTA_DATE_NOTHING) {
      if (!gesta_date_value_resolve(&match->value, &finder->context,
                                    &told.span)) {
        continue;
      }
      told.kind = GESTA_DATE_SPAN;
    }
    *value = told;
    *line = match->line;
    end = match->end;
  }
  return end;
}

static bool
is_form(const GestaSentence *sentence, size_t word, const char *form)
{
  return gesta_view_equal(sentence->words[word].form, gesta_view(form));
}

// The mention of some pieces; brackets around all of it do not belong to it.
static GestaDateMention
make_mention(const GestaSentence *sentence, const Piece *first,
             const Piece *last, GestaEdtf value)
{
  GestaDateMention mention = {
    .first = first->word, .last = last->word, .value = value};
  if (mention.last > mention.first + 1 && is_form(sentence, mention.first, "(")
      && is_form(sentence, mention.last, ")")) {
    ++mention.first;
    --mention.last;
  }
  return mention;
}

GestaStatus
gesta_date_mentions_find(const GestaDateLexicon *lexicon,
                         const GestaSentence *sentence,
                         GestaDateContextOf context_of, const void *user,
                         GestaArena *arena, GestaDateMention **mentions,
                         size_t *count)
{
  assert(lexicon && sentence && context_of && arena && mentions && count);

  Piece *pieces = NULL;
  Finder finder = {.lexicon = lexicon};
  const GestaStatus status = cut_sentence(lexicon, sentence, arena, &pieces,
                                          &finder.count);
  if (status) {
    return status;
  }
  finder.pieces = pieces;
  GestaDateMention *const found = gesta_arena_allocate(
    arena, sentence->word_count, sizeof *found);
  if (!found) {
    return GESTA_ERR_MEMORY;
  }

  size_t found_count = 0;
  GestaDate told = {0}; // last in this sentence
  for (size_t at = 0; at < finder.count;) {
    size_t end = 0;
    GestaDateValue value = {.kind = GESTA_DATE_NONE};
    const GestaDateLine *line = NULL;
    if (pieces[at].begins_word && can_begin(&finder, lexicon->rules, at)) {
      finder.context = context_of(user, sentence, pieces[at].word);
      if (told.year != 0) {
        finder.context.reference = told;
      }
      end = find_longest(&finder, at, &value, &line);
    }
    if (end > 0 && value.kind == GESTA_DATE_SPAN) {
      found[found_count] = make_mention(sentence, &pieces[at], &pieces[end - 1],
                                        value.span);
      found[found_count].line = line->number;
      found[found_count].pattern = line->pattern;
      found[found_count].formula = line->formula;
      found[found_count].context = finder.context;
      told = value.span.interval ? told : value.span.begin;
      ++found_count;
    }
    at = end > 0 ? end : at + 1;
  }
  *mentions = found;
  *count = found_count;
  return GESTA_OK;
}
