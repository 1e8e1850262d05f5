// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/time/date_lexicon.h"

#include "graph/base/file.h"
#include "graph/base/number.h"
#include "graph/base/text_buffer.h"
#include "graph/base/utf8.h"

#include <assert.h>
#include <string.h>

enum { DEPTH_LIMIT = 8, FIGURE_LIMIT = 1000000 };

static const char separators[] = " \t";

// A line of the file while it is read.
typedef struct Reader {
  GestaDateLexicon *lexicon;
  const char *path;
  GestaError *error;
  size_t line_number;
  GestaStringView text;                    // of the line
  GestaStringView slots[GESTA_DATE_SLOTS]; // what its items bind
  size_t slot_count;
  GestaDateStep steps[4 * GESTA_DATE_STACK];
  size_t step_count;
  size_t stack; // values that the program has pushed so far
} Reader;

static GestaStringView
view_rest(GestaStringView text, size_t offset)
{
  return (GestaStringView){text.data + offset, text.size - offset};
}

static GestaStringView
view_front(GestaStringView text, size_t size)
{
  return (GestaStringView){text.data, size};
}

// The offset of a character; the size of the text if it is not there.
static size_t
find_byte(GestaStringView text, char byte)
{
  const char *const found = text.size > 0 ? memchr(text.data, byte, text.size)
                                          : NULL;
  return found ? (size_t)(found - text.data) : text.size;
}

// Report what is wrong at a place of the line.
static GestaStatus
refuse(const Reader *reader, GestaStringView at, const char *expected)
{
  const size_t offset = at.data ? (size_t)(at.data - reader->text.data) : 0;
  const size_t column = gesta_utf8_length(view_front(reader->text, offset)) + 1;
  return gesta_error_set_at(
    reader->error, GESTA_ERR_SYNTAX, reader->line_number, column,
    "%s: line %zu: \"%.*s\": expected %s", reader->path, reader->line_number,
    (int)(at.size < 60 ? at.size : 60), at.size > 0 ? at.data : "", expected);
}

static GestaStatus
refuse_memory(const Reader *reader)
{
  return gesta_error_set(reader->error, GESTA_ERR_MEMORY, "%s: out of memory",
                         reader->path);
}

// --- literals

const GestaDateLiteral *
gesta_date_lexicon_expand(const GestaDateLexicon *lexicon, uint32_t id)
{
  for (const GestaDateContraction *i = lexicon->contractions; i; i = i->next) {
    if (i->id == id) {
      return &i->literal;
    }
  }
  return NULL;
}

// Append a piece, or what it is a contraction of.
//
// returns  false if there is no room
static bool
append_piece(const GestaDateLexicon *lexicon, GestaDatePiece piece,
             GestaDatePiece *pieces, size_t *count)
{
  const GestaDateLiteral *const full = gesta_date_lexicon_expand(lexicon,
                                                                 piece.id);
  const size_t more = full ? full->count : 1;
  if (*count + more > GESTA_DATE_PIECES) {
    return false;
  }
  if (full) {
    memcpy(pieces + *count, full->pieces, more * sizeof *pieces);
    pieces[*count].capital = piece.capital;
  } else {
    pieces[*count] = piece;
  }
  *count += more;
  return true;
}

// One alternative; "_" stands for a blank.
static GestaStatus
read_alternative(Reader *reader, GestaStringView text,
                 GestaDateLiteral *literal)
{
  GestaDateLexicon *const lexicon = reader->lexicon;
  GestaDatePiece pieces[GESTA_DATE_PIECES];
  size_t count = 0;
  size_t offset = 0;
  GestaStringView spelling;
  while (gesta_date_piece_next(text, &offset, &spelling)) {
    if (spelling.data[0] == '_') {
      continue;
    }
    GestaDatePiece piece = {0, gesta_date_piece_is_capital(spelling)};
    const GestaStatus status = gesta_date_words_intern(
      &lexicon->words, &lexicon->arena, spelling, &piece.id);
    if (status) {
      return status == GESTA_ERR_TOO_LARGE
               ? refuse(reader, spelling, "a shorter word")
               : refuse_memory(reader);
    }
    if (!append_piece(lexicon, piece, pieces, &count)) {
      return refuse(reader, text, "fewer words in one literal");
    }
  }
  if (count == 0) {
    return refuse(reader, text, "a word between the bars");
  }
  GestaDatePiece *const kept = gesta_arena_allocate(&lexicon->arena, count,
                                                    sizeof *kept);
  if (!kept) {
    return refuse_memory(reader);
  }
  memcpy(kept, pieces, count * sizeof *kept);
  *literal = (GestaDateLiteral){kept, count};
  return GESTA_OK;
}

