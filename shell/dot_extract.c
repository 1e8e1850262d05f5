// SPDX-License-Identifier: GPL-3.0-or-later
// What would be found in a sentence that is typed in.
#include "extractor/pipeline.h"
#include "shell/answer.h"
#include "shell/commands.h"
#include "shell/dot_commands.h"
#include "shell/extraction.h"
#include "shell/row_list.h"
#include "shell/style.h"
#include "shell/words.h"

#include <string.h>

enum { MOST_OPTIONS = 16, DROPPED = 2 };

static bool
is_flag(const char *name)
{
  for (const GestaOption *option = gesta_extract_command.options; option->name;
       ++option) {
    if (strcmp(option->name, name) == 0) {
      return option->argument == NULL;
    }
  }
  return false;
}

// Take the options at the beginning of a line from it.
static GestaStatus
take_options(GestaArena *arena, GestaStringView *line, char *words[],
             size_t *count)
{
  while (line->size > 2 && memcmp(line->data, "--", 2) == 0
         && *count + 2 <= MOST_OPTIONS) {
    // "--name value" are two words; "--name=value" is one, and a flag.
    bool is_name = true;
    for (int i = 0; i < 2 && is_name; ++i) {
      size_t size = 0;
      while (size < line->size && line->data[size] != ' ') {
        ++size;
      }
      char *const word = gesta_word_copy(arena,
                                         (GestaStringView){line->data, size});
      if (!word) {
        return GESTA_ERR_MEMORY;
      }
      words[(*count)++] = word;
      is_name = i == 0 && !strchr(word, '=') && !is_flag(word + 2);
      while (size < line->size && line->data[size] == ' ') {
        ++size;
      }
      *line = (GestaStringView){line->data + size, line->size - size};
    }
  }
  return GESTA_OK;
}

// Send the lines of a table, the first of which has the names of columns, as
// rows.
static GestaStatus
send_table(GestaStringView table, GestaRowList *rows)
{
  enum { MOST_COLUMNS = 16 };
  bool is_head = true;
  GestaStatus status = GESTA_OK;
  const char *at = table.data;
  const char *const end = table.data + table.size;
  while (!status && at < end) {
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    newline = newline ? newline : end;
    GestaStringView names[MOST_COLUMNS];
    GestaTerm cells[MOST_COLUMNS];
    size_t count = 0;
    for (;;) {
      const char *tab = memchr(at, '\t', (size_t)(newline - at));
      tab = tab ? tab : newline;
      names[count] = (GestaStringView){at, (size_t)(tab - at)};
      cells[count] = gesta_text_literal(names[count],
                                        (GestaStringView){NULL, 0});
      ++count;
      at = tab + 1;
      if (tab == newline || count == MOST_COLUMNS) {
        break;
      }
    }
    at = newline + 1;
    // The document and the number of the sentence are the same in all rows.
    const size_t kept = count > DROPPED ? count - DROPPED : 0;
    status = is_head ? rows->sink.variables(&rows->sink, names + DROPPED, kept)
                     : rows->sink.row(&rows->sink, cells + DROPPED);
    is_head = false;
  }
  return status;
}

static GestaStatus
write_events(GestaSession *session, const GestaAnalysis *analysis,
             GestaError *error)
{
  GestaTextBuffer table;
  GestaRowList rows;
  gesta_text_buffer_init(&table, session->allocator);
  gesta_row_list_init(&rows, session->allocator, 0);
  GestaOutput output = gesta_output_to_buffer(&table);
  GestaStatus status = gesta_write_tsv_header(&output);
  if (!status) {
    status = gesta_analysis_write_tsv(analysis, &output);
  }
  if (!status) {
    status = send_table(gesta_text_buffer_view(&table), &rows);
  }
  if (!status) {
    status = gesta_answer_rows(session, &rows, error);
  }
  gesta_row_list_clear(&rows);
  gesta_text_buffer_clear(&table);
  return status;
}

static GestaStatus
extract(GestaSession *session, const GestaArguments *arguments,
        GestaStringView sentence, GestaError *error)
{
  static const char name[] = "sentence";
  const GestaStringView language = gesta_arguments_view(arguments, "language");
  GestaArticle article = {
    .id = gesta_view(name),
    .text = sentence,
    .language = language,
    .date = gesta_arguments_view(arguments, "date"),
  };
  GestaExtraction *extraction = NULL;
  GestaAnalysis *analysis = NULL;
  GestaStatus status = gesta_extraction_open(
    session->allocator, arguments, session->cancel, &extraction, error);
  if (!status
      && (language.size == 0
          || gesta_view_equal(language, gesta_view("auto")))) {
    status = gesta_extraction_guess(extraction, name, sentence,
                                    &article.language, error);
  }
  if (!status) {
    status = gesta_extraction_run(extraction, name, &article, &analysis, error);
  }
  if (!status && gesta_arguments_has(arguments, "explain")) {
    const GestaMarks marks = gesta_style_marks(session->colour);
    status = gesta_analysis_write_explanation(analysis, &marks, session->out);
  } else if (!status) {
    status = write_events(session, analysis, error);
  }
  gesta_analysis_close(analysis);
  gesta_extraction_close(extraction);
  return status;
}

GestaStatus
gesta_dot_extract(GestaSession *session, GestaStringView argument,
                  GestaError *error)
{
  char *words[MOST_OPTIONS];
  size_t count = 0;
  GestaArguments arguments = {.allocator = session->allocator};
  GestaArena arena;
  gesta_arena_init(&arena, session->allocator);
  GestaStatus status = take_options(&arena, &argument, words, &count);
  if (!status) {
    status = gesta_arguments_parse(session->allocator,
                                   gesta_extract_command.options, words, count,
                                   &arguments, error);
  }
  if (!status) {
    status = argument.size == 0
               ? gesta_error_set(error, GESTA_ERR_INPUT, "expected a sentence")
               : extract(session, &arguments, argument, error);
    gesta_arguments_clear(&arguments);
  }
  gesta_arena_clear(&arena);
  return status;
}
