// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence is read in two passes over its lines: one counts them, so that the
// arrays are large enough, one fills them.  Forms and the other columns are
// views of the input.  The source text is laid out by offsets alone and written
// when all sentences are read.
//
// 1. token.first_word and token.word_count cover the words without gap or
//    overlap, in order.
// 2. A sentence has a tree, or every relation in it is empty.

#include "extractor/text/conllu.h"

#include "graph/base/number.h"
#include "graph/base/utf8.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

enum { COLUMNS = 10, NO_HEAD = 0 };
enum { ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC };

typedef struct Reader {
  GestaStringView text;
  GestaArena *arena;
  GestaError *error;
  size_t offset;    // of the next line
  size_t text_size; // of the source text so far
  size_t text_end;  // the same without a last blank
  GestaStringView column[COLUMNS];
} Reader;

// What is being filled.
typedef struct Filling {
  GestaSentence *sentence;
  size_t tokens;    // so far
  size_t words;     // so far
  size_t range_end; // the last word of the last multiword token, or 0
  size_t headed;    // words with a head
} Filling;

static GestaStatus
refuse(const Reader *reader, const char *place, const char *message)
{
  size_t line = 0;
  size_t column = 0;
  gesta_utf8_place(reader->text, (size_t)(place - reader->text.data), &line,
                   &column);
  return gesta_error_set_at(reader->error, GESTA_ERR_SYNTAX, line, column, "%s",
                            message);
}

// The next line, without its line feed.
static bool
next_line(Reader *reader, GestaStringView *line)
{
  const size_t left = reader->text.size - reader->offset;
  if (left == 0) {
    return false;
  }
  const char *const start = reader->text.data + reader->offset;
  const char *const feed = memchr(start, '\n', left);
  const size_t size = feed ? (size_t)(feed - start) : left;
  *line = (GestaStringView){start, size};
  reader->offset += feed ? size + 1 : size;
  return true;
}

static GestaStatus
split_columns(Reader *reader, GestaStringView line)
{
  size_t count = 0;
  const char *start = line.data;
  const char *const end = line.data + line.size;
  for (;;) {
    const char *const tab = memchr(start, '\t', (size_t)(end - start));
    const char *const stop = tab ? tab : end;
    if (count < COLUMNS) {
      reader->column[count] = (GestaStringView){start, (size_t)(stop - start)};
      if (stop == start) {
        return refuse(reader, start,
                      "a column is empty: write \"_\" for nothing");
      }
    }
    ++count;
    if (!tab) {
      break;
    }
    start = tab + 1;
  }
  if (count == COLUMNS) {
    return GESTA_OK;
  }
  size_t row = 0;
  size_t column = 0;
  gesta_utf8_place(reader->text, (size_t)(line.data - reader->text.data), &row,
                   &column);
  return gesta_error_set_at(reader->error, GESTA_ERR_SYNTAX, row, column,
                            "%zu columns where CoNLL-U has 10, with a tab "
                            "between two",
                            count);
}

static bool
is_blank(GestaStringView column)
{
  return column.size == 1 && column.data[0] == '_';
}

static GestaStringView
or_empty(GestaStringView column)
{
  return is_blank(column) ? (GestaStringView){NULL, 0} : column;
}

// Whether a column of names joined by "|" holds `name`.
static bool
has_part(GestaStringView column, const char *name)
{
  const size_t name_size = strlen(name);
  GestaStringView rest = column;
  while (rest.size > 0) {
    const char *const bar = memchr(rest.data, '|', rest.size);
    const size_t size = bar ? (size_t)(bar - rest.data) : rest.size;
    if (size == name_size && !memcmp(rest.data, name, size)) {
      return true;
    }
    const size_t step = bar ? size + 1 : size;
    rest = (GestaStringView){rest.data + step, rest.size - step};
  }
  return false;
}

