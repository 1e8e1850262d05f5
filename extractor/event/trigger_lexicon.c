// SPDX-License-Identifier: GPL-3.0-or-later
// 1. frames[] is as long as the file has lines and never moves, so that `next`
//    may point into it.
// 2. The frames of one first word are chained, those with more words first,
//    the bare verb last.
#include "extractor/event/trigger_lexicon.h"

#include "extractor/entity/name_table.h"
#include "extractor/entity/table_file.h"

enum {
  COLUMN_LEMMA,
  COLUMN_POS,
  COLUMN_ACTION,
  COLUMN_ACTOR,
  COLUMN_TARGET,
  COLUMN_FLAGS
};

struct GestaTriggerLexicon {
  GestaAllocator *allocator;
  GestaTableFile file;
  GestaNameTable verbs; // first word → index of the first frame
  GestaNameTable nouns;
  GestaFrame *frames;
  size_t count;
};

static const struct {
  const char *name;
  uint32_t flag;
} flag_names[] = {
  {"speech", GESTA_FRAME_SPEECH},   {"appeal", GESTA_FRAME_APPEAL},
  {"commit", GESTA_FRAME_COMMIT},   {"offer", GESTA_FRAME_OFFER},
  {"denial", GESTA_FRAME_DENIAL},   {"accuse", GESTA_FRAME_ACCUSE},
  {"control", GESTA_FRAME_CONTROL}, {"reciprocal", GESTA_FRAME_RECIPROCAL},
  {"state", GESTA_FRAME_STATE},     {"active", GESTA_FRAME_ACTIVE},
  {"weak", GESTA_FRAME_WEAK},       {"place", GESTA_FRAME_PLACE},
  {"silent", GESTA_FRAME_SILENT},   {"prevent", GESTA_FRAME_PREVENT},
  {"demand", GESTA_FRAME_DEMAND},
};

bool
gesta_frame_flag_known(GestaStringView name)
{
  for (size_t i = 0; i < sizeof flag_names / sizeof *flag_names; ++i) {
    if (gesta_view_equal(name, gesta_view(flag_names[i].name))) {
      return true;
    }
  }
  return false;
}

static GestaStatus
read_flags(const GestaTableFile *file, GestaStringView text, uint32_t *flags,
           GestaError *error)
{
  uint32_t read = 0;
  while (text.size > 0) {
    const GestaStringView name = gesta_table_cut(&text, ',');
    uint32_t flag = 0;
    for (size_t i = 0; i < sizeof flag_names / sizeof *flag_names; ++i) {
      if (gesta_view_equal(name, gesta_view(flag_names[i].name))) {
        flag = flag_names[i].flag;
      }
    }
    if (flag == 0) {
      return gesta_table_file_complain(
        file, "unknown flag (the head of the file lists them)", name, error);
    }
    read |= flag;
  }
  *flags = read;
  return GESTA_OK;
}

// "mettre en examen" is the verb "mettre" with "en examen" beside it; "se" or
// "s'" belongs to the verb.
static GestaStringView
cut_first_word(GestaStringView *lemma)
{
  GestaStringView whole = *lemma;
  GestaStringView rest = whole;
  GestaStringView first = gesta_table_cut(&rest, ' ');
  if (gesta_view_equal(first, gesta_view("se"))) {
    GestaStringView verb = gesta_table_cut(&rest, ' ');
    first = (GestaStringView){whole.data,
                              (size_t)(verb.data + verb.size - whole.data)};
  }
  *lemma = rest;
  return first;
}

// Frames with more words come first, then those with a condition in the order
// of the file, then the bare verb.
static size_t
rank(GestaStringView rest)
{
  return rest.size == 0 || rest.data[0] == '+' ? rest.size > 0 : rest.size + 1;
}

// Invariant 2.
static GestaStatus
add_frame(GestaTriggerLexicon *lexicon, GestaNameTable *table,
          GestaStringView key, GestaFrame frame, GestaError *error)
{
  GestaFrame *added = &lexicon->frames[lexicon->count];
  uint32_t first = 0;
  *added = frame;
  if (gesta_name_table_find(table, key, &first) != GESTA_OK) {
    if (gesta_name_table_set(table, key, (uint32_t)lexicon->count)
        != GESTA_OK) {
      return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
    }
    ++lexicon->count;
    return GESTA_OK;
  }
  GestaFrame *known = &lexicon->frames[first];
  for (const GestaFrame *other = known; other; other = other->next) {
    if (gesta_view_equal(other->rest, frame.rest)) {
      return gesta_table_file_complain(&lexicon->file, "listed twice",
                                       frame.lemma, error);
    }
  }
  if (rank(frame.rest) > rank(known->rest)) {
    // The new frame goes to the front: swap it with the first.
    const GestaFrame *rest = known->next;
    *added = *known;
    added->next = rest;
    frame.next = added;
    *known = frame;
    ++lexicon->count;
    return GESTA_OK;
  }
  GestaFrame *before = known;
  while (before->next && rank(before->next->rest) >= rank(frame.rest)) {
    before = &lexicon->frames[before->next - lexicon->frames];
  }
  added->next = before->next;
  before->next = added;
  ++lexicon->count;
  return GESTA_OK;
}

