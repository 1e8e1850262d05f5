// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/entity/tree.h"

#include <string.h>

// Whether climbing from a word ends at the root.
static bool
reaches_root(const GestaSentence *sentence, uint32_t word)
{
  uint32_t at = word;
  for (size_t steps = 0; at != 0; ++steps) {
    if (steps > sentence->word_count || at > sentence->word_count) {
      return false;
    }
    at = sentence->words[at].head;
  }
  return true;
}

GestaTree
gesta_tree(GestaWorkspace *workspace, const GestaSentence *sentence)
{
  GestaTree tree = {sentence, sentence->words, sentence->word_count, NULL,
                    NULL};
  tree.first_child = gesta_workspace_allocate(workspace, tree.count + 1,
                                              sizeof *tree.first_child);
  tree.next_sibling = gesta_workspace_allocate(workspace, tree.count + 1,
                                               sizeof *tree.next_sibling);
  if (!tree.first_child || !tree.next_sibling) {
    tree.count = 0;
    return tree;
  }
  for (size_t word = tree.count; word >= 1; --word) {
    const uint32_t head = tree.words[word].head;
    if (head != 0 && reaches_root(sentence, (uint32_t)word)) {
      tree.next_sibling[word] = tree.first_child[head];
      tree.first_child[head] = (uint32_t)word; // a sentence's word count fits
    }
  }
  return tree;
}

bool
gesta_tree_is(const GestaTree *tree, uint32_t word, const char *relation)
{
  return gesta_word_is(&tree->words[word], relation);
}

uint32_t
gesta_tree_child(const GestaTree *tree, uint32_t word, const char *relation)
{
  if (word > tree->count) {
    return 0;
  }
  uint32_t child = tree->first_child[word];
  while (child != 0 && !gesta_tree_is(tree, child, relation)) {
    child = tree->next_sibling[child];
  }
  return child;
}

uint32_t
gesta_tree_marker(const GestaTree *tree, uint32_t word)
{
  const uint32_t preposition = gesta_tree_child(tree, word, "case");
  return preposition ? preposition : gesta_tree_child(tree, word, "mark");
}

bool
gesta_tree_below(const GestaTree *tree, uint32_t word, uint32_t ancestor)
{
  size_t steps = 0;
  while (word != 0 && word != ancestor && steps++ <= tree->count) {
    word = tree->words[word].head;
  }
  return word == ancestor;
}

bool
gesta_tree_word_is(const GestaTree *tree, uint32_t word, const char *text)
{
  const GestaStringView form = tree->words[word].form;
  const size_t size = strlen(text);
  if (gesta_view_equal(tree->words[word].lemma, gesta_view(text))) {
    return true;
  }
  return form.size == size && size > 0
         && (form.data[0] == text[0]
             || (form.data[0] >= 'A' && form.data[0] <= 'Z'
                 && form.data[0] - 'A' + 'a' == text[0]))
         && memcmp(form.data + 1, text + 1, size - 1) == 0;
}

bool
gesta_tree_has(const GestaTree *tree, uint32_t word, const char *feature,
               const char *value)
{
  return gesta_word_has(&tree->words[word], feature, value);
}

uint32_t
gesta_tree_first_conjunct(const GestaTree *tree, uint32_t word)
{
  for (size_t steps = 0;
       steps <= tree->count && word != 0 && gesta_tree_is(tree, word, "conj");
       ++steps) {
    word = tree->words[word].head;
  }
  return word;
}
