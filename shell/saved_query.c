// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/saved_query.h"

#include "shell/data_directory.h"
#include "shell/folder.h"
#include "shell/input_file.h"
#include "shell/output_file.h"
#include "shell/suggestion.h"
#include "shell/user_file.h"

#include <assert.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

// ---- Where they are ---------------------------------------------------------

enum { OWN, EXAMPLES, FOLDER_COUNT };

// The folders of queries; NULL where there is none.
static GestaStatus
find_folders(GestaSession *session, GestaArena *arena,
             const char *folders[FOLDER_COUNT])
{
  char own[PATH_MAX];
  folders[OWN] = NULL;
  folders[EXAMPLES] = NULL;
  GestaStatus status = GESTA_OK;
  if (gesta_user_file(GESTA_USER_DATA, "queries/", own, sizeof own)) {
    GestaStringView copy;
    own[strlen(own) - 1] = '\0'; // the slash
    status = gesta_arena_copy(arena, gesta_view(own), &copy);
    folders[OWN] = status ? NULL : copy.data;
  }
  if (!status && !session->data_directory
      && gesta_data_directory_find(&session->arena, &session->data_directory,
                                   NULL)) {
    return GESTA_OK; // then there are no examples
  }
  return status ? status
                : gesta_folder_join(arena, session->data_directory, "queries",
                                    &folders[EXAMPLES]);
}

// FOLDER/NAME.rq
static GestaStatus
make_path(GestaArena *arena, const char *folder, const char *name,
          const char **path)
{
  GestaTextBuffer file;
  gesta_text_buffer_init(&file, arena->allocator);
  GestaStatus status = gesta_text_buffer_print(&file, "%s.rq", name);
  if (!status) {
    status = gesta_folder_join(arena, folder, file.data, path);
  }
  gesta_text_buffer_clear(&file);
  return status;
}

static GestaStatus
check_name(const char *name, GestaError *error)
{
  const size_t size = strlen(name);
  const bool is_good = size > 0 && size < 100
                       && strspn(name, "abcdefghijklmnopqrstuvwxyz"
                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "0123456789_-")
                            == size;
  return is_good ? GESTA_OK
                 : gesta_error_set(error, GESTA_ERR_INPUT,
                                   "\"%.100s\" is no name of a query: letters "
                                   "without accents, digits, _ and -",
                                   name);
}

// ---- Writing and reading ----------------------------------------------------

GestaStatus
gesta_saved_query_write(GestaSession *session, const char *name,
                        GestaStringView text, bool replaces, GestaError *error)
{
  GestaArena arena;
  const char *folders[FOLDER_COUNT];
  const char *path = NULL;
  gesta_arena_init(&arena, session->allocator);
  GestaOutputFile file = {.allocator = session->allocator};
  GestaStatus status = check_name(name, error);
  if (!status) {
    status = find_folders(session, &arena, folders);
  }
  if (!status && !folders[OWN]) {
    status = gesta_error_set(error, GESTA_ERR_FILE,
                             "there is no folder for queries: set HOME or "
                             "XDG_DATA_HOME");
  }
  if (!status) {
    status = make_path(&arena, folders[OWN], name, &path);
  }
  if (!status && !replaces && access(path, F_OK) == 0) {
    status = gesta_error_set(error, GESTA_ERR_INPUT,
                             "there is a query %s already: \".save %s "
                             "--replace\" replaces it",
                             name, name);
  }
  if (!status) {
    status = gesta_output_file_open(session->allocator, path, &file, error);
  }
  if (!status) {
    status = gesta_output_write(&file.output, text);
  }
  if (!status) {
    status = gesta_output_write(&file.output, gesta_view("\n"));
  }
  if (!status) {
    status = gesta_output_file_finish(&file, error);
  }
  gesta_output_file_close(&file);
  gesta_arena_clear(&arena);
  return status;
}

GestaStatus
gesta_saved_query_names(GestaSession *session, GestaArena *arena,
                        const char ***names, size_t *count)
{
  const char *folders[FOLDER_COUNT];
  const char **lists[FOLDER_COUNT] = {NULL, NULL};
  size_t counts[FOLDER_COUNT] = {0, 0};
  GestaStatus status = find_folders(session, arena, folders);
  for (size_t i = 0; !status && i < FOLDER_COUNT; ++i) {
    status = folders[i] ? gesta_folder_list(arena, folders[i], ".rq", &lists[i],
                                            &counts[i])
                        : GESTA_OK;
    status = status == GESTA_NOT_FOUND ? GESTA_OK : status;
  }
  const size_t total = counts[OWN] + counts[EXAMPLES];
  const char **all = gesta_arena_allocate(arena, total + 1, sizeof *all);
  if (status || !all) {
    return status ? status : GESTA_ERR_MEMORY;
  }
  size_t own = 0;
  size_t example = 0;
  size_t found = 0;
  while (!status && own + example < total) {
    const char *file = NULL;
    if (own == counts[OWN]) {
      file = lists[EXAMPLES][example++];
    } else if (example == counts[EXAMPLES]) {
      file = lists[OWN][own++];
    } else {
      const int order = strcmp(lists[OWN][own], lists[EXAMPLES][example]);
      file = order <= 0 ? lists[OWN][own] : lists[EXAMPLES][example];
      own += order <= 0;
      example += order >= 0; // one's own hides an example of that name
    }
    GestaStringView name;
    status = gesta_arena_copy(
      arena, (GestaStringView){file, strlen(file) - strlen(".rq")}, &name);
    if (!status) {
      all[found++] = name.data;
    }
  }
  if (!status) {
    *names = all;
    *count = found;
  }
  return status;
}