static GestaStatus
check_features(const Reader *reader, GestaStringView features)
{
  GestaStringView rest = features;
  while (rest.size > 0) {
    const char *const bar = memchr(rest.data, '|', rest.size);
    const size_t size = bar ? (size_t)(bar - rest.data) : rest.size;
    const char *const equals = memchr(rest.data, '=', size);
    if (!equals || equals == rest.data || equals == rest.data + size - 1) {
      return refuse(reader, rest.data,
                    "not a feature: they are written Name=Value, with \"|\" "
                    "between two");
    }
    if (bar && size + 1 == rest.size) {
      return refuse(reader, bar, "a \"|\" with no feature after it");
    }
    const size_t step = bar ? size + 1 : size;
    rest = (GestaStringView){rest.data + step, rest.size - step};
  }
  return GESTA_OK;
}

// Spaces belong into forms, lemmas and MISC only.
static GestaStatus
check_spaces(const Reader *reader)
{
  for (size_t i = 0; i < COLUMNS; ++i) {
    const GestaStringView column = reader->column[i];
    const char *const space = memchr(column.data, ' ', column.size);
    if (!space) {
      continue;
    }
    if (i != FORM && i != LEMMA && i != MISC) {
      return refuse(reader, space, "a space in a column that cannot hold one");
    }
    if (space == column.data || column.data[column.size - 1] == ' ') {
      return refuse(reader, column.data,
                    "a space at the start or the end of a column");
    }
  }
  return GESTA_OK;
}

// Begin a token at the end of the source text so far.
static GestaToken *
add_token(Reader *reader, Filling *filling, size_t word_count)
{
  GestaToken *token = &filling->sentence->tokens[filling->tokens++];
  token->form = reader->column[FORM];
  token->space_after = !has_part(reader->column[MISC], "SpaceAfter=No");
  token->begin = reader->text_size;
  token->end = token->begin + token->form.size;
  // The counts fit: read_sentence() has checked the larger sum.
  token->first_word = (uint32_t)(filling->words + 1);
  token->word_count = (uint32_t)word_count;
  reader->text_end = token->end;
  reader->text_size = token->end + token->space_after;
  return token;
}

static GestaStatus
read_range(Reader *reader, Filling *filling, const char *dash)
{
  const GestaStringView id = reader->column[ID];
  const size_t size = (size_t)(dash - id.data);
  uint64_t first = 0;
  uint64_t last = 0;
  if (gesta_parse_unsigned((GestaStringView){id.data, size}, &first)
      || gesta_parse_unsigned((GestaStringView){dash + 1, id.size - size - 1},
                              &last)) {
    return refuse(reader, id.data,
                  "not the range of a multiword token: it is written like 3-4");
  }
  if (filling->words < filling->range_end) {
    return refuse(reader, id.data,
                  "a multiword token begins inside another one");
  }
  if (first != filling->words + 1) {
    return refuse(reader, id.data,
                  "a multiword token must stand before its first word");
  }
  if (last <= first) {
    return refuse(reader, id.data,
                  "a multiword token must hold two words or more");
  }
  for (size_t i = LEMMA; i < MISC; ++i) {
    if (i != FEATS && !is_blank(reader->column[i])) {
      return refuse(reader, reader->column[i].data,
                    "a multiword token has a form, and \"_\" in this column");
    }
  }
  if (last > filling->sentence->word_count) {
    return refuse(reader, id.data,
                  "a multiword token reaches beyond the end of its sentence");
  }
  GestaToken *token = add_token(reader, filling, (size_t)(last - first + 1));
  token->features = or_empty(reader->column[FEATS]);
  token->misc = or_empty(reader->column[MISC]);
  filling->range_end = (size_t)last;
  return check_features(reader, token->features);
}

