// SPDX-License-Identifier: GPL-3.0-or-later
/// @file sentence.h
/// Sentences, tokens and words: what every stage reads and fills further.
///
/// A token is what stands in the text, a word what syntax speaks of: the token
/// `du` holds the words `de` and `le`.
///
/// source  Universal Dependencies v2, CoNLL-U format

#ifndef GESTA_TEXT_SENTENCE_H
#define GESTA_TEXT_SENTENCE_H

#include "graph/base/arena.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Universal part-of-speech tags, in the order of their names.
typedef enum GestaUpos {
  GESTA_UPOS_NONE, ///< not tagged yet
  GESTA_UPOS_ADJ,
  GESTA_UPOS_ADP,
  GESTA_UPOS_ADV,
  GESTA_UPOS_AUX,
  GESTA_UPOS_CCONJ,
  GESTA_UPOS_DET,
  GESTA_UPOS_INTJ,
  GESTA_UPOS_NOUN,
  GESTA_UPOS_NUM,
  GESTA_UPOS_PART,
  GESTA_UPOS_PRON,
  GESTA_UPOS_PROPN,
  GESTA_UPOS_PUNCT,
  GESTA_UPOS_SCONJ,
  GESTA_UPOS_SYM,
  GESTA_UPOS_VERB,
  GESTA_UPOS_X,
  GESTA_UPOS_COUNT,
} GestaUpos;

/// A surface token: words[first_word] to words[first_word + word_count - 1].
typedef struct GestaToken {
  size_t begin; ///< byte offset into the article's text
  size_t end;   ///< exclusive
  GestaStringView form;
  GestaStringView features; ///< of a multiword token, kept from CoNLL-U input
  GestaStringView misc;     ///< the same; empty for "_"
  bool space_after;         ///< false: SpaceAfter=No
  uint32_t first_word;
  uint32_t word_count; ///< more than 1: a multiword token
} GestaToken;

typedef struct GestaWord {
  GestaStringView form;
  GestaStringView lemma;
  GestaStringView features; ///< "Gender=Masc|Number=Sing"; empty for "_"
  GestaStringView xpos;     ///< empty for "_"
  GestaStringView relation; ///< with its subtype: "nsubj:pass"
  GestaStringView deps;     ///< kept from CoNLL-U input; empty for "_"
  GestaStringView misc;     ///< kept from CoNLL-U input; empty for "_"
  GestaUpos upos;
  uint32_t head;  ///< index of the head; 0: this is the root
  uint32_t token; ///< index of the token that holds it
} GestaWord;

/// One sentence.  words[0] is not a word: indexes are CoNLL-U's ids, from 1 to
/// word_count, and 0 is the root's head.
typedef struct GestaSentence {
  size_t begin; ///< byte offset into the article's text
  size_t end;   ///< exclusive
  GestaToken *tokens;
  size_t token_count;
  GestaWord *words;
  size_t word_count;
  GestaStringView comments; ///< lines "# …" of CoNLL-U input, each with its
                            ///< line feed; data is NULL if there was no input
  bool begins_paragraph;
} GestaSentence;

/// The sentences of an article.  Everything lies in the arena or in what the
/// sentences were read from.
typedef struct GestaDocument {
  GestaStringView text; ///< the source text that offsets refer to
  GestaSentence *sentences;
  size_t sentence_count;
} GestaDocument;

/// The name of a tag, such as "NOUN"; "_" for GESTA_UPOS_NONE.
GestaStringView
gesta_upos_name(GestaUpos upos);

/// The tag of a name; GESTA_UPOS_NONE if there is no such tag.
GestaUpos
gesta_upos_find(GestaStringView name);

/// The value of a feature, such as "Plur" for "Number"; empty if it has none.
GestaStringView
gesta_word_feature(const GestaWord *word, const char *name);

/// Whether a relation is `name`, with any subtype: "nsubj:pass" is "nsubj".
bool
gesta_relation_is(GestaStringView relation, const char *name);

/// Whether a word's relation is this one; a subtype must agree only if it is
/// asked for.
bool
gesta_word_is(const GestaWord *word, const char *relation);

/// Whether a feature of a word has this value.
bool
gesta_word_has(const GestaWord *word, const char *feature, const char *value);

/// Let a word be a proper noun, which is its own lemma.
void
gesta_word_make_name(GestaWord *word);

#endif // GESTA_TEXT_SENTENCE_H
