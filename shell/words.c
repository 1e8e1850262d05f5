// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/words.h"

#include <assert.h>
#include <glob.h>
#include <string.h>

char *
gesta_word_copy(GestaArena *arena, GestaStringView text)
{
  char *const word = gesta_arena_allocate(arena, text.size + 1, 1);
  if (word && text.size > 0) {
    memcpy(word, text.data, text.size); // zeroed: the NUL is there
  }
  return word;
}

static bool
is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Copy the word at *at without its quotes and move *at behind it.
//
// returns  false if a quote is not closed
static bool
take_word(GestaStringView line, size_t *at, char *word, bool *is_quoted)
{
  size_t size = 0;
  size_t i = *at;
  *is_quoted = false;
  while (i < line.size && !is_blank(line.data[i])) {
    const char c = line.data[i];
    const char *end = NULL;
    if (c == '"' || c == '\'' || (c == '<' && size == 0)) {
      const char wanted = c == '<' ? '>' : c;
      end = memchr(line.data + i + 1, wanted, line.size - i - 1);
      if (!end && c != '<') {
        return false;
      }
    }
    if (!end) {
      word[size++] = c;
      ++i;
      continue;
    }
    const size_t close = (size_t)(end - line.data);
    const size_t from = c == '<' ? i : i + 1;
    const size_t to = c == '<' ? close + 1 : close;
    memcpy(word + size, line.data + from, to - from);
    size += to - from;
    *is_quoted = true;
    i = close + 1;
  }
  word[size] = '\0';
  *at = i;
  return true;
}

// Put the names of files in the place of a pattern.
static GestaStatus
expand(GestaArena *arena, char *word, GestaWords *words)
{
  glob_t found = {0};
  const int code = glob(word, GLOB_NOCHECK | GLOB_TILDE, NULL, &found);
  if (code) {
    words->words[words->count++] = word;
    return GESTA_OK;
  }
  char **more = gesta_arena_allocate(arena, words->count + found.gl_pathc + 1,
                                     sizeof *more);
  GestaStatus status = more ? GESTA_OK : GESTA_ERR_MEMORY;
  if (!status && words->count > 0) {
    memcpy(more, words->words, words->count * sizeof *more);
  }
  for (size_t i = 0; !status && i < found.gl_pathc; ++i) {
    more[words->count] = gesta_word_copy(arena, gesta_view(found.gl_pathv[i]));
    status = more[words->count] ? GESTA_OK : GESTA_ERR_MEMORY;
    words->count += status == GESTA_OK;
  }
  globfree(&found);
  if (!status) {
    words->words = more;
  }
  return status;
}

static GestaStatus
split(GestaArena *arena, GestaStringView line, bool files, GestaWords *words,
      GestaError *error)
{
  assert(arena && words);

  GestaWords made = {0};
  GestaStatus status = GESTA_OK;
  size_t at = 0;
  for (;;) {
    while (at < line.size && is_blank(line.data[at])) {
      ++at;
    }
    // Room for this word and the NULL behind the last.
    char **const more = gesta_arena_allocate(arena, made.count + 2,
                                             sizeof *more);
    if (!more) {
      status = GESTA_ERR_MEMORY;
      break;
    }
    if (made.count > 0) {
      memcpy(more, made.words, made.count * sizeof *more);
    }
    made.words = more;
    if (at == line.size) {
      break;
    }
    char *const word = gesta_arena_allocate(arena, line.size - at + 1, 1);
    bool is_quoted = false;
    if (!word) {
      status = GESTA_ERR_MEMORY;
      break;
    }
    if (!take_word(line, &at, word, &is_quoted)) {
      return gesta_error_set(error, GESTA_ERR_INPUT,
                             "a quote is opened and not closed");
    }
    if (files && !is_quoted) {
      status = expand(arena, word, &made);
      if (status) {
        break;
      }
    } else {
      made.words[made.count++] = word;
    }
  }
  if (status) {
    return gesta_error_set(error, status, "out of memory");
  }
  *words = made;
  return GESTA_OK;
}

GestaStatus
gesta_words_split(GestaArena *arena, GestaStringView line, GestaWords *words,
                  GestaError *error)
{
  return split(arena, line, false, words, error);
}

GestaStatus
gesta_words_split_files(GestaArena *arena, GestaStringView line,
                        GestaWords *words, GestaError *error)
{
  return split(arena, line, true, words, error);
}

GestaStatus
gesta_words_one_file(GestaArena *arena, GestaStringView line, const char **name,
                     GestaError *error)
{
  assert(name);

  GestaWords words;
  const GestaStatus status = gesta_words_split_files(arena, line, &words,
                                                     error);
  if (status) {
    return status;
  }
  if (words.count != 1) {
    return gesta_error_set(error, GESTA_ERR_INPUT, "expected one file");
  }
  *name = words.words[0];
  return GESTA_OK;
}