static GestaStatus
read_head(const Reader *reader, Filling *filling, GestaWord *word)
{
  const GestaStringView head = reader->column[HEAD];
  word->relation = or_empty(reader->column[DEPREL]);
  if (is_blank(head) != (word->relation.size == 0)) {
    return refuse(reader, head.data,
                  "a head without a relation, or a relation without a head");
  }
  if (is_blank(head)) {
    word->head = NO_HEAD;
    return GESTA_OK;
  }
  uint64_t value = 0;
  if (gesta_parse_unsigned(head, &value)) {
    return refuse(reader, head.data,
                  "a head must be the id of a word, or 0 for the root");
  }
  if (value > filling->sentence->word_count) {
    return refuse(reader, head.data,
                  "the head is beyond the last word of the sentence");
  }
  word->head = (uint32_t)value; // at most word_count, which fits
  ++filling->headed;
  return GESTA_OK;
}

static GestaStatus
read_word(Reader *reader, Filling *filling)
{
  const GestaStringView id = reader->column[ID];
  uint64_t value = 0;
  if (gesta_parse_unsigned(id, &value)) {
    return refuse(reader, id.data,
                  memchr(id.data, '.', id.size)
                    ? "an empty node: enhanced graphs with them are not read; "
                      "remove the line"
                    : "not an id: words are numbered 1, 2, 3 …");
  }
  if (value != filling->words + 1) {
    return refuse(reader, id.data,
                  "the ids of the words must be 1, 2, 3 … without a gap");
  }
  if (filling->words >= filling->range_end) {
    (void)add_token(reader, filling, 1);
  }
  GestaWord *word = &filling->sentence->words[++filling->words];
  word->token = (uint32_t)(filling->tokens - 1); // fewer than words
  word->form = reader->column[FORM];
  // The lemma of the word "_" is "_".
  word->lemma = is_blank(word->form) ? reader->column[LEMMA]
                                     : or_empty(reader->column[LEMMA]);
  word->upos = gesta_upos_find(reader->column[UPOS]);
  if (word->upos == GESTA_UPOS_NONE && !is_blank(reader->column[UPOS])) {
    return refuse(reader, reader->column[UPOS].data,
                  "not a universal part of speech, such as NOUN or VERB");
  }
  word->xpos = or_empty(reader->column[XPOS]);
  word->features = or_empty(reader->column[FEATS]);
  word->deps = or_empty(reader->column[DEPS]);
  word->misc = or_empty(reader->column[MISC]);
  const GestaStatus status = check_features(reader, word->features);
  return status ? status : read_head(reader, filling, word);
}

// Follow the heads of every word to a word known to lead to the root.  `seen`
// holds the word from which each was first reached.
//
// cost  O(word_count): no word is passed twice
static uint32_t
find_cycle(const GestaSentence *sentence, uint32_t *seen)
{
  for (uint32_t i = 1; i <= sentence->word_count; ++i) {
    uint32_t word = i;
    while (word != 0 && seen[word] == 0) {
      seen[word] = i;
      word = sentence->words[word].head;
    }
    if (word != 0 && seen[word] == i) {
      return word;
    }
  }
  return 0;
}

// Invariant 2.
static GestaStatus
check_tree(const Reader *reader, const Filling *filling)
{
  const GestaSentence *sentence = filling->sentence;
  const char *const place = sentence->words[1].form.data;
  if (filling->headed == 0) {
    return GESTA_OK;
  }
  if (filling->headed < sentence->word_count) {
    return refuse(reader, place,
                  "some words of this sentence have a head and some have not");
  }
  size_t roots = 0;
  for (size_t i = 1; i <= sentence->word_count; ++i) {
    roots += sentence->words[i].head == 0;
    if (roots > 1) {
      return refuse(reader, sentence->words[i].form.data,
                    "a second root: one word of a sentence has the head 0");
    }
  }
  if (roots == 0) {
    return refuse(reader, place,
                  "no root: one word of a sentence must have the head 0");
  }
  uint32_t *seen = gesta_allocate(reader->arena->allocator,
                                  sentence->word_count + 1, sizeof *seen);
  if (!seen) {
    return GESTA_ERR_MEMORY;
  }
  memset(seen, 0, (sentence->word_count + 1) * sizeof *seen);
  const uint32_t looped = find_cycle(sentence, seen);
  gesta_release(reader->arena->allocator, seen);
  if (looped != 0) {
    return refuse(reader, sentence->words[looped].form.data,
                  "a cycle: the heads of this word lead back to it");
  }
  return GESTA_OK;
}

