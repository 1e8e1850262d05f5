// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/argument_kind.h"

#include "graph/io/rdf_format.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

// The names that the table of commands uses; any other is that of something
// which cannot be offered.
static const struct {
  const char *name;
  GestaArgumentKind kind;
  const char *choices;
} names[] = {
  {"FILE", GESTA_ARGUMENT_FILE, NULL},
  {"OUT", GESTA_ARGUMENT_FILE, NULL},
  {"SCRIPT", GESTA_ARGUMENT_FILE, NULL},
  {"MODEL", GESTA_ARGUMENT_FILE, NULL},
  {"GOLD", GESTA_ARGUMENT_FILE, NULL},
  {"SYSTEM", GESTA_ARGUMENT_FILE, NULL},
  {"GRAPH", GESTA_ARGUMENT_GRAPH, NULL},
  {"TEMPLATE", GESTA_ARGUMENT_TEMPLATE, NULL},
  {"COMMAND", GESTA_ARGUMENT_COMMAND, NULL},
  {"FORMAT", GESTA_ARGUMENT_WORDS, GESTA_RDF_CHOICES},
};

static GestaArgumentName
describe(GestaStringView name)
{
  GestaArgumentName result = {.name = name, .kind = GESTA_ARGUMENT_ANY};
  for (size_t i = 0; i < sizeof names / sizeof *names; ++i) {
    if (gesta_view_equal(name, gesta_view(names[i].name))) {
      result.kind = names[i].kind;
      result.choices = names[i].choices;
    }
  }
  return result;
}

GestaArgumentName
gesta_argument_of_option(const char *argument)
{
  const char *const text = argument ? argument : "";
  GestaArgumentName result = describe(gesta_view(text));
  result.is_optional = text[0] == '[';
  if (strchr(text, '|') || result.is_optional) {
    result.kind = GESTA_ARGUMENT_WORDS;
    result.choices = text;
  }
  return result;
}

// Whether a word of a usage begins an option, which takes the word behind it.
static bool
is_option(const char *word)
{
  return word[strspn(word, "[")] == '-';
}

bool
gesta_argument_next_operand(const char **usage, GestaArgumentName *operand)
{
  assert(usage && *usage && operand);

  static const char ellipsis[] = "…";
  const char *at = *usage;
  at += strspn(at, " ");
  while (is_option(at)) {
    for (int i = 0; i < 2; ++i) {
      at += strcspn(at, " ");
      at += strspn(at, " ");
    }
  }
  const size_t size = strcspn(at, " ");
  *usage = at + size;
  if (size == 0) {
    return false;
  }
  GestaStringView name = {at, size};
  const bool is_optional = name.data[0] == '[';
  if (is_optional) {
    ++name.data;
    --name.size;
  }
  const size_t mark = sizeof ellipsis - 1;
  bool is_repeated = false;
  for (bool cut = true; cut && name.size > 0;) {
    cut = name.data[name.size - 1] == ']';
    name.size -= cut;
    if (name.size > mark
        && memcmp(name.data + name.size - mark, ellipsis, mark) == 0) {
      name.size -= mark;
      is_repeated = true;
      cut = true;
    }
  }
  *operand = describe(name);
  operand->is_optional = is_optional;
  operand->is_repeated = is_repeated;
  if (name.size > 0 && name.data[0] >= 'a' && name.data[0] <= 'z') {
    operand->kind = GESTA_ARGUMENT_WORDS; // it stands for itself
    operand->choices = name.data;
  }
  return true;
}

bool
gesta_argument_next_word(const char **choices, GestaStringView *word)
{
  assert(choices && *choices && word);

  const char *const at = *choices + strspn(*choices, "[|");
  const size_t size = strcspn(at, "|] ");
  *word = (GestaStringView){at, size};
  *choices = at + size;
  return size > 0;
}
