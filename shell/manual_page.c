// SPDX-License-Identifier: GPL-3.0-or-later
// The details of a command are paragraphs; lines that are indented stand as
// they are.  What follows a line "Example:" or "Examples:" is a section of its
// own.
#include "shell/manual_page.h"

#include "graph/base/utf8.h"
#include "shell/commands.h"

#include <assert.h>
#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

// What stands for a byte that would be markup, or another character; or NULL.
static const char *
escape_of(char byte)
{
  static const struct {
    char byte;
    const char *escape;
  } table[] = {{'\\', "\\e"},  {'-', "\\-"},    {'~', "\\(ti"},
               {'^', "\\(ha"}, {'\'', "\\(aq"}, {'`', "\\(ga"}};
  for (size_t i = 0; i < sizeof table / sizeof *table; ++i) {
    if (table[i].byte == byte) {
      return table[i].escape;
    }
  }
  return NULL;
}

// Write text so that nothing in it is markup.
static GestaStatus
write_text(GestaStringView text, GestaOutput *output)
{
  GestaStatus status = GESTA_OK;
  if (text.size > 0 && text.data[0] == '.') {
    status = gesta_output_write(output, gesta_view("\\&"));
  }
  for (size_t i = 0; !status && i < text.size;) {
    uint32_t code_point = 0;
    const size_t size = gesta_utf8_decode(text, i, &code_point);
    const char *const escape = code_point < 0x80 ? escape_of((char)code_point)
                                                 : NULL;
    if (code_point >= 0x80) {
      status = gesta_output_print(output, "\\[u%04" PRIX32 "]", code_point);
    } else {
      status = gesta_output_write(
        output,
        escape ? gesta_view(escape) : (GestaStringView){text.data + i, size});
    }
    i += size;
  }
  return status;
}

static GestaStatus
write_line(GestaStringView text, GestaOutput *output)
{
  const GestaStatus status = write_text(text, output);
  return status ? status : gesta_output_write(output, gesta_view("\n"));
}

// Cut the first line off a text.
static GestaStringView
next_line(GestaStringView *text)
{
  const char *const end = memchr(text->data, '\n', text->size);
  const size_t size = end ? (size_t)(end - text->data) : text->size;
  const GestaStringView line = {text->data, size};
  text->data += end ? size + 1 : size;
  text->size -= end ? size + 1 : size;
  return line;
}

// Write paragraphs; `begun`: something stands before them in the section.
static GestaStatus
write_paragraphs(GestaStringView text, bool begun, GestaOutput *output)
{
  bool as_it_is = false;
  bool parted = false;
  GestaStatus status = GESTA_OK;
  while (!status && text.size > 0) {
    const GestaStringView line = next_line(&text);
    const bool indented = line.size > 1 && line.data[0] == ' ';
    if (line.size == 0) {
      parted = begun;
      continue;
    }
    if (as_it_is && !indented) {
      status = gesta_output_write(output, gesta_view(".fi\n.RE\n"));
      parted = parted && !status;
    }
    if (!status && parted && !(as_it_is && indented)) {
      status = gesta_output_write(output, gesta_view(".PP\n"));
    }
    if (!status && indented && !as_it_is) {
      status = gesta_output_write(output, gesta_view(".RS 2\n.nf\n"));
    }
    as_it_is = indented;
    parted = false;
    begun = true;
    const size_t skipped = indented ? 2 : 0;
    if (!status) {
      status = write_line(
        (GestaStringView){line.data + skipped, line.size - skipped}, output);
    }
  }
  return status || !as_it_is
           ? status
           : gesta_output_write(output, gesta_view(".fi\n.RE\n"));
}

// Part the details at the line that announces examples; NULL if there is none.
static const char *
find_examples(const char *details, size_t *size)
{
  static const char *const words[] = {"\nExamples:\n", "\nExample:\n"};
  for (size_t i = 0; i < sizeof words / sizeof *words; ++i) {
    const char *const found = strstr(details, words[i]);
    if (found) {
      *size = (size_t)(found - details);
      return found + strlen(words[i]);
    }
  }
  *size = strlen(details);
  return NULL;
}