// The comments, up to the first line of a token.
static GestaStatus
read_comments(Reader *reader, GestaSentence *sentence)
{
  const size_t start = reader->offset;
  size_t end = start;
  GestaStringView line;
  while (next_line(reader, &line) && gesta_view_begins(line, gesta_view("#"))) {
    if (gesta_view_begins(line, gesta_view("# newpar"))
        || gesta_view_begins(line, gesta_view("# newdoc"))) {
      sentence->begins_paragraph = true;
    }
    end = reader->offset;
  }
  sentence->comments = (GestaStringView){reader->text.data + start,
                                         end - start};
  if (end > start && reader->text.data[end - 1] != '\n') {
    return refuse(reader, reader->text.data + end,
                  "comments without a sentence: is the file cut off?");
  }
  reader->offset = end;
  return GESTA_OK;
}

// Count the words and lines of a sentence, to the empty line that ends it.
static GestaStatus
count_lines(Reader *reader, size_t *word_count, size_t *line_count)
{
  size_t words = 0;
  size_t lines = 0;
  GestaStringView line = {reader->text.data + reader->offset, 0};
  bool ended = false;
  while (!ended && next_line(reader, &line)) {
    ended = line.size == 0;
    if (ended) {
      break;
    }
    if (line.data[0] == '#') {
      return refuse(reader, line.data,
                    "a comment inside a sentence: it must stand before it");
    }
    if (line.data[line.size - 1] == '\r') {
      return refuse(reader, line.data + line.size - 1,
                    "a carriage return: lines of CoNLL-U end in a line feed "
                    "alone");
    }
    const char *const tab = memchr(line.data, '\t', line.size);
    const size_t id_size = tab ? (size_t)(tab - line.data) : line.size;
    words += !memchr(line.data, '-', id_size);
    ++lines;
  }
  if (!ended) {
    return refuse(reader, line.data,
                  "no empty line after the last sentence: is the file cut "
                  "off?");
  }
  if (words == 0) {
    return refuse(reader, line.data,
                  "a sentence without words: is there an empty line too many?");
  }
  *word_count = words;
  *line_count = lines;
  return GESTA_OK;
}

static GestaStatus
read_line(Reader *reader, Filling *filling)
{
  GestaStringView line;
  if (!next_line(reader, &line)) {
    return GESTA_END; // never: count_lines() has seen the empty line
  }
  GestaStatus status = split_columns(reader, line);
  if (status) {
    return status;
  }
  status = check_spaces(reader);
  if (status) {
    return status;
  }
  const GestaStringView id = reader->column[ID];
  const char *const dash = memchr(id.data, '-', id.size);
  return dash ? read_range(reader, filling, dash) : read_word(reader, filling);
}

static GestaStatus
read_sentence(Reader *reader, GestaSentence *sentence)
{
  GestaStatus status = read_comments(reader, sentence);
  if (status) {
    return status;
  }
  const size_t start = reader->offset;
  size_t lines = 0;
  status = count_lines(reader, &sentence->word_count, &lines);
  if (status) {
    return status;
  }
  if (lines >= UINT32_MAX) {
    return gesta_error_set(reader->error, GESTA_ERR_TOO_LARGE,
                           "a sentence of more than 4294967294 words");
  }
  sentence->tokens = gesta_arena_allocate(reader->arena, lines,
                                          sizeof *sentence->tokens);
  sentence->words = gesta_arena_allocate(
    reader->arena, sentence->word_count + 1, sizeof *sentence->words);
  if (!sentence->tokens || !sentence->words) {
    return GESTA_ERR_MEMORY;
  }

  if (sentence->begins_paragraph && reader->text_end > 0) {
    reader->text_size = reader->text_end + 1; // a line feed, whatever was said
  }
  Filling filling = {.sentence = sentence};
  reader->offset = start;
  for (size_t i = 0; i < lines; ++i) {
    status = read_line(reader, &filling);
    if (status) {
      return status;
    }
  }
  reader->offset += 1; // the empty line
  sentence->token_count = filling.tokens;
  sentence->begin = sentence->tokens[0].begin;
  sentence->end = sentence->tokens[filling.tokens - 1].end;
  return check_tree(reader, &filling);
}

