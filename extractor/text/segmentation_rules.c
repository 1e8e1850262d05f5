// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/segmentation_rules.h"

#include "graph/base/file.h"
#include "graph/base/text_buffer.h"

#include <assert.h>
#include <string.h>

enum { COLUMN_LIMIT = 3 };

// A line of a file, cut into columns at tabs.
typedef struct Line {
  const char *path;
  size_t number;
  GestaStringView column[COLUMN_LIMIT];
  size_t column_count;
  GestaError *error;
} Line;

typedef GestaStatus (*LineReader)(GestaSegmentationRules *rules,
                                  const Line *line);

// The place is in the message: the caller speaks of another file.
static GestaStatus
refuse(const Line *line, const char *message)
{
  return gesta_error_set(line->error, GESTA_ERR_SYNTAX, "%s:%zu: %s",
                         line->path, line->number, message);
}

// Fold into the arena.
static GestaStatus
keep_folded(GestaSegmentationRules *rules, const Line *line,
            GestaStringView text, GestaStringView *key)
{
  char bytes[GESTA_KEY_SIZE];
  const size_t size = gesta_fold_key(&rules->characters, text, bytes,
                                     sizeof bytes);
  if (size == 0) {
    return refuse(line, "a column is empty, or longer than 64 bytes");
  }
  return gesta_arena_copy(&rules->arena, (GestaStringView){bytes, size}, key);
}

static GestaStatus
read_abbreviation(GestaSegmentationRules *rules, const Line *line)
{
  GestaStringView form = line->column[0];
  if (line->column_count > 2
      || (line->column_count == 2
          && !gesta_view_equal(line->column[1], gesta_view("final")))) {
    return refuse(line, "expected an abbreviation, and perhaps a tab and "
                        "\"final\" if it may end a sentence");
  }
  if (!gesta_view_ends(form, gesta_view(".")) || form.size == 1) {
    return refuse(line, "an abbreviation must end with a full stop");
  }
  --form.size;
  size_t size = 0;
  const unsigned first = gesta_character_at(&rules->characters, form, 0, &size);
  GestaStringView key = {NULL, 0};
  GestaStatus status = keep_folded(rules, line, form, &key);
  if (status) {
    return status;
  }
  // Listed both ways, it needs no capital.
  uint32_t flags = first & GESTA_IS_UPPER ? GESTA_ABBREVIATION_CAPITAL : 0;
  uint32_t known = 0;
  if (!gesta_word_table_find(&rules->abbreviations, key, &known)) {
    flags &= known;
  }
  if (line->column_count == 2) {
    flags |= GESTA_ABBREVIATION_FINAL;
  }
  return gesta_word_table_add(&rules->abbreviations, key, flags);
}

static GestaStatus
read_switch(GestaSegmentationRules *rules, const Line *line)
{
  const struct {
    const char *name;
    bool *value;
  } switches[] = {
    {"split-hyphens", &rules->split_hyphens},
    {"spaced-figures", &rules->spaced_figures},
    {"signed-figures", &rules->signed_figures},
    {"possessive-s", &rules->possessive_s},
    {"decimal-comma", &rules->decimal_comma},
  };
  for (size_t i = 0; i < sizeof switches / sizeof *switches; ++i) {
    if (gesta_view_equal(line->column[1], gesta_view(switches[i].name))) {
      *switches[i].value = true;
      return GESTA_OK;
    }
  }
  return refuse(line, "no such switch: they are split-hyphens, possessive-s, "
                      "spaced-figures, signed-figures and decimal-comma");
}

static GestaStatus
read_token(GestaSegmentationRules *rules, const Line *line)
{
  static const struct {
    const char *name;
    uint32_t kind;
  } kinds[] = {
    {"elision", GESTA_TOKEN_ELISION}, {"clitic", GESTA_TOKEN_CLITIC},
    {"whole", GESTA_TOKEN_WHOLE},     {"prefix", GESTA_TOKEN_PREFIX},
    {"unit", GESTA_TOKEN_UNIT},
  };
  if (line->column_count != 2) {
    return refuse(line, "expected a kind, a tab and a token");
  }
  if (gesta_view_equal(line->column[0], gesta_view("switch"))) {
    return read_switch(rules, line);
  }
  uint32_t kind = 0;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; ++i) {
    if (gesta_view_equal(line->column[0], gesta_view(kinds[i].name))) {
      kind = kinds[i].kind;
    }
  }
  GestaStringView key = {NULL, 0};
  GestaStatus status = kind ? keep_folded(rules, line, line->column[1], &key)
                            : refuse(line,
                                     "no such kind: they are elision, clitic, "
                                     "whole, prefix, unit and switch");
  if (status) {
    return status;
  }
  if (kind == GESTA_TOKEN_ELISION && !gesta_view_ends(key, gesta_view("'"))) {
    return refuse(line, "an elision must end with an apostrophe");
  }
  if (kind == GESTA_TOKEN_CLITIC && key.data[0] != '-') {
    return refuse(line, "a clitic must begin with a hyphen");
  }
  size_t size = 0;
  const unsigned first = gesta_character_at(&rules->characters, key, 0, &size);
  if (kind == GESTA_TOKEN_WHOLE && key.size > rules->longest_sign
      && !(first & (GESTA_IS_LETTER | GESTA_IS_DIGIT))) {
    rules->longest_sign = key.size;
  }
  return gesta_word_table_add(&rules->tokens, key,
                              gesta_token_kinds(rules, key) | kind);
}

