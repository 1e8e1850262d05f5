// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/arguments.h"

#include "shell/suggestion.h"

#include <assert.h>
#include <string.h>

static const GestaOption *
find_by_name(const GestaOption *options, GestaStringView name)
{
  for (const GestaOption *option = options; option->name; ++option) {
    if (gesta_view_equal(gesta_view(option->name), name)) {
      return option;
    }
  }
  return NULL;
}

static const GestaOption *
find_by_letter(const GestaOption *options, char letter)
{
  for (const GestaOption *option = options; option->name; ++option) {
    if (option->letter == letter) {
      return option;
    }
  }
  return NULL;
}

static GestaStatus
complain_of_name(const GestaOption *options, GestaStringView name,
                 GestaError *error)
{
  GestaSuggestion suggestion = gesta_suggestion(name);
  for (const GestaOption *option = options; option->name; ++option) {
    gesta_suggestion_offer(&suggestion, option->name);
  }
  const int size = name.size < 100 ? (int)name.size : 100;
  if (suggestion.nearest) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "unknown option --%.*s; did you mean --%s?", size,
                           name.data, suggestion.nearest);
  }
  return gesta_error_set(error, GESTA_ERR_INPUT, "unknown option --%.*s", size,
                         name.data);
}

// The words not yet sorted.
typedef struct Words {
  char **next;
  char **end;
} Words;

// Whether the argument of an option may be left out.
static bool
is_optional(const char *argument)
{
  return argument[0] == '[';
}

// Offer the choices of `text`, such as "ttl|nt", one by one.
//
// returns  whether `value` is one of them
static bool
is_choice(const char *text, const char *value, GestaStringView *nearest)
{
  const GestaStringView wanted = gesta_view(value);
  size_t least = wanted.size / 2 + 1; // a choice farther off is not meant
  text += is_optional(text);
  while (*text) {
    const GestaStringView choice = {text, strcspn(text, "|]")};
    const size_t distance = gesta_name_distance(wanted, choice);
    if (distance == 0) {
      return true;
    }
    if (distance < least) {
      least = distance;
      *nearest = choice;
    }
    text += choice.size;
    text += *text != '\0';
  }
  return false;
}

static GestaStatus
give(GestaArguments *arguments, const GestaOption *option, const char *value,
     GestaError *error)
{
  GestaStringView nearest = {NULL, 0};
  if (value && strchr(option->argument, '|')
      && !is_choice(option->argument, value, &nearest)) {
    if (nearest.size > 0) {
      return gesta_error_set(
        error, GESTA_ERR_INPUT, "--%s cannot be \"%s\"; did you mean %.*s?",
        option->name, value, (int)nearest.size, nearest.data);
    }
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "--%s cannot be \"%s\": expected %s", option->name,
                           value, option->argument);
  }
  arguments->given[arguments->given_count++] = (GestaOptionValue){option,
                                                                  value};
  return GESTA_OK;
}

// `--name`, `--name=value` or `--name value`; `text` comes after the dashes.
static GestaStatus
take_long(const GestaOption *options, const char *text, Words *words,
          GestaArguments *arguments, GestaError *error)
{
  const char *const equals = strchr(text, '=');
  const GestaStringView name = {text, equals ? (size_t)(equals - text)
                                             : strlen(text)};
  const GestaOption *const option = find_by_name(options, name);
  if (!option) {
    return complain_of_name(options, name, error);
  }
  if (!option->argument) {
    if (equals) {
      return gesta_error_set(error, GESTA_ERR_INPUT,
                             "option --%s takes no argument", option->name);
    }
    return give(arguments, option, NULL, error);
  }
  if (equals) {
    return give(arguments, option, equals + 1, error);
  }
  if (is_optional(option->argument)) {
    return give(arguments, option, NULL, error);
  }
  if (words->next == words->end) {
    return gesta_error_set(error, GESTA_ERR_INPUT, "option --%s needs %s",
                           option->name, option->argument);
  }
  return give(arguments, option, *words->next++, error);
}

