// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/entity/word_lists.h"

#include "extractor/entity/name_fold.h"
#include "extractor/entity/name_table.h"
#include "extractor/entity/table_file.h"

#include <assert.h>

enum { NOUNS, WORDS, AUXILIARIES, LIST_COUNT, MAX_SUFFIX = 16 };

// Kinds and, of roles, synonyms.
typedef struct KindName {
  const char *name;
  uint32_t kind;
} KindName;

typedef struct WordList {
  GestaTableFile file; // keeps the text that the table's names are views of
  GestaNameTable kinds;
} WordList;

struct GestaWordLists {
  GestaAllocator *allocator;
  WordList lists[LIST_COUNT];
  GestaNameTable synonyms; // lemma → offset of its synonym in nouns.tsv
};

static const KindName noun_names[] = {
  {"person", GESTA_KIND_PERSON},
  {"role", GESTA_KIND_PERSON | GESTA_KIND_ROLE},
  {"civil", GESTA_KIND_PERSON | GESTA_KIND_CIVIL},
  {"group", GESTA_KIND_GROUP},
  {"organization", GESTA_KIND_ORGANIZATION},
  {"company", GESTA_KIND_ORGANIZATION | GESTA_KIND_COMPANY},
  {"armed", GESTA_KIND_ARMED},
  {"government", GESTA_KIND_GOVERNMENT},
  {"country", GESTA_KIND_COUNTRY},
  {"place", GESTA_KIND_PLACE},
  {"quantity", GESTA_KIND_QUANTITY},
  {"time", GESTA_KIND_TIME},
  {"part", GESTA_KIND_PART},
  {"abstract", GESTA_KIND_ABSTRACT},
  {"court", GESTA_KIND_COURT},
  {NULL, 0},
};

static const KindName word_names[] = {
  {"negation", GESTA_KIND_NEGATION},
  {"ne", GESTA_KIND_NE},
  {"ne-part", GESTA_KIND_NE_PART},
  {"no", GESTA_KIND_NO},
  {"without", GESTA_KIND_WITHOUT},
  {"hearsay", GESTA_KIND_HEARSAY},
  {"condition", GESTA_KIND_CONDITION},
  {"purpose", GESTA_KIND_PURPOSE},
  {"before", GESTA_KIND_BEFORE},
  {"agent", GESTA_KIND_AGENT},
  {"of", GESTA_KIND_OF},
  {"locative", GESTA_KIND_LOCATIVE},
  {"latter", GESTA_KIND_LATTER},
  {"nor", GESTA_KIND_COORDINATE},
  {"future", GESTA_KIND_FUTURE},
  {"may", GESTA_KIND_MAY},
  {"ought", GESTA_KIND_OUGHT},
  {"between", GESTA_KIND_BETWEEN},
  {"be", GESTA_KIND_BE},
  {"reflexive", GESTA_KIND_REFLEXIVE},
  {"infinitive", GESTA_KIND_INFINITIVE},
  {"human", GESTA_KIND_HUMAN},
  {"repeated", GESTA_KIND_REPEATED},
  {"since", GESTA_KIND_SINCE},
  {"manner", GESTA_KIND_MANNER},
  {"about", GESTA_KIND_ABOUT},
  {NULL, 0},
};

static const KindName auxiliary_names[] = {
  {"possible", GESTA_KIND_POSSIBLE},
  {"expected", GESTA_KIND_EXPECTED},
  {"phase", GESTA_KIND_PHASE},
  {"end", GESTA_KIND_END},
  {"will", GESTA_KIND_WILL},
  {"cause", GESTA_KIND_CAUSE},
  {"passive", GESTA_KIND_PASSIVE},
  {"light", GESTA_KIND_LIGHT},
  {"duty", GESTA_KIND_EXPECTED | GESTA_KIND_DUTY},
  {NULL, 0},
};

static const struct {
  const char *file;
  const KindName *names;
} layouts[LIST_COUNT] = {
  {"nouns.tsv", noun_names},
  {"words.tsv", word_names},
  {"auxiliaries.tsv", auxiliary_names},
};

// The kinds in a list such as "person,group".
static GestaStatus
read_kinds(const WordList *list, const KindName *names, GestaStringView text,
           uint32_t *kinds, GestaError *error)
{
  uint32_t read = 0;
  while (text.size > 0) {
    const GestaStringView name = gesta_table_cut(&text, ',');
    const KindName *known = names;
    while (known->name && !gesta_view_equal(name, gesta_view(known->name))) {
      ++known;
    }
    if (!known->name) {
      return gesta_table_file_complain(
        &list->file, "unknown kind (the head of the file lists them)", name,
        error);
    }
    read |= known->kind;
  }
  *kinds = read;
  return GESTA_OK;
}

static GestaStatus
read_line(GestaWordLists *lists, WordList *list, const KindName *names,
          const GestaTableLine *line, GestaError *error)
{
  const GestaStringView word = line->columns[0];
  uint32_t kinds = 0;
  uint32_t known = 0;
  GestaStatus status = read_kinds(list, names, line->columns[1], &kinds, error);
  if (status != GESTA_OK) {
    return status;
  }
  if (gesta_name_table_find(&list->kinds, word, &known) == GESTA_OK) {
    return gesta_table_file_complain(&list->file, "listed twice", word, error);
  }
  status = gesta_name_table_set(&list->kinds, word, kinds);
  if (status == GESTA_OK && line->count > 2 && line->columns[2].size > 0) {
    // A word list is far smaller than 4 GiB.
    status = gesta_name_table_set(
      &lists->synonyms, word,
      (uint32_t)(line->columns[2].data - list->file.text.data));
  }
  if (status != GESTA_OK) {
    return gesta_error_set(error, status, "out of memory");
  }
  return GESTA_OK;
}