// Write the forms where the offsets say, with blanks between them.
static GestaStatus
lay_out_text(const Reader *reader, GestaDocument *document)
{
  char *text = gesta_arena_allocate(reader->arena, reader->text_end, 1);
  if (!text) {
    return GESTA_ERR_MEMORY;
  }
  memset(text, ' ', reader->text_end);
  for (size_t i = 0; i < document->sentence_count; ++i) {
    const GestaSentence *sentence = &document->sentences[i];
    if (sentence->begins_paragraph && sentence->begin > 0) {
      text[sentence->begin - 1] = '\n';
    }
    for (size_t j = 0; j < sentence->token_count; ++j) {
      const GestaToken *token = &sentence->tokens[j];
      memcpy(text + token->begin, token->form.data, token->form.size);
    }
  }
  document->text = (GestaStringView){text, reader->text_end};
  return GESTA_OK;
}

// At most so many sentences: each ends in an empty line.
static size_t
count_empty_lines(GestaStringView text)
{
  size_t count = 0;
  size_t offset = 0;
  while (offset < text.size) {
    const char *const feed = memchr(text.data + offset, '\n',
                                    text.size - offset);
    if (!feed) {
      break;
    }
    offset = (size_t)(feed - text.data) + 1;
    count += offset < text.size && text.data[offset] == '\n';
  }
  return count;
}

GestaStatus
gesta_conllu_read(GestaStringView text, GestaArena *arena,
                  GestaDocument *document, GestaError *error)
{
  assert(arena && document);

  Reader reader = {.text = text, .arena = arena, .error = error};
  const size_t good = gesta_utf8_check(text);
  if (good < text.size) {
    size_t line = 0;
    size_t column = 0;
    gesta_utf8_place(text, good, &line, &column);
    return gesta_error_set_at(error, GESTA_ERR_ENCODING, line, column,
                              "not UTF-8: convert the file first");
  }

  GestaDocument read = {0};
  read.sentences = gesta_arena_allocate(arena, count_empty_lines(text) + 1,
                                        sizeof *read.sentences);
  if (!read.sentences) {
    return GESTA_ERR_MEMORY;
  }
  while (reader.offset < text.size) {
    GestaSentence *sentence = &read.sentences[read.sentence_count];
    sentence->begins_paragraph = read.sentence_count == 0;
    const GestaStatus status = read_sentence(&reader, sentence);
    if (status) {
      return status;
    }
    ++read.sentence_count;
  }
  const GestaStatus status = lay_out_text(&reader, &read);
  if (status) {
    return status;
  }
  *document = read;
  return GESTA_OK;
}

static GestaStatus
write_column(GestaOutput *output, GestaStringView text, char end)
{
  GestaStatus status = gesta_output_write(
    output, text.size > 0 ? text : (GestaStringView){"_", 1});
  if (!status) {
    status = gesta_output_write(output, (GestaStringView){&end, 1});
  }
  return status;
}

// MISC of a token, with SpaceAfter=No if that is not there already.
static GestaStatus
write_misc(GestaOutput *output, GestaStringView misc, bool space_after)
{
  if (space_after || has_part(misc, "SpaceAfter=No")) {
    return write_column(output, misc, '\n');
  }
  if (misc.size > 0) {
    const GestaStatus status = write_column(output, misc, '|');
    if (status) {
      return status;
    }
  }
  return gesta_output_write(output, gesta_view("SpaceAfter=No\n"));
}

