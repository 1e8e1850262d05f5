// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/sentence.h"

#include <assert.h>
#include <string.h>

// In the order of GestaUpos.
static const char *const upos_names[GESTA_UPOS_COUNT] = {
  "_",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
  "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
};

GestaStringView
gesta_upos_name(GestaUpos upos)
{
  assert(upos < GESTA_UPOS_COUNT);
  return gesta_view(upos_names[upos]);
}

GestaUpos
gesta_upos_find(GestaStringView name)
{
  for (unsigned i = 1; i < GESTA_UPOS_COUNT; ++i) {
    if (gesta_view_equal(name, gesta_view(upos_names[i]))) {
      return (GestaUpos)i;
    }
  }
  return GESTA_UPOS_NONE;
}

GestaStringView
gesta_word_feature(const GestaWord *word, const char *name)
{
  assert(word && name);

  const size_t name_size = strlen(name);
  GestaStringView rest = word->features;
  while (rest.size > 0) {
    const char *const bar = memchr(rest.data, '|', rest.size);
    const size_t size = bar ? (size_t)(bar - rest.data) : rest.size;
    if (size > name_size && rest.data[name_size] == '='
        && !memcmp(rest.data, name, name_size)) {
      return (GestaStringView){rest.data + name_size + 1, size - name_size - 1};
    }
    const size_t step = bar ? size + 1 : size;
    rest = (GestaStringView){rest.data + step, rest.size - step};
  }
  return (GestaStringView){NULL, 0};
}

bool
gesta_relation_is(GestaStringView relation, const char *name)
{
  const size_t size = strlen(name);
  return relation.size >= size && !memcmp(relation.data, name, size)
         && (relation.size == size || relation.data[size] == ':');
}

bool
gesta_word_is(const GestaWord *word, const char *relation)
{
  return strchr(relation, ':')
           ? gesta_view_equal(word->relation, gesta_view(relation))
           : gesta_relation_is(word->relation, relation);
}

bool
gesta_word_has(const GestaWord *word, const char *feature, const char *value)
{
  return gesta_view_equal(gesta_word_feature(word, feature), gesta_view(value));
}

void
gesta_word_make_name(GestaWord *word)
{
  word->upos = GESTA_UPOS_PROPN;
  word->lemma = word->form;
}
