// SPDX-License-Identifier: GPL-3.0-or-later
// 1. A repair changes heads, relations and tags, never words or their order.
// 2. No repair makes a cycle: a word gets a head that is not below it.
#include "extractor/event/repair.h"

#include "extractor/entity/name_fold.h"

#include <string.h>

bool
gesta_repair_is(const GestaRepair *repair, uint32_t word, const char *relation)
{
  return gesta_word_is(&repair->words[word], relation);
}

bool
gesta_repair_has(const GestaRepair *repair, uint32_t word, const char *feature,
                 const char *value)
{
  return gesta_word_has(&repair->words[word], feature, value);
}

uint32_t
gesta_repair_child_after(const GestaRepair *repair, uint32_t word,
                         const char *relation, uint32_t after)
{
  for (uint32_t child = after + 1; child <= repair->count; ++child) {
    if (repair->words[child].head == word
        && gesta_repair_is(repair, child, relation)) {
      return child;
    }
  }
  return 0;
}

uint32_t
gesta_repair_child_of(const GestaRepair *repair, uint32_t word,
                      const char *relation)
{
  return gesta_repair_child_after(repair, word, relation, 0);
}

bool
gesta_repair_is_noun(const GestaRepair *repair, uint32_t word)
{
  return repair->words[word].upos == GESTA_UPOS_NOUN
         || repair->words[word].upos == GESTA_UPOS_PROPN;
}

bool
gesta_repair_is_finite(const GestaRepair *repair, uint32_t verb)
{
  const uint32_t auxiliary = gesta_repair_child_of(repair, verb, "aux");
  return gesta_repair_has(repair, verb, "VerbForm", "Fin")
         || (auxiliary
             && gesta_repair_has(repair, auxiliary, "VerbForm", "Fin"));
}

bool
gesta_repair_is_below(const GestaRepair *repair, uint32_t word,
                      uint32_t ancestor)
{
  for (uint32_t steps = 0; word != 0 && word != ancestor; ++steps) {
    if (steps > repair->count) {
      return true; // a cycle: better not touch it
    }
    word = repair->words[word].head;
  }
  return word == ancestor;
}

// Invariant 2.
void
gesta_repair_attach(GestaRepair *repair, uint32_t word, uint32_t head,
                    const char *relation)
{
  if (word != head && !gesta_repair_is_below(repair, head, word)) {
    repair->words[word].head = head;
    repair->words[word].relation = gesta_view(relation);
  }
}

uint32_t
gesta_repair_kinds_of(const GestaRepair *repair, uint32_t word)
{
  return gesta_noun_kinds(repair->knowledge->lists, repair->words[word].lemma);
}

uint32_t
gesta_repair_word_kinds(const GestaRepair *repair, uint32_t word)
{
  return word ? gesta_word_kinds(repair->knowledge->lists,
                                 repair->words[word].lemma)
              : 0;
}

bool
gesta_repair_is_of(const GestaRepair *repair, uint32_t marker)
{
  return (gesta_repair_word_kinds(repair, marker) & GESTA_KIND_OF) != 0;
}

void
gesta_repair_replace(GestaRepair *repair, uint32_t word, uint32_t heir,
                     const char *relation)
{
  repair->words[heir].head = repair->words[word].head;
  repair->words[heir].relation = repair->words[word].relation;
  for (uint32_t child = 1; child <= repair->count; ++child) {
    if (repair->words[child].head == word && child != heir) {
      repair->words[child].head = heir;
    }
  }
  repair->words[word].head = heir;
  repair->words[word].relation = gesta_view(relation);
}

uint32_t
gesta_repair_flags_of(const GestaRepair *repair, uint32_t verb)
{
  uint32_t flags = 0;
  for (const GestaFrame *frame = gesta_trigger_lexicon_verb(
         repair->knowledge->triggers, repair->words[verb].lemma);
       frame; frame = frame->next) {
    flags |= frame->flags;
  }
  return flags;
}

uint32_t
gesta_repair_kinds_of_form(const GestaRepair *repair, uint32_t word)
{
  const GestaStringView form = repair->words[word].form;
  char small[64];
  if (form.size == 0 || form.size >= sizeof small) {
    return 0;
  }
  memcpy(small, form.data, form.size);
  small[0] = gesta_ascii_small(small[0]);
  return gesta_noun_kinds(repair->knowledge->lists,
                          (GestaStringView){small, form.size});
}
