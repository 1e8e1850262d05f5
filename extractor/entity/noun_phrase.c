// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/entity/noun_phrase.h"

#include "extractor/entity/name_fold.h"

enum { MAX_DEPTH = 6, MAX_TEXT = 240 };

bool
gesta_noun_phrase_head(const GestaTree *tree, uint32_t word)
{
  static const char *const inner[] = {
    "flat",   "fixed", "compound", "case", "mark",     "det",  "cc",    "punct",
    "advmod", "amod",  "aux",      "cop",  "goeswith", "expl", "nummod"};
  const GestaUpos upos = tree->words[word].upos;
  if (upos != GESTA_UPOS_NOUN && upos != GESTA_UPOS_PROPN
      && upos != GESTA_UPOS_PRON && upos != GESTA_UPOS_NUM
      && upos != GESTA_UPOS_X && upos != GESTA_UPOS_SYM
      && upos != GESTA_UPOS_ADJ) {
    return false;
  }
  for (size_t i = 0; i < sizeof inner / sizeof *inner; ++i) {
    if (gesta_tree_is(tree, word, inner[i])) {
      return false;
    }
  }
  if (upos != GESTA_UPOS_ADJ) {
    return true;
  }
  // An adjective heads a phrase where it stands as a noun: the wounded.
  return gesta_tree_child(tree, word, "det") != 0
         && gesta_tree_child(tree, word, "cop") == 0;
}

// Whether a child belongs to the core of a phrase.
static bool
is_core(const GestaTree *tree, const GestaWordLists *lists, uint32_t child,
        bool inside)
{
  static const char *const always[] = {"amod",     "nummod", "flat",
                                       "compound", "fixed",  "goeswith"};
  // `l'accusé, âgé de 34 ans`
  if (gesta_tree_is(tree, child, "amod") && tree->words[child].head < child
      && gesta_view_equal(tree->words[child - 1].form, gesta_view(","))) {
    return false;
  }
  if (gesta_tree_has(tree, child, "PronType", "Rel")
      || gesta_tree_has(tree, child, "PronType", "Int")
      || (gesta_tree_is(tree, child, "amod")
          && gesta_tree_child(tree, child, "det") != 0)) {
    return false; // `dont le chef`; an apposition in disguise
  }
  for (size_t i = 0; i < sizeof always / sizeof *always; ++i) {
    if (gesta_tree_is(tree, child, always[i])) {
      return true;
    }
  }
  if (gesta_tree_is(tree, child, "nmod:poss")) {
    return inside || tree->words[child].upos != GESTA_UPOS_PRON;
  }
  if (gesta_tree_is(tree, child, "nmod")) {
    if (gesta_tree_marker(tree, child) != 0) {
      // `la grève de lundi`: when it is, not what it is.
      const bool when = (gesta_noun_kinds(lists, tree->words[child].lemma)
                         & GESTA_KIND_TIME)
                          != 0
                        && gesta_tree_child(tree, child, "det") == 0
                        && gesta_tree_child(tree, child, "nummod") == 0
                        && tree->first_child[child]
                             == gesta_tree_marker(tree, child);
      return !when
             && (gesta_marker_kinds(lists, tree, child) & GESTA_KIND_OF) != 0;
    }
    return (gesta_noun_kinds(lists, tree->words[child].lemma) & GESTA_KIND_TIME)
           == 0;
  }
  return inside
         && (gesta_tree_is(tree, child, "det")
             || gesta_tree_is(tree, child, "case"));
}

// NOLINTBEGIN(misc-no-recursion): to MAX_DEPTH
static void
mark_core(const GestaTree *tree, const GestaWordLists *lists, uint32_t head,
          bool *marked, unsigned depth)
{
  marked[head] = true;
  if (depth >= MAX_DEPTH) {
    return;
  }
  for (uint32_t child = tree->first_child[head]; child != 0;
       child = tree->next_sibling[child]) {
    if (is_core(tree, lists, child, depth > 0)) {
      mark_core(tree, lists, child, marked, depth + 1);
    }
  }
}
// NOLINTEND(misc-no-recursion)

// Whether the words of a token are its letters, cut: `Iraq's`, but not `du`.
static bool
is_cut(const GestaTree *tree, const GestaToken *token)
{
  size_t at = 0;
  for (uint32_t w = 0; w < token->word_count; ++w) {
    const GestaStringView form = tree->words[token->first_word + w].form;
    if (at + form.size > token->form.size
        || memcmp(token->form.data + at, form.data, form.size) != 0) {
      return false;
    }
    at += form.size;
  }
  return at == token->form.size;
}

// What a token shows of a phrase: of one that is cut, up to the last marked
// word.
static GestaStringView
shown_of(const GestaTree *tree, const GestaToken *token, const bool *marked)
{
  size_t size = 0;
  size_t shown = 0;
  if (token->word_count < 2 || !is_cut(tree, token)) {
    return token->form;
  }
  for (uint32_t w = 0; w < token->word_count; ++w) {
    size += tree->words[token->first_word + w].form.size;
    shown = marked[token->first_word + w] ? size : shown;
  }
  return (GestaStringView){token->form.data, shown};
}

