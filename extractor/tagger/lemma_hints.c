// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/tagger/lemma_hints.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

static bool
same_lemma(const GestaAnalysis *a, const GestaAnalysis *b)
{
  return a->strip == b->strip && gesta_view_equal(a->append, b->append);
}

void
gesta_lemma_hints_find(const GestaWordAtoms *word, GestaUpos upos,
                       GestaLemmaHints *hints)
{
  const GestaUpos wanted = upos == GESTA_UPOS_AUX ? GESTA_UPOS_VERB : upos;
  *hints = (GestaLemmaHints){.key = 11};
  for (size_t i = 0; i < word->analyses.count; ++i) {
    const GestaAnalysis *analysis = &word->analyses.items[i];
    bool fresh = analysis->upos == wanted && hints->count < GESTA_HINT_LIMIT;
    for (size_t k = 0; k < hints->count && fresh; ++k) {
      fresh = !same_lemma(hints->items[k], analysis);
    }
    if (fresh) {
      hints->items[hints->count++] = analysis;
      hints->key = gesta_feature_mix(hints->key, analysis->strip);
      hints->key = gesta_feature_mix(hints->key,
                                     gesta_feature_text(analysis->append));
    }
  }
}

GestaStatus
gesta_lemma_hint_apply(const GestaWordAtoms *word, const GestaAnalysis *hint,
                       GestaArena *arena, GestaStringView *lemma)
{
  assert(hint->strip <= word->known_form.size);
  const size_t kept = word->known_form.size - hint->strip;
  char *text = gesta_arena_allocate(arena, kept + hint->append.size, 1);
  if (!text) {
    return GESTA_ERR_MEMORY;
  }
  memcpy(text, word->known_form.data, kept);
  if (hint->append.size > 0) {
    memcpy(text + kept, hint->append.data, hint->append.size);
  }
  *lemma = (GestaStringView){text, kept + hint->append.size};
  return GESTA_OK;
}