static GestaStatus
read_literal(Reader *reader, GestaStringView text, GestaDateItem *item)
{
  size_t count = 1;
  for (size_t i = 0; i < text.size; ++i) {
    count += text.data[i] == '|';
  }
  GestaDateLiteral *const literals = gesta_arena_allocate(
    &reader->lexicon->arena, count, sizeof *literals);
  if (!literals) {
    return refuse_memory(reader);
  }
  for (size_t i = 0; i < count; ++i) {
    const size_t bar = find_byte(text, '|');
    const GestaStatus status = read_alternative(reader, view_front(text, bar),
                                                &literals[i]);
    if (status) {
      return status;
    }
    text = view_rest(text, bar < text.size ? bar + 1 : bar);
  }
  item->kind = GESTA_DATE_LITERAL;
  item->literals = literals;
  item->literal_count = count;
  return GESTA_OK;
}

// --- the other items

static GestaStatus
bind(Reader *reader, GestaStringView name, GestaDateItem *item)
{
  for (size_t i = 0; i < reader->slot_count; ++i) {
    if (gesta_view_equal(reader->slots[i], name)) {
      return refuse(reader, name, "another name: <rule:name>");
    }
  }
  if (reader->slot_count == GESTA_DATE_SLOTS) {
    return refuse(reader, name, "at most 8 rules and figures in a line");
  }
  item->slot = (uint8_t)reader->slot_count;
  reader->slots[reader->slot_count] = name;
  ++reader->slot_count;
  return GESTA_OK;
}

static GestaDateRule *
find_rule(const GestaDateLexicon *lexicon, GestaStringView name)
{
  GestaDateRule *rule = lexicon->rules;
  while (rule && !gesta_view_equal(rule->name, name)) {
    rule = rule->next;
  }
  return rule;
}

// <rule> or <rule:name>
static GestaStatus
read_reference(Reader *reader, GestaStringView text, GestaDateItem *item)
{
  if (text.data[text.size - 1] != '>') {
    return refuse(reader, text, "\">\" at its end");
  }
  const GestaStringView inside = {text.data + 1, text.size - 2};
  const size_t colon = find_byte(inside, ':');
  const GestaStringView name = view_front(inside, colon);
  const GestaDateRule *const rule = find_rule(reader->lexicon, name);
  if (!rule) {
    return refuse(reader, text, "the name of a rule that stands above");
  }
  item->kind = GESTA_DATE_REFERENCE;
  item->rule = rule;
  return bind(reader, colon < inside.size ? view_rest(inside, colon + 1) : name,
              item);
}

// #1-31
static GestaStatus
read_figure(Reader *reader, GestaStringView text, GestaDateItem *item)
{
  const GestaStringView inside = view_rest(text, 1);
  const size_t dash = find_byte(inside, '-');
  uint64_t low = 0;
  uint64_t high = 0;
  if (dash == inside.size
      || gesta_parse_unsigned(view_front(inside, dash), &low)
      || gesta_parse_unsigned(view_rest(inside, dash + 1), &high) || low > high
      || high >= FIGURE_LIMIT) {
    return refuse(reader, text, "a range of numbers such as #1-31");
  }
  item->kind = GESTA_DATE_FIGURE;
  item->low = (uint32_t)low;
  item->high = (uint32_t)high;
  static const GestaStringView names[] = {
    {"figure", 6}, {"figure2", 7}, {"figure3", 7}};
  size_t used = 0;
  for (size_t i = 0; i < reader->slot_count; ++i) {
    used += reader->slots[i].size >= 6
            && !memcmp(reader->slots[i].data, "figure", 6);
  }
  if (used == sizeof names / sizeof *names) {
    return refuse(reader, text, "at most three figures in a line");
  }
  return bind(reader, names[used], item);
}