static GestaStatus
read_line(GestaTriggerLexicon *lexicon, const GestaTableLine *line,
          GestaError *error)
{
  GestaFrame frame = {
    .lemma = line->columns[COLUMN_LEMMA],
    .action = line->columns[COLUMN_ACTION],
    .actor = line->columns[COLUMN_ACTOR],
    .target = line->columns[COLUMN_TARGET],
    .line = lexicon->file.line,
  };
  const GestaStringView pos = line->columns[COLUMN_POS];
  const bool verb = gesta_view_equal(pos, gesta_view("VERB"));
  if (!verb && !gesta_view_equal(pos, gesta_view("NOUN"))) {
    return gesta_table_file_complain(
      &lexicon->file, "expected VERB or NOUN as part of speech", pos, error);
  }
  if (frame.lemma.size == 0 || frame.action.size == 0) {
    return gesta_table_file_complain(
      &lexicon->file, "expected a lemma and an action", frame.lemma, error);
  }
  const GestaStatus status = read_flags(
    &lexicon->file, line->columns[COLUMN_FLAGS], &frame.flags, error);
  if (status != GESTA_OK) {
    return status;
  }
  GestaStringView key = frame.lemma;
  if (verb) {
    frame.rest = frame.lemma;
    key = cut_first_word(&frame.rest);
    if ((frame.rest.size > 0 && frame.rest.data[0] == '+')
        || gesta_view_equal(frame.target, gesta_view("beside"))) {
      frame.lemma = key;
    }
  }
  return add_frame(lexicon, verb ? &lexicon->verbs : &lexicon->nouns, key,
                   frame, error);
}

static size_t
count_lines(GestaStringView text)
{
  size_t lines = 1;
  for (size_t i = 0; i < text.size; ++i) {
    lines += text.data[i] == '\n';
  }
  return lines;
}

GestaStatus
gesta_trigger_lexicon_open(GestaAllocator *allocator,
                           const char *data_directory, GestaStringView language,
                           GestaTriggerLexicon **lexicon, GestaError *error)
{
  GestaTriggerLexicon *opened = gesta_allocate(allocator, 1, sizeof *opened);
  GestaTableLine line;
  if (!opened) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  *opened = (GestaTriggerLexicon){.allocator = allocator};
  gesta_name_table_init(&opened->verbs, allocator);
  gesta_name_table_init(&opened->nouns, allocator);
  GestaStatus status = gesta_table_file_open(
    allocator, data_directory, language, "triggers.tsv", &opened->file, error);
  if (status == GESTA_OK) {
    opened->frames = gesta_allocate(allocator, count_lines(opened->file.text),
                                    sizeof *opened->frames);
    if (!opened->frames) {
      status = gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
    }
  }
  while (status == GESTA_OK) {
    status = gesta_table_file_next(&opened->file, 3, &line, error);
    if (status == GESTA_OK) {
      status = read_line(opened, &line, error);
    }
  }
  if (status != GESTA_END) {
    gesta_trigger_lexicon_close(opened);
    return status;
  }
  *lexicon = opened;
  return GESTA_OK;
}

void
gesta_trigger_lexicon_close(GestaTriggerLexicon *lexicon)
{
  if (!lexicon) {
    return;
  }
  gesta_name_table_clear(&lexicon->verbs);
  gesta_name_table_clear(&lexicon->nouns);
  gesta_table_file_close(&lexicon->file);
  gesta_release(lexicon->allocator, lexicon->frames);
  gesta_release(lexicon->allocator, lexicon);
}

static const GestaFrame *
find_frame(const GestaTriggerLexicon *lexicon, const GestaNameTable *table,
           GestaStringView lemma)
{
  uint32_t index = 0;
  return gesta_name_table_find(table, lemma, &index) == GESTA_OK
           ? &lexicon->frames[index]
           : NULL;
}

const GestaFrame *
gesta_trigger_lexicon_verb(const GestaTriggerLexicon *lexicon,
                           GestaStringView lemma)
{
  return find_frame(lexicon, &lexicon->verbs, lemma);
}

const GestaFrame *
gesta_trigger_lexicon_noun(const GestaTriggerLexicon *lexicon,
                           GestaStringView lemma)
{
  return find_frame(lexicon, &lexicon->nouns, lemma);
}