// The comments of a sentence that no CoNLL-U file gave.
static GestaStatus
write_new_comments(GestaOutput *output, const GestaSentence *sentence,
                   size_t number)
{
  GestaStatus status = gesta_output_print(
    output, "%s# sent_id = %zu\n# text = ",
    sentence->begins_paragraph ? "# newpar\n" : "", number);
  for (size_t i = 0; !status && i < sentence->token_count; ++i) {
    const GestaToken *token = &sentence->tokens[i];
    status = gesta_output_write(output, token->form);
    if (!status && token->space_after && i + 1 < sentence->token_count) {
      status = gesta_output_write(output, gesta_view(" "));
    }
  }
  return status ? status : gesta_output_write(output, gesta_view("\n"));
}

static GestaStatus
write_range(GestaOutput *output, const GestaToken *token)
{
  // Written out: the sum is a word's id, which fits.
  const uint32_t last = token->first_word + token->word_count - 1;
  GestaStatus status = gesta_output_print(output, "%" PRIu32 "-%" PRIu32 "\t",
                                          token->first_word, last);
  if (!status) {
    status = write_column(output, token->form, '\t');
  }
  if (!status) {
    status = gesta_output_write(output, gesta_view("_\t_\t_\t"));
  }
  if (!status) {
    status = write_column(output, token->features, '\t');
  }
  if (!status) {
    status = gesta_output_write(output, gesta_view("_\t_\t_\t"));
  }
  return status ? status : write_misc(output, token->misc, token->space_after);
}

static GestaStatus
write_word(GestaOutput *output, const GestaSentence *sentence, size_t index)
{
  const GestaWord *word = &sentence->words[index];
  const GestaToken *token = &sentence->tokens[word->token];
  const GestaStringView columns[] = {
    word->form, word->lemma,    gesta_upos_name(word->upos),
    word->xpos, word->features,
  };
  GestaStatus status = gesta_output_print(output, "%zu\t", index);
  for (size_t i = 0; !status && i < sizeof columns / sizeof *columns; ++i) {
    status = write_column(output, columns[i], '\t');
  }
  if (!status && word->relation.size > 0) {
    status = gesta_output_print(output, "%" PRIu32 "\t", word->head);
  } else if (!status) {
    status = gesta_output_write(output, gesta_view("_\t"));
  }
  if (!status) {
    status = write_column(output, word->relation, '\t');
  }
  if (!status) {
    status = write_column(output, word->deps, '\t');
  }
  if (status) {
    return status;
  }
  return write_misc(output, word->misc,
                    token->word_count > 1 || token->space_after);
}

static GestaStatus
write_sentence(GestaOutput *output, const GestaSentence *sentence,
               size_t number)
{
  GestaStatus status = sentence->comments.data
                         ? gesta_output_write(output, sentence->comments)
                         : write_new_comments(output, sentence, number);
  for (size_t i = 0; !status && i < sentence->token_count; ++i) {
    const GestaToken *token = &sentence->tokens[i];
    if (token->word_count > 1) {
      status = write_range(output, token);
    }
    for (size_t j = 0; !status && j < token->word_count; ++j) {
      status = write_word(output, sentence, token->first_word + j);
    }
  }
  return status ? status : gesta_output_write(output, gesta_view("\n"));
}

GestaStatus
gesta_conllu_write_part(const GestaDocument *part, size_t number,
                        GestaOutput *output)
{
  assert(part && output);

  for (size_t i = 0; i < part->sentence_count; ++i) {
    const GestaStatus status = write_sentence(output, &part->sentences[i],
                                              number + i);
    if (status) {
      return status;
    }
  }
  return GESTA_OK;
}

GestaStatus
gesta_conllu_write(const GestaDocument *document, GestaOutput *output)
{
  return gesta_conllu_write_part(document, 1, output);
}
