// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/tagger/edit_script.h"

#include <assert.h>
#include <string.h>

typedef struct Script {
  bool lower;
  GestaStringView strip;
  GestaStringView append;
} Script;

// The length of the common beginning, at a character's border.
static size_t
common_prefix(GestaStringView a, GestaStringView b)
{
  size_t size = 0;
  while (size < a.size && size < b.size && a.data[size] == b.data[size]) {
    ++size;
  }
  while (
    size > 0
    && ((size < a.size && ((unsigned char)a.data[size] & 0xC0U) == 0x80U)
        || (size < b.size && ((unsigned char)b.data[size] & 0xC0U) == 0x80U))) {
    --size;
  }
  return size;
}

static bool
parse_script(GestaStringView text, Script *script)
{
  if (text.size < 3 || text.data[1] != '|'
      || (text.data[0] != 'k' && text.data[0] != 'l')) {
    return false;
  }
  // A form may hold a bar, as a symbol: the script is then split at the first.
  const char *bar = memchr(text.data + 2, '|', text.size - 2);
  if (!bar) {
    return false;
  }
  const size_t strip = (size_t)(bar - text.data) - 2;
  *script = (Script){.lower = text.data[0] == 'l',
                     .strip = {text.data + 2, strip},
                     .append = {bar + 1, text.size - strip - 3}};
  return true;
}

bool
gesta_edit_script_is_valid(GestaStringView script)
{
  Script parsed;
  return parse_script(script, &parsed);
}

GestaStatus
gesta_edit_script_make(GestaStringView form, GestaStringView lower,
                       GestaStringView lemma, GestaArena *arena,
                       GestaStringView *script)
{
  const size_t kept = common_prefix(form, lemma);
  const size_t lowered = common_prefix(lower, lemma);
  const bool use_lower = lowered > kept;
  const GestaStringView from = use_lower ? lower : form;
  const size_t common = use_lower ? lowered : kept;
  const size_t strip = from.size - common;
  const size_t append = lemma.size - common;
  char *text = gesta_arena_allocate(arena, strip + append + 3, 1);
  if (!text) {
    return GESTA_ERR_MEMORY;
  }
  text[0] = use_lower ? 'l' : 'k';
  text[1] = '|';
  memcpy(text + 2, from.data + common, strip);
  text[2 + strip] = '|';
  memcpy(text + 3 + strip, lemma.data + common, append);
  *script = (GestaStringView){text, strip + append + 3};
  return GESTA_OK;
}

static bool
fits(const Script *script, GestaStringView from)
{
  return from.size >= script->strip.size
         && from.size - script->strip.size + script->append.size > 0
         && memcmp(from.data + from.size - script->strip.size,
                   script->strip.data, script->strip.size)
              == 0;
}

bool
gesta_edit_script_fits(GestaStringView script, GestaStringView form,
                       GestaStringView lower)
{
  Script parsed;
  return parse_script(script, &parsed)
         && fits(&parsed, parsed.lower ? lower : form);
}

GestaStatus
gesta_edit_script_apply(GestaStringView script, GestaStringView form,
                        GestaStringView lower, GestaArena *arena,
                        GestaStringView *lemma)
{
  Script parsed;
  const bool valid = parse_script(script, &parsed);
  assert(valid);
  (void)valid;
  const GestaStringView from = parsed.lower ? lower : form;
  if (!fits(&parsed, from)) {
    return GESTA_NOT_FOUND;
  }
  const size_t kept = from.size - parsed.strip.size;
  if (parsed.append.size == 0) {
    *lemma = (GestaStringView){from.data, kept};
    return GESTA_OK;
  }
  char *text = gesta_arena_allocate(arena, kept + parsed.append.size, 1);
  if (!text) {
    return GESTA_ERR_MEMORY;
  }
  memcpy(text, from.data, kept);
  memcpy(text + kept, parsed.append.data, parsed.append.size);
  *lemma = (GestaStringView){text, kept + parsed.append.size};
  return GESTA_OK;
}
