// SPDX-License-Identifier: GPL-3.0-or-later
// Both documents are flattened: words in one array, with spans that count
// non-blank bytes only.
//
// 1. Spans grow from word to word; the words of a multiword token have its
// span.
// 2. `partner` is symmetric: gold[g].partner is s where system[s].partner is g.

#include "extractor/evaluation.h"

#include "extractor/text/characters.h"
#include "graph/base/utf8.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { CELL_LIMIT = 1 << 24, NOBODY = -1, SHOWN = 20 };

typedef struct Span {
  size_t begin;
  size_t end;
} Span;

typedef struct FlatWord {
  Span span;
  bool is_multiword; // it stands in a multiword token
  const GestaWord *word;
  ptrdiff_t parent;  // its index, or NOBODY for a root
  ptrdiff_t partner; // the index of the word that agrees, or NOBODY
} FlatWord;

typedef struct Flat {
  GestaAllocator *allocator;
  char *characters; // without blanks
  size_t size;
  Span *tokens;
  size_t token_count;
  Span *sentences;
  size_t sentence_count;
  FlatWord *words;
  size_t word_count;
} Flat;

// White space as str.split() of Python has it, which the shared task's script
// uses.
static bool
is_blank(uint32_t c)
{
  return (c >= 0x09U && c <= 0x0DU) || (c >= 0x1CU && c <= 0x20U) || c == 0x85U
         || c == 0xA0U || c == 0x1680U || (c >= 0x2000U && c <= 0x200AU)
         || c == 0x2028U || c == 0x2029U || c == 0x202FU || c == 0x205FU
         || c == 0x3000U;
}

static void
append_form(Flat *flat, GestaStringView form)
{
  for (size_t i = 0; i < form.size;) {
    uint32_t c = 0;
    const size_t size = gesta_utf8_decode(form, i, &c);
    if (!is_blank(c)) {
      memcpy(flat->characters + flat->size, form.data + i, size);
      flat->size += size;
    }
    i += size;
  }
}

static void
flatten_sentence(Flat *flat, const GestaSentence *sentence)
{
  const size_t begin = flat->size;
  const ptrdiff_t before = (ptrdiff_t)flat->word_count; // an array's index
  for (size_t i = 0; i < sentence->token_count; ++i) {
    const GestaToken *token = &sentence->tokens[i];
    Span span = {flat->size, flat->size};
    append_form(flat, token->form);
    span.end = flat->size;
    flat->tokens[flat->token_count++] = span;
    for (size_t j = 0; j < token->word_count; ++j) {
      const GestaWord *word = &sentence->words[token->first_word + j];
      flat->words[flat->word_count++] = (FlatWord){
        .span = span,
        .is_multiword = token->word_count > 1,
        .word = word,
        .parent = word->head > 0 ? before + (ptrdiff_t)word->head - 1 : NOBODY,
        .partner = NOBODY,
      };
    }
  }
  flat->sentences[flat->sentence_count++] = (Span){begin, flat->size};
}

static void
clear_flat(Flat *flat)
{
  gesta_release(flat->allocator, flat->characters);
  gesta_release(flat->allocator, flat->tokens);
  gesta_release(flat->allocator, flat->sentences);
  gesta_release(flat->allocator, flat->words);
}

static GestaStatus
flatten(GestaAllocator *allocator, const GestaDocument *document, Flat *flat)
{
  size_t bytes = 1; // nothing may be empty
  size_t tokens = 1;
  size_t words = 1;
  for (size_t i = 0; i < document->sentence_count; ++i) {
    const GestaSentence *sentence = &document->sentences[i];
    tokens += sentence->token_count;
    words += sentence->word_count;
    for (size_t j = 0; j < sentence->token_count; ++j) {
      bytes += sentence->tokens[j].form.size;
    }
  }
  *flat = (Flat){.allocator = allocator};
  flat->characters = gesta_allocate(allocator, bytes, 1);
  flat->tokens = gesta_allocate(allocator, tokens, sizeof *flat->tokens);
  flat->sentences = gesta_allocate(allocator, document->sentence_count + 1,
                                   sizeof *flat->sentences);
  flat->words = gesta_allocate(allocator, words, sizeof *flat->words);
  if (!flat->characters || !flat->tokens || !flat->sentences || !flat->words) {
    clear_flat(flat);
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < document->sentence_count; ++i) {
    flatten_sentence(flat, &document->sentences[i]);
  }
  return GESTA_OK;
}