static GestaStatus
write_option(const GestaOption *option, GestaOutput *output)
{
  GestaStatus status = gesta_output_write(output, gesta_view(".TP\n"));
  if (!status && option->letter) {
    status = gesta_output_print(output, "\\fB\\-%c\\fR, ", option->letter);
  }
  if (!status) {
    status = gesta_output_write(output, gesta_view("\\fB\\-\\-"));
  }
  if (!status) {
    status = write_text(gesta_view(option->name), output);
  }
  const char *const argument = option->argument ? option->argument : "";
  const bool may_be_left_out = argument[0] == '[';
  if (!status) {
    status = gesta_output_write(output,
                                gesta_view(may_be_left_out ? "\\fR[=\\fI"
                                           : argument[0]   ? "\\fR \\fI"
                                                           : ""));
  }
  if (!status) {
    const size_t size = strlen(argument);
    status = write_text(may_be_left_out
                          ? (GestaStringView){argument + 1, size - 2}
                          : (GestaStringView){argument, size},
                        output);
  }
  if (!status) {
    status = gesta_output_write(
      output, gesta_view(may_be_left_out ? "\\fR]\n" : "\\fR\n"));
  }
  GestaStringView help = gesta_view(option->help);
  while (!status && help.size > 0) {
    status = write_line(next_line(&help), output);
  }
  return status;
}

static GestaStatus
write_options(const GestaCommand *command, GestaOutput *output)
{
  static const GestaOption help_option = {"help", 'h', NULL,
                                          "show a short form of this page"};
  GestaStatus status = gesta_output_write(output, gesta_view(".SH OPTIONS\n"));
  for (const GestaOption *option = command->options; !status && option->name;
       ++option) {
    status = write_option(option, output);
  }
  return status ? status : write_option(&help_option, output);
}

// Titles of manual pages are in capitals.
static GestaStatus
write_title(const GestaCommand *command, GestaOutput *output)
{
  GestaStatus status = gesta_output_write(output, gesta_view(".TH GESTA\\-"));
  for (const char *at = command->name; !status && *at; ++at) {
    const bool is_small = *at >= 'a' && *at <= 'z';
    status = gesta_output_print(output, "%c", is_small ? *at - 'a' + 'A' : *at);
  }
  return status ? status
                : gesta_output_print(output,
                                     " 1 \"\" \"Gesta %s\" \"User Commands\"\n",
                                     GESTA_VERSION);
}

static GestaStatus
write_head(const GestaCommand *command, GestaOutput *output)
{
  GestaStatus status = gesta_output_print(
    output,
    ".\\\" SPDX-License-Identifier: GPL-3.0-or-later\n"
    ".\\\" Made by \"gesta help --format man %s\".\n",
    command->name);
  if (!status) {
    status = write_title(command, output);
  }
  if (!status) {
    status = gesta_output_print(output, ".SH NAME\ngesta\\-%s \\- ",
                                command->name);
  }
  if (!status) {
    status = write_line(gesta_view(command->summary), output);
  }
  if (!status) {
    status = gesta_output_print(
      output, ".SH SYNOPSIS\n\\fBgesta %s\\fR%s%s", command->name,
      command->options->name ? " [\\fIOPTION\\fR]\\[u2026]" : "",
      command->usage[0] ? " " : "");
  }
  return status ? status : write_line(gesta_view(command->usage), output);
}

GestaStatus
gesta_manual_page_write(const GestaCommand *command, GestaOutput *output)
{
  assert(command && output);

  size_t size = 0;
  const char *const examples = find_examples(command->details, &size);
  GestaStatus status = write_head(command, output);
  if (!status) {
    status = gesta_output_write(output, gesta_view(".SH DESCRIPTION\n"));
  }
  if (!status) {
    status = write_paragraphs((GestaStringView){command->details, size}, false,
                              output);
  }
  if (!status) {
    status = write_options(command, output);
  }
  if (!status) {
    status = gesta_output_write(
      output, gesta_view(".SH EXIT STATUS\n"
                         "0: done; 1: the work failed, and a line on standard "
                         "error says what and\nwhere; 2: the command line is "
                         "wrong.\n"));
  }
  if (!status && examples) {
    status = gesta_output_write(output, gesta_view(".SH EXAMPLES\n"));
  }
  if (!status && examples) {
    status = write_paragraphs(gesta_view(examples), false, output);
  }
  return status ? status
                : gesta_output_write(
                  output, gesta_view(".SH SEE ALSO\n.BR gesta (1)\n"));
}