// Cut the words of a multiword token at spaces.
static GestaStatus
read_words(GestaSegmentationRules *rules, const Line *line,
           GestaMultiword *multiword)
{
  GestaStringView rest = line->column[1];
  char joined[GESTA_KEY_SIZE];
  size_t joined_size = 0;
  while (rest.size > 0) {
    const char *const space = memchr(rest.data, ' ', rest.size);
    const size_t size = space ? (size_t)(space - rest.data) : rest.size;
    if (size == 0 || multiword->word_count == GESTA_MULTIWORD_LIMIT) {
      return refuse(line, "expected two to four words with one space between "
                          "two");
    }
    GestaStringView *word = &multiword->words[multiword->word_count++];
    const GestaStatus status = gesta_arena_copy(
      &rules->arena, (GestaStringView){rest.data, size}, word);
    if (status) {
      return status;
    }
    if (size <= sizeof joined - joined_size) {
      memcpy(joined + joined_size, word->data, size);
      joined_size += size;
    }
    const size_t step = space ? size + 1 : size;
    rest = (GestaStringView){rest.data + step, rest.size - step};
  }
  if (multiword->word_count < 2) {
    return refuse(line, "expected two to four words with one space between "
                        "two");
  }
  multiword->is_verbatim = gesta_view_equal(
    multiword->token, (GestaStringView){joined, joined_size});
  return GESTA_OK;
}

// The suffix of a line such as "*'ll", "* 'll".
static GestaStatus
read_suffix(GestaSegmentationRules *rules, const Line *line,
            GestaMultiword *multiword)
{
  const GestaStringView token = multiword->token;
  const GestaStringView words = line->column[1];
  multiword->is_suffix = true;
  multiword->is_verbatim = true;
  multiword->word_count = 1;
  multiword->token = (GestaStringView){token.data + 1, token.size - 1};
  multiword->words[0] = multiword->token;
  char key[GESTA_KEY_SIZE];
  const size_t size = gesta_fold_key(&rules->characters, words, key,
                                     sizeof key);
  if (token.size < 2 || !memchr(token.data, '\'', token.size)
      || size != token.size + 1 || key[0] != '*' || key[1] != ' '
      || memcmp(key + 2, multiword->token.data, multiword->token.size) != 0) {
    return refuse(line, "a suffix must hold an apostrophe and be written like "
                        "\"*'ll\", tab, \"* 'll\"");
  }
  return GESTA_OK;
}

static GestaStatus
read_multiword(GestaSegmentationRules *rules, const Line *line)
{
  const bool rare = line->column_count == 3;
  if (line->column_count < 2
      || (rare && !gesta_view_equal(line->column[2], gesta_view("rare")))) {
    return refuse(line, "expected a token, a tab and its words, and perhaps a "
                        "tab and \"rare\"");
  }
  GestaMultiword *multiword = &rules->multiword[rules->multiword_count];
  *multiword = (GestaMultiword){.is_rare = rare};
  GestaStatus status = keep_folded(rules, line, line->column[0],
                                   &multiword->token);
  if (status) {
    return status;
  }
  if (multiword->token.data[0] == '*') {
    status = read_suffix(rules, line, multiword);
    ++rules->multiword_count;
    return status;
  }
  if (rules->first_suffix != rules->multiword_count) {
    return refuse(line, "tokens must stand before the suffixes");
  }
  status = read_words(rules, line, multiword);
  if (status) {
    return status;
  }
  rules->first_suffix = rules->multiword_count + 1;
  // A file has fewer lines than 2^32: it is in memory, and a line has a byte.
  return gesta_word_table_add(&rules->multiwords, multiword->token,
                              (uint32_t)rules->multiword_count++);
}