// A few characters from `offset`, which is moved back to the start of one.
static GestaStringView
excerpt(const Flat *flat, size_t offset)
{
  while (offset > 0 && offset < flat->size
         && ((unsigned char)flat->characters[offset] & 0xC0U) == 0x80U) {
    --offset;
  }
  size_t end = offset;
  for (size_t i = 0; i < SHOWN && end < flat->size; ++i) {
    uint32_t c = 0;
    end += gesta_utf8_decode((GestaStringView){flat->characters, flat->size},
                             end, &c);
  }
  return (GestaStringView){flat->characters + offset, end - offset};
}

static GestaStatus
compare_texts(const Flat *gold, const Flat *system, GestaError *error)
{
  const size_t size = gold->size < system->size ? gold->size : system->size;
  size_t at = 0;
  while (at < size && gold->characters[at] == system->characters[at]) {
    ++at;
  }
  if (at == gold->size && at == system->size) {
    return GESTA_OK;
  }
  const GestaStringView left = excerpt(gold, at);
  const GestaStringView right = excerpt(system, at);
  return gesta_error_set(
    error, GESTA_ERR_INPUT,
    "the two files hold different texts: after %zu characters that are no "
    "blanks, \"%.*s\" in the gold file and \"%.*s\" in the other",
    gesta_utf8_length((GestaStringView){gold->characters, at}), (int)left.size,
    left.data, (int)right.size, right.data);
}

static bool
equal_spans(Span a, Span b)
{
  return a.begin == b.begin && a.end == b.end;
}

// Spans in both lists, which are sorted.
static size_t
count_common(const Span *a, size_t a_count, const Span *b, size_t b_count)
{
  size_t common = 0;
  size_t i = 0;
  size_t j = 0;
  while (i < a_count && j < b_count) {
    if (equal_spans(a[i], b[j])) {
      ++common;
      ++i;
      ++j;
    } else if (a[i].end < b[j].end
               || (a[i].end == b[j].end && a[i].begin < b[j].begin)) {
      ++i;
    } else {
      ++j;
    }
  }
  return common;
}

// Whether two forms are equal in lower case and without blanks.
static bool
equal_forms(GestaStringView a, GestaStringView b)
{
  size_t i = 0;
  size_t j = 0;
  for (;;) {
    uint32_t left = ' ';
    uint32_t right = ' ';
    while (i < a.size && is_blank(left)) {
      i += gesta_utf8_decode(a, i, &left);
    }
    while (j < b.size && is_blank(right)) {
      j += gesta_utf8_decode(b, j, &right);
    }
    if (is_blank(left) || is_blank(right)) {
      return is_blank(left) && is_blank(right);
    }
    if (left != right
        && gesta_character_lower(left) != gesta_character_lower(right)) {
      return false;
    }
  }
}

// What is being compared.
typedef struct Alignment {
  Flat gold;
  Flat system;
  size_t pair_count;
} Alignment;

static void
pair_up(Alignment *alignment, size_t g, size_t s)
{
  // Indexes of arrays (invariant 2).
  alignment->gold.words[g].partner = (ptrdiff_t)s;
  alignment->system.words[s].partner = (ptrdiff_t)g;
  ++alignment->pair_count;
}

