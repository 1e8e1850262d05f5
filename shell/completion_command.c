// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that begin with a dot, and what stands behind them.
#include "graph/io/rdf_writer.h"
#include "graph/results/results_writer.h"
#include "shell/completion_state.h"
#include "shell/dot_commands.h"
#include "shell/saved_query.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static size_t
find_blank(GestaStringView text)
{
  size_t at = 0;
  while (at < text.size && text.data[at] != ' ' && text.data[at] != '\t') {
    ++at;
  }
  return at;
}

static GestaStatus
complete_name(const GestaCompleting *this, GestaStringView word)
{
  GestaStatus status = GESTA_OK;
  const bool has_dot = word.size > 0 && word.data[0] == '.';
  for (size_t i = 0; !status && i < gesta_dot_command_count; ++i) {
    const GestaDotCommand *const command = &gesta_dot_commands[i];
    status = gesta_complete_word(
      this, word, has_dot ? command->name : command->name + 1, true);
  }
  return status;
}

// The words of "[on|off]", or of "csv|tsv".
static GestaStatus
complete_choice(const GestaCompleting *this, const char *choices,
                GestaStringView word)
{
  GestaStatus status = GESTA_OK;
  const char *at = choices;
  while (!status && *at) {
    at += strspn(at, "[|] ");
    const size_t size = strcspn(at, "|] ");
    char text[64];
    if (size > 0 && size < sizeof text) {
      memcpy(text, at, size);
      text[size] = '\0';
      status = gesta_complete_word(this, word, text, true);
    }
    at += size;
  }
  return status;
}

// ---- Files ------------------------------------------------------------------

static int
compare_names(const void *left, const void *right)
{
  return strcmp(*(const char *const *)left, *(const char *const *)right);
}

// Offer one file: folders with a slash behind them, blanks in quotes.
static GestaStatus
offer_file(const GestaCompleting *this, GestaStringView folder,
           const char *name)
{
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, this->session->allocator);
  GestaStatus status = gesta_text_buffer_append(&text, folder);
  if (!status) {
    status = gesta_text_buffer_append(&text, gesta_view(name));
  }
  struct stat facts;
  const bool is_folder = !status && stat(text.data, &facts) == 0
                         && S_ISDIR(facts.st_mode);
  if (is_folder) {
    status = gesta_text_buffer_append(&text, gesta_view("/"));
  }
  if (!status && strchr(text.data, ' ')) {
    GestaTextBuffer quoted;
    gesta_text_buffer_init(&quoted, this->session->allocator);
    status = gesta_text_buffer_print(&quoted, "\"%s%s", text.data,
                                     is_folder ? "" : "\"");
    gesta_text_buffer_clear(&text);
    text = quoted;
  }
  if (!status) {
    status = gesta_completions_add(this->completions,
                                   gesta_text_buffer_view(&text),
                                   gesta_view(name), !is_folder);
  }
  gesta_text_buffer_clear(&text);
  return status;
}

static GestaStatus
complete_file(const GestaCompleting *this, GestaStringView word)
{
  if (word.size > 0 && (word.data[0] == '"' || word.data[0] == '\'')) {
    word = (GestaStringView){word.data + 1, word.size - 1};
  }
  size_t base = word.size;
  while (base > 0 && word.data[base - 1] != '/') {
    --base;
  }
  const GestaStringView folder = {word.data, base};
  const GestaStringView start = {word.data + base, word.size - base};
  GestaArena arena;
  gesta_arena_init(&arena, this->session->allocator);
  GestaStringView path = {NULL, 0};
  GestaStatus status = gesta_arena_copy(
    &arena, base > 0 ? folder : gesta_view("."), &path);
  DIR *const opened = status ? NULL : opendir(path.data);
  enum { MOST_FILES = 1000 };
  const char **names = gesta_arena_allocate(&arena, MOST_FILES, sizeof *names);
  size_t count = 0;
  while (opened && names && !status && count < MOST_FILES) {
    const struct dirent *const entry = readdir(opened);
    if (!entry) {
      break;
    }
    const bool is_hidden = entry->d_name[0] == '.'
                           && (start.size == 0 || start.data[0] != '.');
    if (is_hidden || strncmp(entry->d_name, start.data, start.size) != 0) {
      continue;
    }
    GestaStringView copy;
    status = gesta_arena_copy(&arena, gesta_view(entry->d_name), &copy);
    names[count++] = copy.data;
  }
  if (opened) {
    (void)closedir(opened);
  }
  if (!status && count > 1) {
    qsort(names, count, sizeof *names, compare_names);
  }
  for (size_t i = 0; !status && i < count; ++i) {
    status = offer_file(this, folder, names[i]);
  }
  gesta_arena_clear(&arena);
  return status;
}