static size_t
count_lines(GestaStringView text)
{
  size_t count = 1;
  for (size_t i = 0; i < text.size; ++i) {
    count += text.data[i] == '\n';
  }
  return count;
}

static GestaStatus
split_line(Line *line, GestaStringView text)
{
  line->column_count = 0;
  const char *start = text.data;
  const char *const end = text.data + text.size;
  for (;;) {
    const char *const tab = memchr(start, '\t', (size_t)(end - start));
    const char *const stop = tab ? tab : end;
    if (line->column_count == COLUMN_LIMIT) {
      return refuse(line, "too many columns");
    }
    line->column[line->column_count++] = (GestaStringView){
      start, (size_t)(stop - start)};
    if (!tab) {
      return GESTA_OK;
    }
    start = tab + 1;
  }
}

static GestaStatus
read_lines(GestaSegmentationRules *rules, const char *path,
           GestaStringView text, LineReader reader, GestaError *error)
{
  const size_t good = gesta_utf8_check(text);
  if (good < text.size) {
    size_t row = 0;
    size_t column = 0;
    gesta_utf8_place(text, good, &row, &column);
    return gesta_error_set(error, GESTA_ERR_ENCODING, "%s:%zu:%zu: not UTF-8",
                           path, row, column);
  }
  Line line = {.path = path, .error = error};
  size_t offset = 0;
  while (offset < text.size) {
    const char *const start = text.data + offset;
    const char *const feed = memchr(start, '\n', text.size - offset);
    const size_t size = feed ? (size_t)(feed - start) : text.size - offset;
    offset += size + 1;
    ++line.number;
    if (size == 0 || start[0] == '#') {
      continue;
    }
    GestaStatus status = split_line(&line, (GestaStringView){start, size});
    if (!status) {
      status = reader(rules, &line);
    }
    if (status) {
      return status;
    }
  }
  return GESTA_OK;
}

static GestaStatus
read_file(GestaSegmentationRules *rules, const char *folder, const char *name,
          LineReader reader, GestaError *error)
{
  GestaAllocator *allocator = rules->arena.allocator;
  GestaTextBuffer path;
  GestaStringView text = {NULL, 0};
  gesta_text_buffer_init(&path, allocator);
  GestaStatus status = gesta_text_buffer_print(&path, "%s/%s", folder, name);
  if (!status) {
    status = gesta_file_read(allocator, path.data, &text, error);
  }
  if (!status && reader == read_multiword) {
    rules->multiword = gesta_arena_allocate(&rules->arena, count_lines(text),
                                            sizeof *rules->multiword);
    status = rules->multiword ? GESTA_OK : GESTA_ERR_MEMORY;
  }
  if (!status) {
    status = read_lines(rules, path.data, text, reader, error);
  }
  gesta_text_release(allocator, &text);
  gesta_text_buffer_clear(&path);
  return status;
}

GestaStatus
gesta_segmentation_rules_read(GestaAllocator *allocator,
                              const char *data_directory,
                              GestaStringView language,
                              GestaSegmentationRules *rules, GestaError *error)
{
  assert(allocator && data_directory && rules);

  static const struct {
    const char *name;
    LineReader reader;
  } files[] = {
    {"abbreviations.txt", read_abbreviation},
    {"tokens.tsv", read_token},
    {"multiword.tsv", read_multiword},
  };
  *rules = (GestaSegmentationRules){.multiword = NULL};
  gesta_characters_init(&rules->characters);
  gesta_arena_init(&rules->arena, allocator);
  gesta_word_table_init(&rules->abbreviations, allocator);
  gesta_word_table_init(&rules->tokens, allocator);
  gesta_word_table_init(&rules->multiwords, allocator);

  GestaTextBuffer folder;
  gesta_text_buffer_init(&folder, allocator);
  GestaStatus status = gesta_text_buffer_print(&folder, "%s/lexicon/",
                                               data_directory);
  if (!status) {
    status = gesta_text_buffer_append(&folder, language);
  }
  for (size_t i = 0; !status && i < sizeof files / sizeof *files; ++i) {
    status = read_file(rules, folder.data, files[i].name, files[i].reader,
                       error);
  }
  gesta_text_buffer_clear(&folder);
  if (status) {
    gesta_segmentation_rules_clear(rules);
  }
  return status;
}

void
gesta_segmentation_rules_clear(GestaSegmentationRules *rules)
{
  gesta_word_table_clear(&rules->abbreviations);
  gesta_word_table_clear(&rules->tokens);
  gesta_word_table_clear(&rules->multiwords);
  gesta_arena_clear(&rules->arena);
  rules->multiword = NULL;
  rules->multiword_count = 0;
}