// Print the tokens that hold a marked word.
static GestaStringView
print_marked(const GestaTree *tree, const bool *marked,
             GestaWorkspace *workspace)
{
  char text[MAX_TEXT];
  size_t size = 0;
  bool space = false;
  for (size_t i = 0; i < tree->sentence->token_count; ++i) {
    const GestaToken *token = &tree->sentence->tokens[i];
    bool wanted = false;
    for (uint32_t w = 0; w < token->word_count; ++w) {
      wanted = wanted || marked[token->first_word + w];
    }
    if (!wanted) {
      space = size > 0;
      continue;
    }
    const GestaStringView form = shown_of(tree, token, marked);
    if (size + form.size + 1 >= sizeof text) {
      break;
    }
    if (space && size > 0) {
      text[size++] = ' ';
    }
    memcpy(text + size, form.data, form.size);
    size += form.size;
    space = token->space_after || form.size < token->form.size;
  }
  for (size_t i = 0; i < size; ++i) {
    if (text[i] == '\t' || text[i] == '\n' || text[i] == '\r') {
      text[i] = ' ';
    }
  }
  return gesta_workspace_copy(workspace, (GestaStringView){text, size});
}

// `Deux hommes` at the beginning of a sentence is `deux hommes` elsewhere.
static GestaStringView
lower_first(const GestaTree *tree, const bool *marked, GestaStringView text,
            GestaWorkspace *workspace)
{
  uint32_t first = 1;
  while (first <= tree->count && tree->words[first].upos == GESTA_UPOS_PUNCT) {
    ++first;
  }
  if (text.size == 0 || first > tree->count || !marked[first]
      || tree->words[first].upos == GESTA_UPOS_PROPN
      || tree->words[first].upos == GESTA_UPOS_ADJ || text.data[0] < 'A'
      || text.data[0] > 'Z') {
    return text;
  }
  char *lowered = gesta_workspace_allocate(workspace, text.size, 1);
  if (!lowered) {
    return text;
  }
  memcpy(lowered, text.data, text.size);
  lowered[0] = gesta_ascii_small(lowered[0]);
  return (GestaStringView){lowered, text.size};
}

GestaStringView
gesta_noun_phrase_text(const GestaTree *tree, const GestaWordLists *lists,
                       uint32_t head, GestaWorkspace *workspace)
{
  bool *marked = gesta_workspace_allocate(workspace, tree->count + 1,
                                          sizeof *marked);
  if (!marked) {
    return (GestaStringView){"", 0};
  }
  mark_core(tree, lists, head, marked, 0);
  // A token such as "du" belongs to the phrase only with both its words.
  uint32_t first = head;
  for (uint32_t word = 1; word < head; ++word) {
    first = marked[word] && first == head ? word : first;
  }
  const GestaToken *token = &tree->sentence->tokens[tree->words[first].token];
  if (token->word_count > 1 && first != head) {
    marked[first] = false;
  }
  return lower_first(tree, marked, print_marked(tree, marked, workspace),
                     workspace);
}

GestaStringView
gesta_words_text(const GestaTree *tree, uint32_t first, uint32_t last,
                 GestaWorkspace *workspace)
{
  bool *marked = gesta_workspace_allocate(workspace, tree->count + 1,
                                          sizeof *marked);
  if (!marked) {
    return (GestaStringView){"", 0};
  }
  for (uint32_t word = first; word <= last && word <= tree->count; ++word) {
    marked[word] = true;
  }
  return print_marked(tree, marked, workspace);
}

static bool
is_name_part(const GestaTree *tree, uint32_t word, uint32_t head)
{
  return tree->words[word].head == head
         && (gesta_tree_is(tree, word, "flat")
             || gesta_tree_is(tree, word, "compound")
             || gesta_tree_is(tree, word, "goeswith"))
         && (tree->words[word].upos == GESTA_UPOS_PROPN
             || gesta_name_capitalised(tree->words[word].form)
             || gesta_tree_is(tree, word, "flat"));
}

uint32_t
gesta_name_last(const GestaTree *tree, uint32_t word)
{
  uint32_t last = word;
  for (uint32_t at = word + 1; at <= tree->count; ++at) {
    const uint32_t head = tree->words[at].head;
    const bool part =
      is_name_part(tree, at, word)
      || (head > word && head < at && is_name_part(tree, at, head))
      || (gesta_tree_is(tree, at, "punct")
          && gesta_view_equal(tree->words[at].form, gesta_view("-")));
    if (!part) {
      break;
    }
    last = gesta_tree_is(tree, at, "punct") ? last : at;
  }
  return last;
}

// President, Mr: written like a name, but none.
static bool
is_title(const GestaTree *tree, const GestaWordLists *lists, uint32_t word)
{
  char text[GESTA_MARKER_SIZE];
  const uint32_t kinds = gesta_noun_kinds(lists, tree->words[word].lemma)
                         | gesta_noun_kinds(
                           lists, gesta_marker_text(tree, word, text));
  return (kinds & (GESTA_KIND_ROLE | GESTA_KIND_CIVIL)) != 0;
}

uint32_t
gesta_name_first(const GestaTree *tree, const GestaWordLists *lists,
                 uint32_t word)
{
  uint32_t first = word;
  while (first > 1 && tree->words[first - 1].upos == GESTA_UPOS_PROPN
         && tree->words[first - 1].head == word
         && (is_name_part(tree, first - 1, word)
             || gesta_tree_is(tree, first - 1, "nmod:desc"))
         && !is_title(tree, lists, first - 1)) {
    --first;
  }
  return first;
}

uint32_t
gesta_noun_phrase_name(const GestaTree *tree, uint32_t head)
{
  for (uint32_t child = tree->first_child[head]; child != 0;
       child = tree->next_sibling[child]) {
    if (child > head && tree->words[child].upos == GESTA_UPOS_PROPN
        && gesta_tree_marker(tree, child) == 0
        && (gesta_tree_is(tree, child, "nmod")
            || gesta_tree_is(tree, child, "appos")
            || gesta_tree_is(tree, child, "flat")
            || gesta_tree_is(tree, child, "compound"))) {
      return child;
    }
  }
  return 0;
}