// @NOUN, @capital, @stop
static GestaStatus
read_test(const Reader *reader, GestaStringView text, GestaDateItem *item)
{
  const GestaStringView name = view_rest(text, 1);
  if (item->look == GESTA_DATE_TAKE) {
    return refuse(reader, text, "\"!\" or \"&\" before a test");
  }
  if (gesta_view_equal(name, gesta_view("capital"))) {
    item->kind = GESTA_DATE_CAPITAL;
    return GESTA_OK;
  }
  if (gesta_view_equal(name, gesta_view("stop"))) {
    item->kind = GESTA_DATE_STOP;
    return GESTA_OK;
  }
  item->kind = GESTA_DATE_TAG;
  item->upos = gesta_upos_find(name);
  return item->upos != GESTA_UPOS_NONE
           ? GESTA_OK
           : refuse(reader, text, "@capital, @stop or a tag such as @NOUN");
}

static GestaStatus
read_item(Reader *reader, GestaStringView text, GestaDateItem *item)
{
  const GestaStringView whole = text;
  *item = (GestaDateItem){.look = GESTA_DATE_TAKE};
  if (text.data[0] == '!' || text.data[0] == '&') {
    item->look = text.data[0] == '!' ? GESTA_DATE_MUST_NOT_FOLLOW
                                     : GESTA_DATE_MUST_FOLLOW;
    text = view_rest(text, 1);
  } else if (text.data[text.size - 1] == '?') {
    item->optional = true;
    text = view_front(text, text.size - 1);
  }
  if (text.size == 0) {
    return refuse(reader, whole, "something to match");
  }
  switch (text.data[0]) {
  case '<':
    return read_reference(reader, text, item);
  case '#':
    return read_figure(reader, text, item);
  case '@':
    return read_test(reader, text, item);
  default:
    return read_literal(reader, text, item);
  }
}

static GestaStatus
read_pattern(Reader *reader, GestaStringView text, GestaDateLine *line)
{
  GestaDateItem items[GESTA_DATE_ITEMS];
  size_t count = 0;
  bool takes = false;
  GestaStringView rest = text;
  while (rest.size > 0) {
    const size_t size = find_byte(rest, ' ');
    if (size > 0) {
      if (count == GESTA_DATE_ITEMS) {
        return refuse(reader, text, "at most 16 items in a line");
      }
      const GestaStatus status = read_item(reader, view_front(rest, size),
                                           &items[count]);
      if (status) {
        return status;
      }
      takes |= items[count].look == GESTA_DATE_TAKE && !items[count].optional;
      ++count;
    }
    rest = view_rest(rest, size < rest.size ? size + 1 : size);
  }
  if (!takes) {
    return refuse(reader, text, "a pattern with an item that is not optional");
  }
  line->items = gesta_arena_allocate(&reader->lexicon->arena, count,
                                     sizeof *items);
  if (!line->items) {
    return refuse_memory(reader);
  }
  memcpy(line->items, items, count * sizeof *items);
  line->item_count = count;
  return GESTA_OK;
}

// --- values

static GestaStatus
add_step(Reader *reader, GestaStringView at, GestaDateStep step)
{
  if (step.operation == GESTA_DATE_CALL) {
    reader->stack -= step.count;
  }
  ++reader->stack;
  if (reader->step_count == sizeof reader->steps / sizeof *reader->steps
      || reader->stack > GESTA_DATE_STACK) {
    return refuse(reader, at, "a shorter value");
  }
  reader->steps[reader->step_count] = step;
  ++reader->step_count;
  return GESTA_OK;
}

static void
skip_blanks(GestaStringView *rest)
{
  while (rest->size > 0 && strchr(separators, rest->data[0])) {
    *rest = view_rest(*rest, 1);
  }
}

// NOLINTBEGIN(misc-no-recursion): to DEPTH_LIMIT
static GestaStatus
read_value(Reader *reader, GestaStringView *rest, unsigned depth);