// Pair the words of gold[g0, g1) and system[s0, s1) on the longest common
// subsequence of their forms.  Of several, the one that passes gold words
// first.
static GestaStatus
pair_subsequence(Alignment *alignment, Span gold, Span system)
{
  const size_t n = gold.end - gold.begin;
  const size_t m = system.end - system.begin;
  if (n == 0 || m == 0) {
    return GESTA_OK;
  }
  if (n + 1 > CELL_LIMIT / (m + 1)) {
    return GESTA_ERR_TOO_LARGE;
  }
  GestaAllocator *allocator = alignment->gold.allocator;
  const FlatWord *g = alignment->gold.words + gold.begin;
  const FlatWord *s = alignment->system.words + system.begin;
  const size_t width = m + 1;
  uint32_t *length = gesta_allocate(allocator, (n + 1) * width,
                                    sizeof *length); // [n + 1][m + 1]
  if (!length) {
    return GESTA_ERR_MEMORY;
  }
  memset(length, 0, (n + 1) * width * sizeof *length);
  for (size_t i = n; i-- > 0;) {
    for (size_t j = m; j-- > 0;) {
      const uint32_t down = length[(i + 1) * width + j];
      const uint32_t right = length[i * width + j + 1];
      length[i * width + j] = equal_forms(g[i].word->form, s[j].word->form)
                                ? length[(i + 1) * width + j + 1] + 1
                              : down > right ? down
                                             : right;
    }
  }
  size_t i = 0;
  size_t j = 0;
  while (i < n && j < m) {
    if (equal_forms(g[i].word->form, s[j].word->form)) {
      pair_up(alignment, gold.begin + i++, system.begin + j++);
    } else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  gesta_release(allocator, length);
  return GESTA_OK;
}

// Whether the word at `index` is behind a span that ends at `end`.
static bool
is_beyond(const Flat *flat, size_t index, size_t end)
{
  if (index >= flat->word_count) {
    return true;
  }
  const FlatWord *word = &flat->words[index];
  return word->is_multiword ? word->span.begin >= end : word->span.end > end;
}

// Step over the smallest span that no multiword token of either side crosses.
static void
close_span(const Alignment *alignment, size_t *g, size_t *s, size_t end)
{
  const Flat *gold = &alignment->gold;
  const Flat *system = &alignment->system;
  while (!is_beyond(gold, *g, end) || !is_beyond(system, *s, end)) {
    const bool left = *g < gold->word_count
                      && (*s >= system->word_count
                          || gold->words[*g].span.begin
                               <= system->words[*s].span.begin);
    const FlatWord *word = left ? &gold->words[(*g)++] : &system->words[(*s)++];
    if (word->is_multiword && word->span.end > end) {
      end = word->span.end;
    }
  }
}

static GestaStatus
align_words(Alignment *alignment)
{
  const Flat *gold = &alignment->gold;
  const Flat *system = &alignment->system;
  size_t g = 0;
  size_t s = 0;
  while (g < gold->word_count && s < system->word_count) {
    const FlatWord *a = &gold->words[g];
    const FlatWord *b = &system->words[s];
    if (!a->is_multiword && !b->is_multiword) {
      if (equal_spans(a->span, b->span)) {
        pair_up(alignment, g++, s++);
      } else if (a->span.begin <= b->span.begin) {
        ++g;
      } else {
        ++s;
      }
    } else if (a->is_multiword && !b->is_multiword
               && b->span.begin < a->span.begin) {
      ++s;
    } else if (!a->is_multiword && a->span.begin < b->span.begin) {
      ++g;
    } else {
      const Span from = {g, s};
      close_span(alignment, &g, &s,
                 a->is_multiword ? a->span.end : b->span.end);
      const GestaStatus status = pair_subsequence(
        alignment, (Span){from.begin, g}, (Span){from.end, s});
      if (status) {
        return status;
      }
    }
  }
  return GESTA_OK;
}

static bool
is_universal(GestaStringView feature)
{
  static const char *const names[] = {
    "PronType", "NumType", "Poss",   "Reflex", "Foreign",  "Abbr",
    "Gender",   "Animacy", "Number", "Case",   "Definite", "Degree",
    "VerbForm", "Mood",    "Tense",  "Aspect", "Voice",    "Evident",
    "Polarity", "Person",  "Polite",
  };
  const char *const equals = memchr(feature.data, '=', feature.size);
  const GestaStringView name = {
    feature.data, equals ? (size_t)(equals - feature.data) : feature.size};
  for (size_t i = 0; i < sizeof names / sizeof *names; ++i) {
    if (gesta_view_equal(name, gesta_view(names[i]))) {
      return true;
    }
  }
  return false;
}

static bool
next_feature(GestaStringView *rest, GestaStringView *feature)
{
  if (rest->size == 0) {
    return false;
  }
  const char *const bar = memchr(rest->data, '|', rest->size);
  const size_t size = bar ? (size_t)(bar - rest->data) : rest->size;
  *feature = (GestaStringView){rest->data, size};
  const size_t step = bar ? size + 1 : size;
  *rest = (GestaStringView){rest->data + step, rest->size - step};
  return true;
}

// Whether every universal feature of `a` is one of `b`, in whatever order.
static bool
has_features(GestaStringView a, GestaStringView b)
{
  GestaStringView feature;
  while (next_feature(&a, &feature)) {
    GestaStringView rest = b;
    GestaStringView other;
    bool found = !is_universal(feature);
    while (!found && next_feature(&rest, &other)) {
      found = gesta_view_equal(feature, other);
    }
    if (!found) {
      return false;
    }
  }
  return true;
}

static bool
is_any_lemma(GestaStringView lemma)
{
  return lemma.size == 0 || (lemma.size == 1 && lemma.data[0] == '_');
}

static bool
equal_relations(GestaStringView a, GestaStringView b)
{
  const char *const a_colon = a.size > 0 ? memchr(a.data, ':', a.size) : NULL;
  const char *const b_colon = b.size > 0 ? memchr(b.data, ':', b.size) : NULL;
  a.size = a_colon ? (size_t)(a_colon - a.data) : a.size;
  b.size = b_colon ? (size_t)(b_colon - b.data) : b.size;
  return gesta_view_equal(a, b);
}

static bool
equal_parents(const Alignment *alignment, const FlatWord *a, const FlatWord *b)
{
  return a->parent == NOBODY || b->parent == NOBODY
           ? a->parent == b->parent
           : alignment->system.words[b->parent].partner == a->parent;
}

static void
score_words(const Alignment *alignment, GestaEvaluation *evaluation)
{
  GestaScore *scores = evaluation->scores;
  for (size_t i = 0; i < alignment->gold.word_count; ++i) {
    const FlatWord *a = &alignment->gold.words[i];
    if (a->partner == NOBODY) {
      continue;
    }
    const FlatWord *b = &alignment->system.words[a->partner];
    const bool parents = equal_parents(alignment, a, b);
    scores[GESTA_METRIC_UPOS].correct += a->word->upos == b->word->upos;
    scores[GESTA_METRIC_UFEATS].correct += has_features(a->word->features,
                                                        b->word->features)
                                           && has_features(b->word->features,
                                                           a->word->features);
    scores[GESTA_METRIC_LEMMAS].correct += is_any_lemma(a->word->lemma)
                                           || gesta_view_equal(a->word->lemma,
                                                               b->word->lemma);
    scores[GESTA_METRIC_UAS].correct += parents;
    scores[GESTA_METRIC_LAS].correct += parents
                                        && equal_relations(a->word->relation,
                                                           b->word->relation);
  }
}

static void
score(const Alignment *alignment, GestaEvaluation *evaluation)
{
  const Flat *gold = &alignment->gold;
  const Flat *system = &alignment->system;
  GestaScore *scores = evaluation->scores;
  scores[GESTA_METRIC_TOKENS] = (GestaScore){
    count_common(gold->tokens, gold->token_count, system->tokens,
                 system->token_count),
    gold->token_count, system->token_count, 0};
  scores[GESTA_METRIC_SENTENCES] = (GestaScore){
    count_common(gold->sentences, gold->sentence_count, system->sentences,
                 system->sentence_count),
    gold->sentence_count, system->sentence_count, 0};
  scores[GESTA_METRIC_WORDS] = (GestaScore){
    alignment->pair_count, gold->word_count, system->word_count, 0};
  for (size_t i = GESTA_METRIC_UPOS; i < GESTA_METRIC_COUNT; ++i) {
    scores[i] = (GestaScore){0, gold->word_count, system->word_count,
                             alignment->pair_count};
  }
  score_words(alignment, evaluation);
}

GestaStatus
gesta_evaluate(GestaAllocator *allocator, const GestaDocument *gold,
               const GestaDocument *system, GestaEvaluation *evaluation,
               GestaError *error)
{
  assert(allocator && gold && system && evaluation);

  Alignment alignment = {.pair_count = 0};
  GestaStatus status = flatten(allocator, gold, &alignment.gold);
  if (status) {
    return status;
  }
  status = flatten(allocator, system, &alignment.system);
  if (status) {
    goto done;
  }
  status = compare_texts(&alignment.gold, &alignment.system, error);
  if (!status) {
    status = align_words(&alignment);
  }
  if (!status) {
    score(&alignment, evaluation);
  }
  clear_flat(&alignment.system);

done:
  clear_flat(&alignment.gold);
  return status;
}

// In the order and with the very operations of the shared task's script, so
// that the results agree to the last bit.
static double
percent(size_t part, size_t whole)
{
  return whole > 0 ? 100.0 * ((double)part / (double)whole) : 0.0;
}

double
gesta_score_f1(const GestaScore *score)
{
  const size_t sum = score->gold + score->system;
  return sum > 0 ? 100.0 * (2.0 * (double)score->correct / (double)sum) : 0.0;
}

// Print hundredths as printf() does: the exact value, a tie to the even digit.
static void
print_percent(double value, char text[16])
{
  const double below = floor(value * 100.0);
  const double rest = fma(value, 100.0, -(below + 0.5)); // the sign is exact
  unsigned hundredths = (unsigned)below;                 // at most 10000
  if (rest > 0.0 || (rest == 0.0 && hundredths % 2 == 1)) {
    ++hundredths;
  }
  (void)snprintf(text, 16, "%u.%02u", hundredths / 100, hundredths % 100);
}

GestaStatus
gesta_evaluation_print(const GestaEvaluation *evaluation, GestaOutput *output)
{
  static const char *const names[GESTA_METRIC_COUNT] = {
    "Tokens", "Sentences", "Words", "UPOS", "UFeats", "Lemmas", "UAS", "LAS",
  };
  GestaStatus status = gesta_output_print(output, "%-10s %9s %9s %9s %10s\n",
                                          "Metric", "Precision", "Recall", "F1",
                                          "AlignedAcc");
  for (size_t i = 0; !status && i < GESTA_METRIC_COUNT; ++i) {
    const GestaScore *score = &evaluation->scores[i];
    char precision[16];
    char recall[16];
    char f1[16];
    char accuracy[16] = "";
    print_percent(percent(score->correct, score->system), precision);
    print_percent(percent(score->correct, score->gold), recall);
    print_percent(gesta_score_f1(score), f1);
    if (i >= GESTA_METRIC_UPOS) {
      print_percent(percent(score->correct, score->aligned), accuracy);
    }
    status = gesta_output_print(output, "%-10s %9s %9s %9s %10s\n", names[i],
                                precision, recall, f1, accuracy);
  }
  return status;
}