static GestaStatus
complain(GestaSession *session, GestaArena *arena, const char *name,
         GestaError *error)
{
  const char **names = NULL;
  size_t count = 0;
  GestaSuggestion suggestion = gesta_suggestion(gesta_view(name));
  const GestaStatus status = gesta_saved_query_names(session, arena, &names,
                                                     &count);
  for (size_t i = 0; !status && i < count; ++i) {
    gesta_suggestion_offer(&suggestion, names[i]);
  }
  return suggestion.nearest
           ? gesta_error_set(error, GESTA_ERR_INPUT,
                             "there is no query %s; did you mean %s?", name,
                             suggestion.nearest)
           : gesta_error_set(error, GESTA_ERR_INPUT,
                             "there is no query %s: .queries lists them", name);
}

GestaStatus
gesta_saved_query_read(GestaSession *session, const char *name,
                       GestaArena *arena, const char **path,
                       GestaStringView *text, GestaError *error)
{
  const char *folders[FOLDER_COUNT];
  GestaStatus status = check_name(name, error);
  if (!status) {
    status = find_folders(session, arena, folders);
  }
  for (size_t i = 0; !status && i < FOLDER_COUNT; ++i) {
    const char *file = NULL;
    if (!folders[i]) {
      continue;
    }
    status = make_path(arena, folders[i], name, &file);
    if (status || access(file, F_OK) != 0) {
      continue;
    }
    status = gesta_input_read_kept(arena, file, text, error);
    if (!status) {
      *path = file;
    }
    return status;
  }
  return status ? status : complain(session, arena, name, error);
}

// ---- The list ---------------------------------------------------------------

// The first comment of a query.
static GestaStringView
find_comment(GestaStringView text)
{
  if (text.size == 0 || text.data[0] != '#') {
    return (GestaStringView){"", 0};
  }
  size_t begin = 1;
  while (begin < text.size && text.data[begin] == ' ') {
    ++begin;
  }
  size_t end = begin;
  while (end < text.size && text.data[end] != '\n') {
    ++end;
  }
  return (GestaStringView){text.data + begin, end - begin};
}

GestaStatus
gesta_saved_query_list(GestaSession *session, GestaError *error)
{
  const char **names = NULL;
  size_t count = 0;
  GestaArena arena;
  gesta_arena_init(&arena, session->allocator);
  GestaStatus status = gesta_saved_query_names(session, &arena, &names, &count);
  for (size_t i = 0; !status && i < count; ++i) {
    const char *path = NULL;
    GestaStringView text;
    status = gesta_saved_query_read(session, names[i], &arena, &path, &text,
                                    error);
    if (!status) {
      const GestaStringView comment = find_comment(text);
      status = gesta_output_print(
        session->out, "%-26s %.*s\n", names[i],
        (int)(comment.size < 200 ? comment.size : 200), comment.data);
    }
  }
  gesta_arena_clear(&arena);
  return status;
}

// ---- Values -----------------------------------------------------------------

GestaStatus
gesta_saved_query_take_value(GestaSession *session, GestaStringView line,
                             size_t *at, GestaError *error)
{
  size_t begin = *at;
  while (begin < line.size && line.data[begin] == ' ') {
    ++begin;
  }
  size_t equals = begin;
  while (equals < line.size && line.data[equals] != '='
         && line.data[equals] != ' ') {
    ++equals;
  }
  if (equals == begin || equals == line.size || line.data[equals] != '=') {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "expected NAME=VALUE behind the name of the query");
  }
  // A value ends at a blank outside of quotes and brackets.
  size_t end = equals + 1;
  char closing = '\0';
  while (end < line.size && (closing || line.data[end] != ' ')) {
    const char c = line.data[end];
    if (closing) {
      closing = c == closing ? '\0' : closing;
    } else if (c == '"' || c == '<') {
      closing = c == '<' ? '>' : c;
    }
    ++end;
  }
  *at = end;
  const bool has_mark = line.data[begin] == '?';
  return gesta_session_set(
    session,
    (GestaStringView){line.data + begin + has_mark, equals - begin - has_mark},
    (GestaStringView){line.data + equals + 1, end - equals - 1}, false, error);
}