// The arguments of a call, behind its "(".
static GestaStatus
read_arguments(Reader *reader, GestaStringView name, GestaStringView *rest,
               unsigned depth)
{
  const GestaDateFunction *const function = gesta_date_function_find(name);
  if (!function) {
    return refuse(reader, name, "a function that README.md lists");
  }
  size_t count = 0;
  skip_blanks(rest);
  while (rest->size > 0 && rest->data[0] != ')') {
    if (count > 0) {
      if (rest->data[0] != ',') {
        return refuse(reader, *rest, "\",\" or \")\"");
      }
      *rest = view_rest(*rest, 1);
    }
    const GestaStatus status = read_value(reader, rest, depth + 1);
    if (status) {
      return status;
    }
    ++count;
    skip_blanks(rest);
  }
  if (rest->size == 0) {
    return refuse(reader, name, "\")\" behind its arguments");
  }
  *rest = view_rest(*rest, 1);
  size_t least = 0;
  size_t most = 0;
  gesta_date_function_arity(function, &least, &most);
  if (count < least || count > most) {
    return refuse(reader, name, "another number of arguments: see README.md");
  }
  return add_step(reader, name,
                  (GestaDateStep){.operation = GESTA_DATE_CALL,
                                  .count = (uint8_t)count,
                                  .function = function});
}

static GestaStatus
read_name(Reader *reader, GestaStringView name)
{
  GestaDateStep step = {.operation = GESTA_DATE_PUSH_SLOT};
  for (size_t i = 0; i < reader->slot_count; ++i) {
    if (gesta_view_equal(reader->slots[i], name)) {
      step.count = (uint8_t)i;
      return add_step(reader, name, step);
    }
  }
  step.operation = GESTA_DATE_PUSH_CONSTANT;
  if (gesta_date_constant_find(name, &step.constant)) {
    return add_step(reader, name, step);
  }
  return refuse(reader, name, "what the pattern binds, or a unit");
}

static GestaStatus
read_number(Reader *reader, GestaStringView text)
{
  const bool negative = text.data[0] == '-';
  uint64_t number = 0;
  if (gesta_parse_unsigned(view_rest(text, negative ? 1 : 0), &number)
      || number >= FIGURE_LIMIT) {
    return refuse(reader, text, "a number");
  }
  GestaDateStep step = {.operation = GESTA_DATE_PUSH_CONSTANT};
  step.constant.kind = GESTA_DATE_NUMBER;
  step.constant.number = negative ? -(int)number : (int)number;
  return add_step(reader, text, step);
}

// value = number | name | function "(" [value {"," value}] ")"
static GestaStatus
read_value(Reader *reader, GestaStringView *rest, unsigned depth)
{
  skip_blanks(rest);
  size_t size = 0;
  while (size < rest->size && !strchr("(), \t", rest->data[size])) {
    ++size;
  }
  const GestaStringView word = view_front(*rest, size);
  if (size == 0 || depth > DEPTH_LIMIT) {
    return refuse(reader, *rest, "a number, a name or a function");
  }
  *rest = view_rest(*rest, size);
  if (rest->size > 0 && rest->data[0] == '(') {
    *rest = view_rest(*rest, 1);
    return read_arguments(reader, word, rest, depth);
  }
  if (word.data[0] == '-' || (word.data[0] >= '0' && word.data[0] <= '9')) {
    return read_number(reader, word);
  }
  return read_name(reader, word);
}

// NOLINTEND(misc-no-recursion)

static GestaStatus
read_program(Reader *reader, GestaStringView text, GestaDateLine *line)
{
  reader->step_count = 0;
  reader->stack = 0;
  GestaStringView rest = text;
  const GestaStatus status = read_value(reader, &rest, 0);
  if (status) {
    return status;
  }
  skip_blanks(&rest);
  if (rest.size > 0) {
    return refuse(reader, rest, "the end of the line");
  }
  line->steps = gesta_arena_allocate(&reader->lexicon->arena,
                                     reader->step_count, sizeof *line->steps);
  if (!line->steps) {
    return refuse_memory(reader);
  }
  memcpy(line->steps, reader->steps, reader->step_count * sizeof *line->steps);
  line->step_count = reader->step_count;
  return GESTA_OK;
}

// --- lines

