// SPDX-License-Identifier: GPL-3.0-or-later
/// @file tree.h
/// A sentence as a tree that can be walked downwards.

#ifndef GESTA_ENTITY_TREE_H
#define GESTA_ENTITY_TREE_H

#include "extractor/entity/workspace.h"
#include "extractor/text/sentence.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Words are their indexes, 1 to count; 0 is none.
typedef struct GestaTree {
  const GestaSentence *sentence;
  const GestaWord *words; ///< those of the sentence
  size_t count;
  uint32_t *first_child;  ///< [count + 1], leftmost child
  uint32_t *next_sibling; ///< [count + 1], to the right
} GestaTree;

/// Index the children of a sentence.  Borrows `sentence` as long as the tree is
/// used; lives in the workspace.  Heads that make a cycle are cut.
GestaTree
gesta_tree(GestaWorkspace *workspace, const GestaSentence *sentence);

/// The first child with a relation (subtypes included, unless the name has one
/// itself), or 0.
uint32_t
gesta_tree_child(const GestaTree *tree, uint32_t word, const char *relation);

/// The first child whose relation is `case` or `mark` (or a word fixed to it),
/// in other words the preposition or conjunction of a phrase; or 0.
uint32_t
gesta_tree_marker(const GestaTree *tree, uint32_t word);

/// Whether `word` is `ancestor` or below it.
bool
gesta_tree_below(const GestaTree *tree, uint32_t word, uint32_t ancestor);

/// Whether a word's relation is this one (see gesta_tree_child()).
bool
gesta_tree_is(const GestaTree *tree, uint32_t word, const char *relation);

/// Whether a word's lemma or, without regard to case of the first letter, form
/// is this.
bool
gesta_tree_word_is(const GestaTree *tree, uint32_t word, const char *text);

/// Whether a feature of a word has this value.
bool
gesta_tree_has(const GestaTree *tree, uint32_t word, const char *feature,
               const char *value);

/// The first of a chain of coordinated words: climbs `conj`.
uint32_t
gesta_tree_first_conjunct(const GestaTree *tree, uint32_t word);

#endif // GESTA_ENTITY_TREE_H
