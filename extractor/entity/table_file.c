// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/entity/table_file.h"

#include "graph/base/file.h"
#include "graph/base/utf8.h"

#include <stdio.h>

GestaStatus
gesta_table_file_open(GestaAllocator *allocator, const char *data_directory,
                      GestaStringView language, const char *name,
                      GestaTableFile *file, GestaError *error)
{
  GestaTableFile opened = {.allocator = allocator};
  const int size = language.size > 0
                     ? snprintf(opened.path, sizeof opened.path,
                                "%s/lexicon/%.*s/%s", data_directory,
                                (int)language.size, language.data, name)
                     : snprintf(opened.path, sizeof opened.path, "%s/%s",
                                data_directory, name);
  if (size < 0 || (size_t)size >= sizeof opened.path) {
    return gesta_error_set(error, GESTA_ERR_TOO_LARGE,
                           "%s: the path of the data folder is too long",
                           data_directory);
  }
  GestaStatus status = gesta_file_read(allocator, opened.path, &opened.text,
                                       error);
  if (status != GESTA_OK) {
    return status;
  }
  const size_t good = gesta_utf8_check(opened.text);
  if (good < opened.text.size) {
    size_t line = 0;
    size_t column = 0;
    gesta_utf8_place(opened.text, good, &line, &column);
    status = gesta_error_set_at(error, GESTA_ERR_ENCODING, line, column,
                                "%s:%zu:%zu: not UTF-8: save the list as UTF-8",
                                opened.path, line, column);
    gesta_text_release(allocator, &opened.text);
    return status;
  }
  *file = opened;
  return GESTA_OK;
}

void
gesta_table_file_close(GestaTableFile *file)
{
  if (file->text.data) {
    gesta_text_release(file->allocator, &file->text);
  }
  file->text = (GestaStringView){NULL, 0};
}

static GestaStringView
trim(GestaStringView text)
{
  while (text.size > 0 && (text.data[0] == ' ' || text.data[0] == '\r')) {
    ++text.data;
    --text.size;
  }
  while (
    text.size > 0
    && (text.data[text.size - 1] == ' ' || text.data[text.size - 1] == '\r')) {
    --text.size;
  }
  return text;
}

GestaStringView
gesta_table_cut(GestaStringView *list, char separator)
{
  const char *found = list->size ? memchr(list->data, separator, list->size)
                                 : NULL;
  GestaStringView part = *list;
  if (found) {
    part.size = (size_t)(found - list->data); // found is after list->data
    list->data += part.size + 1;
    list->size -= part.size + 1;
  } else {
    *list = (GestaStringView){NULL, 0};
  }
  return trim(part);
}

GestaStatus
gesta_table_file_next(GestaTableFile *file, size_t least, GestaTableLine *line,
                      GestaError *error)
{
  while (file->at < file->text.size) {
    GestaStringView rest = {file->text.data + file->at,
                            file->text.size - file->at};
    const size_t before = rest.size;
    GestaStringView text = gesta_table_cut(&rest, '\n');
    file->at += before - rest.size;
    ++file->line;
    if (text.size == 0 || text.data[0] == '#') {
      continue;
    }
    GestaTableLine read = {.count = 0};
    while (text.size > 0 && read.count < GESTA_TABLE_COLUMNS) {
      GestaStringView column = gesta_table_cut(&text, '\t');
      if (gesta_view_equal(column, gesta_view("-"))) {
        column.size = 0;
      }
      read.columns[read.count++] = column;
    }
    if (read.count < least || text.size > 0) {
      return gesta_error_set_at(
        error, GESTA_ERR_SYNTAX, file->line, 1,
        "%s:%zu: expected %zu to %d columns separated by tabs, found %zu",
        file->path, file->line, least, GESTA_TABLE_COLUMNS,
        read.count + (text.size > 0));
    }
    *line = read;
    return GESTA_OK;
  }
  return GESTA_END;
}

GestaStatus
gesta_table_file_complain(const GestaTableFile *file, const char *what,
                          GestaStringView word, GestaError *error)
{
  return gesta_error_set_at(error, GESTA_ERR_SYNTAX, file->line, 1,
                            "%s:%zu: %s: \"%.*s\"", file->path, file->line,
                            what, (int)word.size, word.data ? word.data : "");
}
