// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/multiword_splitter.h"

#include "graph/base/utf8.h"

#include <assert.h>
#include <string.h>
#include <unicase.h>

// Whether the first, and whether the second character is a capital.
static void
look_at_capitals(const GestaSegmentationRules *rules, GestaStringView form,
                 bool *first, bool *second)
{
  size_t size = 0;
  size_t ignored = 0;
  *first = gesta_character_at(&rules->characters, form, 0, &size)
           & GESTA_IS_UPPER;
  *second = size < form.size
            && (gesta_character_at(&rules->characters, form, size, &ignored)
                & GESTA_IS_UPPER);
}

// Copy a word with its first letter, or all of them, in upper case.
static GestaStatus
copy_raised(GestaStringView word, bool all, GestaArena *arena,
            GestaStringView *raised)
{
  char bytes[4 * GESTA_KEY_SIZE];
  size_t used = 0;
  for (size_t i = 0; i < word.size;) {
    uint32_t c = 0;
    const bool raise = all || i == 0;
    i += gesta_utf8_decode(word, i, &c);
    used += gesta_utf8_encode(raise ? uc_toupper(c) : c, bytes + used);
  }
  return gesta_arena_copy(arena, (GestaStringView){bytes, used}, raised);
}

// The bytes of the token's start whose folded form is `size` bytes long.
static size_t
unfold_size(const GestaSegmentationRules *rules, GestaStringView form,
            size_t size)
{
  size_t at = 0;
  size_t folded = 0;
  while (at < form.size && folded < size) {
    char key[4];
    size_t step = 0;
    (void)gesta_character_at(&rules->characters, form, at, &step);
    folded += gesta_fold_key(&rules->characters,
                             (GestaStringView){form.data + at, step}, key,
                             sizeof key);
    at += step;
  }
  return at;
}

static GestaStatus
fill_listed(const GestaSegmentationRules *rules,
            const GestaMultiword *multiword, GestaStringView form,
            GestaArena *arena, GestaTokenWords *words)
{
  words->count = multiword->word_count;
  if (multiword->is_verbatim) {
    GestaStringView rest = form;
    for (size_t i = 0; i < words->count; ++i) {
      const size_t size = i + 1 < words->count
                            ? unfold_size(rules, rest, multiword->words[i].size)
                            : rest.size;
      words->words[i] = (GestaStringView){rest.data, size};
      rest = (GestaStringView){rest.data + size, rest.size - size};
    }
    return GESTA_OK;
  }
  memcpy(words->words, multiword->words, sizeof words->words);
  bool first = false;
  bool second = false;
  look_at_capitals(rules, form, &first, &second);
  return first
           ? copy_raised(multiword->words[0], second, arena, &words->words[0])
           : GESTA_OK;
}

// The bytes of a suffix at the end of the token, or 0.
static size_t
find_suffix(const GestaSegmentationRules *rules, GestaStringView form,
            bool *rare)
{
  for (size_t i = rules->first_suffix; i < rules->multiword_count; ++i) {
    const GestaMultiword *suffix = &rules->multiword[i];
    // An apostrophe may be longer in the text than when folded.
    char key[GESTA_KEY_SIZE];
    size_t at = form.size;
    size_t size = 0;
    while (at > 0 && size < suffix->token.size) {
      do {
        --at;
      } while (((unsigned char)form.data[at] & 0xC0U) == 0x80U);
      size = gesta_fold_key(&rules->characters,
                            (GestaStringView){form.data + at, form.size - at},
                            key, sizeof key);
    }
    if (at == 0
        || !gesta_view_equal(suffix->token, (GestaStringView){key, size})) {
      continue;
    }
    size_t back = at;
    do {
      --back;
    } while (((unsigned char)form.data[back] & 0xC0U) == 0x80U);
    size_t ignored = 0;
    if (gesta_character_at(&rules->characters, form, back, &ignored)
        & (GESTA_IS_LETTER | GESTA_IS_MARK)) {
      *rare = suffix->is_rare;
      return form.size - at;
    }
  }
  return 0;
}

// Cut suffixes off, the last one first: I'd've is "I", "'d", "'ve".
static void
fill_suffixes(const GestaSegmentationRules *rules, GestaStringView form,
              GestaTokenWords *words, bool *rare)
{
  size_t sizes[GESTA_MULTIWORD_LIMIT];
  size_t count = 0;
  GestaStringView base = form;
  while (count < GESTA_MULTIWORD_LIMIT - 1) {
    const size_t size = find_suffix(rules, base, rare);
    if (size == 0) {
      break;
    }
    sizes[count++] = size;
    base.size -= size;
  }
  words->count = count + 1;
  words->words[0] = base;
  size_t at = base.size;
  for (size_t i = 1; i <= count; ++i) {
    words->words[i] = (GestaStringView){form.data + at, sizes[count - i]};
    at += sizes[count - i];
  }
}

GestaStatus
gesta_multiword_split(const GestaSegmentationRules *rules,
                      const GestaMultiwordModel *model,
                      const GestaMultiwordContext *context, GestaArena *arena,
                      GestaTokenWords *words)
{
  const GestaStringView form = context->token;
  const GestaTokenWords one = {.words = {form}, .count = 1};
  *words = one;

  char bytes[GESTA_KEY_SIZE];
  const GestaStringView key = {
    bytes, gesta_fold_key(&rules->characters, form, bytes, sizeof bytes)};
  uint32_t index = 0;
  bool rare = false;
  if (key.size == 0) {
    return GESTA_OK;
  }
  const bool listed = gesta_word_table_find(&rules->multiwords, key, &index)
                      == GESTA_OK;
  if (listed) {
    rare = rules->multiword[index].is_rare;
  } else if (rules->first_suffix < rules->multiword_count && key.data[0] != '\''
             && memchr(key.data, '\'', key.size)) {
    fill_suffixes(rules, form, words, &rare);
  }
  if (!listed && words->count == 1) {
    return GESTA_OK;
  }
  bool several = false;
  if (!gesta_multiword_model_decide(model, &rules->characters, key, context,
                                    &several)) {
    several = !rare;
  }
  if (!several) {
    *words = one;
    return GESTA_OK;
  }
  return listed
           ? fill_listed(rules, &rules->multiword[index], form, arena, words)
           : GESTA_OK;
}