static GestaStatus
read_list(GestaWordLists *lists, const char *data_directory,
          GestaStringView language, size_t which, GestaError *error)
{
  WordList *list = &lists->lists[which];
  GestaTableLine line;
  GestaStatus status = gesta_table_file_open(lists->allocator, data_directory,
                                             language, layouts[which].file,
                                             &list->file, error);
  while (status == GESTA_OK) {
    status = gesta_table_file_next(&list->file, 2, &line, error);
    if (status == GESTA_OK) {
      status = read_line(lists, list, layouts[which].names, &line, error);
    }
  }
  return status == GESTA_END ? GESTA_OK : status;
}

GestaStatus
gesta_word_lists_open(GestaAllocator *allocator, const char *data_directory,
                      GestaStringView language, GestaWordLists **lists,
                      GestaError *error)
{
  GestaWordLists *opened = gesta_allocate(allocator, 1, sizeof *opened);
  GestaStatus status = GESTA_OK;
  if (!opened) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  *opened = (GestaWordLists){.allocator = allocator};
  gesta_name_table_init(&opened->synonyms, allocator);
  for (size_t i = 0; i < LIST_COUNT; ++i) {
    gesta_name_table_init(&opened->lists[i].kinds, allocator);
  }
  for (size_t i = 0; i < LIST_COUNT && status == GESTA_OK; ++i) {
    status = read_list(opened, data_directory, language, i, error);
  }
  if (status != GESTA_OK) {
    gesta_word_lists_close(opened);
    return status;
  }
  *lists = opened;
  return GESTA_OK;
}

void
gesta_word_lists_close(GestaWordLists *lists)
{
  if (!lists) {
    return;
  }
  for (size_t i = 0; i < LIST_COUNT; ++i) {
    gesta_name_table_clear(&lists->lists[i].kinds);
    gesta_table_file_close(&lists->lists[i].file);
  }
  gesta_name_table_clear(&lists->synonyms);
  gesta_release(lists->allocator, lists);
}

static uint32_t
find_kinds(const GestaWordLists *lists, size_t which, GestaStringView word)
{
  uint32_t kinds = 0;
  return gesta_name_table_find(&lists->lists[which].kinds, word, &kinds)
             == GESTA_OK
           ? kinds
           : 0;
}

uint32_t
gesta_noun_kinds(const GestaWordLists *lists, GestaStringView lemma)
{
  uint32_t kinds = find_kinds(lists, NOUNS, lemma);
  char suffix[MAX_SUFFIX + 1] = "-";
  if (kinds != 0 || lemma.size < 4) {
    return kinds;
  }
  const size_t longest = lemma.size - 2 < MAX_SUFFIX ? lemma.size - 2
                                                     : MAX_SUFFIX;
  for (size_t size = longest; size >= 2 && kinds == 0; --size) {
    memcpy(suffix + 1, lemma.data + lemma.size - size, size);
    kinds = find_kinds(lists, NOUNS, (GestaStringView){suffix, size + 1});
  }
  return kinds;
}

uint32_t
gesta_word_kinds(const GestaWordLists *lists, GestaStringView word)
{
  return find_kinds(lists, WORDS, word);
}

uint32_t
gesta_auxiliary_kinds(const GestaWordLists *lists, GestaStringView lemma)
{
  return find_kinds(lists, AUXILIARIES, lemma);
}

static size_t
append(char text[GESTA_MARKER_SIZE], size_t size, GestaStringView piece)
{
  for (size_t i = 0; i < piece.size && size + 1 < GESTA_MARKER_SIZE; ++i) {
    text[size++] = gesta_ascii_small(piece.data[i]);
  }
  return size;
}

GestaStringView
gesta_marker_text(const GestaTree *tree, uint32_t marker,
                  char text[GESTA_MARKER_SIZE])
{
  size_t size = 0;
  uint32_t fixed = gesta_tree_child(tree, marker, "fixed");
  if (!fixed) {
    size = append(text, 0, tree->words[marker].lemma);
  } else {
    size = append(text, 0, tree->words[marker].form);
  }
  for (; fixed; fixed = tree->next_sibling[fixed]) {
    if (gesta_tree_is(tree, fixed, "fixed")) {
      size = append(text, size, gesta_view(" "));
      size = append(text, size, tree->words[fixed].form);
    }
  }
  return (GestaStringView){text, size};
}

uint32_t
gesta_marker_kinds(const GestaWordLists *lists, const GestaTree *tree,
                   uint32_t word)
{
  char text[GESTA_MARKER_SIZE];
  const uint32_t marker = gesta_tree_marker(tree, word);
  if (!marker) {
    return 0;
  }
  return gesta_word_kinds(lists, gesta_marker_text(tree, marker, text));
}

GestaStringView
gesta_role_lemma(const GestaWordLists *lists, GestaStringView lemma)
{
  const GestaStringView text = lists->lists[NOUNS].file.text;
  uint32_t offset = 0;
  if (gesta_name_table_find(&lists->synonyms, lemma, &offset) != GESTA_OK) {
    return lemma;
  }
  GestaStringView rest = {text.data + offset, text.size - offset};
  GestaStringView line = gesta_table_cut(&rest, '\n');
  return gesta_table_cut(&line, '\t');
}