static GestaStatus
read_contraction(Reader *reader, GestaStringView word, GestaStringView full)
{
  GestaDateLexicon *const lexicon = reader->lexicon;
  GestaDateLiteral key = {0};
  GestaDateContraction *const fresh = gesta_arena_allocate(&lexicon->arena, 1,
                                                           sizeof *fresh);
  if (!fresh) {
    return refuse_memory(reader);
  }
  GestaStatus status = read_alternative(reader, word, &key);
  if (status) {
    return status;
  }
  if (key.count != 1) {
    return refuse(reader, word, "one word that is no contraction yet");
  }
  status = read_alternative(reader, full, &fresh->literal);
  if (status) {
    return status;
  }
  if (fresh->literal.count > lexicon->longest_contraction) {
    lexicon->longest_contraction = fresh->literal.count;
  }
  fresh->id = key.pieces[0].id;
  fresh->next = lexicon->contractions;
  lexicon->contractions = fresh;
  return GESTA_OK;
}

// The rule of a name: the last one, or a new one.
static GestaStatus
open_rule(Reader *reader, GestaStringView name, GestaDateRule **rule)
{
  GestaDateLexicon *const lexicon = reader->lexicon;
  if (lexicon->rules && gesta_view_equal(lexicon->rules->name, name)) {
    *rule = lexicon->rules;
    return GESTA_OK;
  }
  if (find_rule(lexicon, name)) {
    return refuse(reader, name, "all lines of a rule to stand together");
  }
  GestaDateRule *const fresh = gesta_arena_allocate(&lexicon->arena, 1,
                                                    sizeof *fresh);
  if (!fresh || gesta_arena_copy(&lexicon->arena, name, &fresh->name)) {
    return refuse_memory(reader);
  }
  *rule = fresh;
  return GESTA_OK;
}

static GestaStatus
read_line(Reader *reader)
{
  GestaDateLexicon *const lexicon = reader->lexicon;
  const GestaStringView text = reader->text;
  const size_t first = find_byte(text, '\t');
  const GestaStringView rest = view_rest(text,
                                         first < text.size ? first + 1 : first);
  const size_t second = find_byte(rest, '\t');
  if (first == 0 || second == 0 || second >= rest.size) {
    return refuse(reader, text,
                  "three columns with tabulators: rule, pattern, value");
  }
  const GestaStringView name = view_front(text, first);
  const GestaStringView pattern = view_front(rest, second);
  const GestaStringView value = view_rest(rest, second + 1);
  if (gesta_view_equal(name, gesta_view("contraction"))) {
    return read_contraction(reader, pattern, value);
  }

  reader->slot_count = 0;
  GestaDateRule *rule = NULL;
  GestaStatus status = open_rule(reader, name, &rule);
  if (status) {
    return status;
  }
  GestaDateLine *const line = gesta_arena_allocate(&lexicon->arena, 1,
                                                   sizeof *line);
  if (!line) {
    return refuse_memory(reader);
  }
  status = read_pattern(reader, pattern, line);
  if (status) {
    return status;
  }
  status = read_program(reader, value, line);
  if (status) {
    return status;
  }
  line->number = reader->line_number;
  if (gesta_arena_copy(&lexicon->arena, pattern, &line->pattern)
      || gesta_arena_copy(&lexicon->arena, value, &line->formula)) {
    return refuse_memory(reader);
  }

  assert(rule);
  // Only now, so that no line refers to its own rule (invariant 1).
  if (rule->last_line) {
    rule->last_line->next = line;
  } else {
    rule->lines = line;
    rule->next = lexicon->rules;
    lexicon->rules = rule;
  }
  rule->last_line = line;
  return GESTA_OK;
}

static GestaStatus
read_lines(Reader *reader, GestaStringView text)
{
  const size_t good = gesta_utf8_check(text);
  if (good < text.size) {
    size_t line = 0;
    size_t column = 0;
    gesta_utf8_place(view_front(text, good), good, &line, &column);
    return gesta_error_set_at(reader->error, GESTA_ERR_SYNTAX, line, column,
                              "%s: line %zu: expected UTF-8", reader->path,
                              line);
  }
  while (text.size > 0) {
    const size_t size = find_byte(text, '\n');
    reader->text = view_front(text, size);
    ++reader->line_number;
    if (size > 0 && text.data[0] != '#') {
      const GestaStatus status = read_line(reader);
      if (status) {
        return status;
      }
    }
    text = view_rest(text, size < text.size ? size + 1 : size);
  }
  if (!reader->lexicon->rules) {
    return refuse(reader, (GestaStringView){NULL, 0}, "at least one rule");
  }
  return GESTA_OK;
}