// `-o value`, `-ovalue` or `-ab`; `letters` comes after the dash.
static GestaStatus
take_letters(const GestaOption *options, const char *letters, Words *words,
             GestaArguments *arguments, GestaError *error)
{
  // One option at least is counted for the word; more than that fit, because
  // gesta_arguments_parse() makes room for every byte of such words.
  for (const char *at = letters; *at; ++at) {
    const GestaOption *const option = find_by_letter(options, *at);
    if (!option) {
      return gesta_error_set(error, GESTA_ERR_INPUT, "unknown option -%s", at);
    }
    if (!option->argument) {
      (void)give(arguments, option, NULL, error); // nothing to choose from
      continue;
    }
    if (at[1]) {
      return give(arguments, option, at + 1, error);
    }
    if (words->next == words->end) {
      return gesta_error_set(error, GESTA_ERR_INPUT, "option -%c needs %s", *at,
                             option->argument);
    }
    return give(arguments, option, *words->next++, error);
  }
  return GESTA_OK;
}

static bool
is_option(const char *word)
{
  return word[0] == '-' && word[1] != '\0';
}

static GestaStatus
make_room(GestaArguments *arguments, char **words, size_t word_count)
{
  size_t most_given = 1;
  for (size_t i = 0; i < word_count; ++i) {
    most_given += is_option(words[i]) ? strlen(words[i]) : 0;
  }
  arguments->given = gesta_allocate(arguments->allocator, most_given,
                                    sizeof *arguments->given);
  arguments->operands = gesta_allocate(arguments->allocator, word_count + 1,
                                       sizeof *arguments->operands);
  return arguments->given && arguments->operands ? GESTA_OK : GESTA_ERR_MEMORY;
}

GestaStatus
gesta_arguments_parse(GestaAllocator *allocator, const GestaOption *options,
                      char **words, size_t word_count,
                      GestaArguments *arguments, GestaError *error)
{
  assert(allocator && options && words && arguments);

  GestaArguments parsed = {.allocator = allocator};
  GestaStatus status = make_room(&parsed, words, word_count);
  if (status) {
    (void)gesta_error_set(error, status, "%s", gesta_status_text(status));
    goto fail;
  }

  Words rest = {words, words + word_count};
  bool options_end = false;
  while (rest.next < rest.end) {
    const char *const word = *rest.next++;
    if (options_end || !is_option(word)) {
      parsed.operands[parsed.operand_count++] = word;
    } else if (strcmp(word, "--") == 0) {
      options_end = true;
    } else if (word[1] == '-') {
      status = take_long(options, word + 2, &rest, &parsed, error);
    } else {
      status = take_letters(options, word + 1, &rest, &parsed, error);
    }
    if (status) {
      goto fail;
    }
  }
  *arguments = parsed;
  return GESTA_OK;

fail:
  gesta_arguments_clear(&parsed);
  return status;
}

void
gesta_arguments_clear(GestaArguments *arguments)
{
  gesta_release(arguments->allocator, arguments->given);
  gesta_release(arguments->allocator, arguments->operands);
  *arguments = (GestaArguments){.allocator = arguments->allocator};
}

bool
gesta_arguments_has(const GestaArguments *arguments, const char *name)
{
  for (size_t i = 0; i < arguments->given_count; ++i) {
    if (strcmp(arguments->given[i].option->name, name) == 0) {
      return true;
    }
  }
  return false;
}

const char *
gesta_arguments_value(const GestaArguments *arguments, const char *name)
{
  for (size_t i = arguments->given_count; i > 0; --i) {
    if (strcmp(arguments->given[i - 1].option->name, name) == 0) {
      return arguments->given[i - 1].value;
    }
  }
  return NULL;
}

GestaStringView
gesta_arguments_view(const GestaArguments *arguments, const char *name)
{
  const char *const value = gesta_arguments_value(arguments, name);
  return value ? gesta_view(value) : (GestaStringView){NULL, 0};
}

const char *
gesta_arguments_next(const GestaArguments *arguments, const char *name,
                     size_t *index)
{
  while (*index < arguments->given_count) {
    const GestaOptionValue *const given = &arguments->given[(*index)++];
    if (strcmp(given->option->name, name) == 0) {
      return given->value;
    }
  }
  return NULL;
}