// The names of saved queries.
static GestaStatus
complete_query(const GestaCompleting *this, GestaStringView word)
{
  const char **names = NULL;
  size_t count = 0;
  GestaArena arena;
  gesta_arena_init(&arena, this->session->allocator);
  GestaStatus status = gesta_saved_query_names(this->session, &arena, &names,
                                               &count);
  for (size_t i = 0; !status && i < count; ++i) {
    status = gesta_complete_word(this, word, names[i], true);
  }
  gesta_arena_clear(&arena);
  return status;
}

// ---- What a command takes ---------------------------------------------------

// The argument is one name with blanks, or several in quotes.
static GestaStatus
complete_entity(const GestaCompleting *this, GestaStringView text, size_t from)
{
  GestaStringView word = {text.data + from, text.size - from};
  size_t quote = 0;
  for (size_t i = 0; i < word.size; ++i) {
    quote += word.data[i] == '"';
  }
  if (quote > 0) { // in the second pair of quotes, or behind the first
    size_t begin = word.size;
    const char end = quote % 2 == 1 ? '"' : ' ';
    while (begin > 0 && word.data[begin - 1] != end) {
      --begin;
    }
    word = (GestaStringView){word.data + begin, word.size - begin};
    from += begin;
  }
  this->completions->start = from;
  bool is_iri = false;
  const GestaStatus status = gesta_complete_iri(this, word, GESTA_AT_OBJECT,
                                                &is_iri);
  return status || is_iri ? status : gesta_complete_thing(this, word, true);
}

static GestaStatus
complete_argument(const GestaCompleting *this, const GestaDotCommand *command,
                  GestaStringView text, size_t from)
{
  size_t start = text.size;
  while (start > from && text.data[start - 1] != ' '
         && text.data[start - 1] != '\t') {
    --start;
  }
  const GestaStringView word = {text.data + start, text.size - start};
  bool is_iri = false;
  this->completions->start = start;
  switch (command->completes) {
  case GESTA_DOT_NOTHING:
    return GESTA_OK;
  case GESTA_DOT_SPARQL: {
    const GestaStatus status = gesta_complete_sparql(
      this, (GestaStringView){text.data + from, text.size - from});
    this->completions->start += from;
    return status;
  }
  case GESTA_DOT_QUERY:
    return complete_query(this, word);
  case GESTA_DOT_FILE:
    return complete_file(this, word);
  case GESTA_DOT_ENTITY:
    return complete_entity(this, text, from);
  case GESTA_DOT_CLASS: {
    const GestaStatus status = gesta_complete_iri(this, word, GESTA_AT_CLASS,
                                                  &is_iri);
    return status || is_iri ? status : gesta_complete_prefix(this, word);
  }
  case GESTA_DOT_NAMED_GRAPH:
    return gesta_complete_iri(this, word, GESTA_AT_GRAPH, &is_iri);
  case GESTA_DOT_PREFIX:
    return gesta_complete_prefix(this, word);
  case GESTA_DOT_CHOICE:
    return complete_choice(this, command->argument, word);
  case GESTA_DOT_FORMAT:
    return complete_choice(
      this, GESTA_RESULTS_CHOICES "|" GESTA_RDF_WRITER_CHOICES, word);
  case GESTA_DOT_COMMAND:
    return complete_name(this, word);
  }
  return GESTA_OK;
}

GestaStatus
gesta_complete_command(const GestaCompleting *this, GestaStringView text)
{
  size_t at = find_blank(text);
  const GestaStringView name = {text.data, at};
  if (at == text.size) {
    this->completions->start = 0;
    return complete_name(this, name);
  }
  while (at < text.size && (text.data[at] == ' ' || text.data[at] == '\t')) {
    ++at;
  }
  const GestaDotCommand *command = NULL;
  if (gesta_dot_command_find(name, &command, NULL)) {
    return GESTA_OK;
  }
  return complete_argument(this, command, text, at);
}