// --- what a rule can begin with (invariant 3)

static void
set_bit(uint8_t *bits, size_t bit)
{
  bits[bit / 8] = (uint8_t)(bits[bit / 8] | 1U << bit % 8);
}

static void
mark_line(const GestaDateLexicon *lexicon, const GestaDateLine *line,
          uint8_t *bits)
{
  const size_t size = lexicon->figure_bit / 8 + 1;
  for (size_t i = 0; i < line->item_count; ++i) {
    const GestaDateItem *const item = &line->items[i];
    if (item->look != GESTA_DATE_TAKE) {
      continue;
    }
    if (item->kind == GESTA_DATE_LITERAL) {
      for (size_t k = 0; k < item->literal_count; ++k) {
        set_bit(bits, item->literals[k].pieces[0].id);
      }
    } else if (item->kind == GESTA_DATE_REFERENCE) {
      for (size_t k = 0; k < size; ++k) {
        bits[k] |= item->rule->first[k];
      }
    } else {
      set_bit(bits, lexicon->figure_bit);
    }
    if (!item->optional) {
      return;
    }
  }
}

static GestaStatus
mark_rules(const Reader *reader, GestaDateRule *rule)
{
  // The list begins with the last rule: turn it to go from the first.
  GestaDateRule *forward = NULL;
  while (rule) {
    GestaDateRule *const above = rule->next;
    rule->next = forward;
    forward = rule;
    rule = above;
  }
  GestaDateLexicon *const lexicon = reader->lexicon;
  lexicon->figure_bit = lexicon->words.count;
  lexicon->rules = NULL;
  GestaStatus status = GESTA_OK;
  while (forward) {
    GestaDateRule *const below = forward->next;
    forward->first = gesta_arena_allocate(&lexicon->arena,
                                          lexicon->figure_bit / 8 + 1, 1);
    if (!forward->first) {
      status = refuse_memory(reader);
      break;
    }
    for (const GestaDateLine *i = forward->lines; i; i = i->next) {
      mark_line(lexicon, i, forward->first);
    }
    forward->next = lexicon->rules;
    lexicon->rules = forward;
    forward = below;
  }
  return status;
}

GestaStatus
gesta_date_lexicon_open(GestaAllocator *allocator, const char *data_directory,
                        GestaStringView language, GestaDateLexicon **lexicon,
                        GestaError *error)
{
  assert(allocator && data_directory && lexicon);

  GestaStringView text = {NULL, 0};
  GestaTextBuffer path;
  gesta_text_buffer_init(&path, allocator);
  GestaStatus status = GESTA_ERR_MEMORY;
  GestaDateLexicon *opened = gesta_allocate(allocator, 1, sizeof *opened);
  if (!opened) {
    goto done;
  }
  *opened = (GestaDateLexicon){.allocator = allocator};
  gesta_arena_init(&opened->arena, allocator);
  status = gesta_text_buffer_print(&path, "%s/lexicon/%.*s/dates.tsv",
                                   data_directory, (int)language.size,
                                   language.data);
  if (status) {
    goto done;
  }
  status = gesta_file_read(allocator, path.data, &text, error);
  if (status) {
    goto done;
  }
  Reader reader = {.lexicon = opened, .path = path.data, .error = error};
  status = read_lines(&reader, text);
  if (status) {
    goto done;
  }
  status = mark_rules(&reader, opened->rules);
  if (status) {
    goto done;
  }
  *lexicon = opened;
  opened = NULL;

done:
  gesta_text_release(allocator, &text);
  gesta_text_buffer_clear(&path);
  gesta_date_lexicon_close(opened);
  return status;
}

void
gesta_date_lexicon_close(GestaDateLexicon *lexicon)
{
  if (lexicon) {
    gesta_arena_clear(&lexicon->arena);
    gesta_release(lexicon->allocator, lexicon);
  }
}
