// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/command.h"

#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "shell/commands.h"
#include "shell/interrupt.h"
#include "shell/message.h"
#include "shell/output_file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const GestaOption help_option = {"help", 'h', NULL, "show this help"};

int
gesta_command_misuse(const GestaCommand *command, const char *format, ...)
{
  char text[GESTA_ERROR_SIZE];
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  gesta_tell("%s: %s (see \"gesta help %s\")", command->name, text,
             command->name);
  return GESTA_EXIT_USAGE;
}

// ---- Help -------------------------------------------------------------------

// `--format FORMAT`, with its letter before it.
static void
spell_option(const GestaOption *option, char *text, size_t size)
{
  char letter[8] = "    ";
  if (option->letter) {
    (void)snprintf(letter, sizeof letter, "-%c, ", option->letter);
  }
  const char *const argument = option->argument ? option->argument : "";
  const bool may_be_left_out = argument[0] == '[';
  const char *const between = may_be_left_out ? "[=" : " ";
  (void)snprintf(text, size, "%s--%s%s%s", letter, option->name,
                 argument[0] ? between : "", argument + may_be_left_out);
}

enum { OPTION_SIZE = 256, WIDEST = 26, SCREEN = 78, WRAPPED = 15 };

static size_t
measure_options(const GestaOption *options)
{
  size_t width = 0;
  for (const GestaOption *option = options; option->name; ++option) {
    char text[OPTION_SIZE];
    spell_option(option, text, sizeof text);
    const size_t size = strlen(text);
    width = size > width && size <= WIDEST ? size : width;
  }
  return width;
}

// An option on lines of its own; choices that do not fit one go on below.
static GestaStatus
write_wide_option(const char *text, GestaOutput *output)
{
  int indent = 2;
  while (strlen(text) + (size_t)indent > SCREEN) {
    size_t end = SCREEN - (size_t)indent;
    while (end > 0 && text[end - 1] != '|') {
      --end;
    }
    if (end == 0) {
      break;
    }
    const GestaStatus status = gesta_output_print(output, "%*s%.*s\n", indent,
                                                  "", (int)end, text);
    if (status) {
      return status;
    }
    text += end;
    indent = WRAPPED;
  }
  return gesta_output_print(output, "%*s%s\n", indent, "", text);
}

static GestaStatus
write_option(const GestaOption *option, size_t width, GestaOutput *output)
{
  char text[OPTION_SIZE];
  spell_option(option, text, sizeof text);
  const char *line = option->help;
  if (strlen(text) > width) {
    const GestaStatus status = write_wide_option(text, output);
    if (status) {
      return status;
    }
    text[0] = '\0';
  }
  for (;;) {
    const char *const end = strchr(line, '\n');
    const size_t size = end ? (size_t)(end - line) : strlen(line);
    const GestaStatus status = gesta_output_print(
      output, "  %-*s  %.*s\n", (int)width, text, (int)size, line);
    if (status || !end) {
      return status;
    }
    text[0] = '\0';
    line = end + 1;
  }
}

static GestaStatus
write_help(const GestaCommand *command, GestaOutput *output)
{
  GestaStatus status = gesta_output_print(
    output, "Usage: gesta %s%s%s%s\n\n", command->name,
    command->options->name ? " [OPTION]…" : "", command->usage[0] ? " " : "",
    command->usage);
  if (!status) {
    status = gesta_output_write(output, gesta_view(command->details));
  }
  if (!status) {
    status = gesta_output_print(output, "\nOptions:\n");
  }
  size_t width = measure_options(command->options);
  const size_t least = strlen("-h, --help");
  width = width > least ? width : least;
  for (const GestaOption *option = command->options; !status && option->name;
       ++option) {
    status = write_option(option, width, output);
  }
  return status ? status : write_option(&help_option, width, output);
}

int
gesta_command_help(const GestaCommand *command)
{
  GestaOutputFile file;
  GestaError error = {0};
  GestaStatus status = gesta_output_file_open(gesta_default_allocator(), NULL,
                                              &file, &error);
  if (!status) {
    status = write_help(command, &file.output);
  }
  return gesta_output_file_end(&file, status, "help", &error);
}

static GestaStatus
write_list(GestaOutput *output)
{
  GestaStatus status = gesta_output_print(
    output, "Usage: gesta COMMAND [OPTION]… [OPERAND]…\n\n"
            "Gesta reads news articles and answers who did what to whom, "
            "when, and who\nsays so.\n\nCommands:\n");
  int width = 0;
  for (size_t i = 0; i < gesta_commands_count(); ++i) {
    const int size = (int)strlen(gesta_commands_get(i)->name);
    width = size > width ? size : width;
  }
  for (size_t i = 0; !status && i < gesta_commands_count(); ++i) {
    const GestaCommand *const command = gesta_commands_get(i);
    status = gesta_output_print(output, "  %-*s  %s\n", width, command->name,
                                command->summary);
  }
  if (status) {
    return status;
  }
  return gesta_output_print(
    output, "\n\"gesta help COMMAND\" tells more about one, "
            "\"gesta --version\" its version.\n"
            "Exit status: 0 done, 1 the work failed, 2 wrong usage.\n");
}

int
gesta_command_list(void)
{
  GestaOutputFile file;
  GestaError error = {0};
  GestaStatus status = gesta_output_file_open(gesta_default_allocator(), NULL,
                                              &file, &error);
  if (!status) {
    status = write_list(&file.output);
  }
  return gesta_output_file_end(&file, status, "help", &error);
}

static int
show_version(void)
{
  GestaOutputFile file;
  GestaError error = {0};
  GestaStatus status = gesta_output_file_open(gesta_default_allocator(), NULL,
                                              &file, &error);
  if (!status) {
    status = gesta_output_print(
      &file.output,
      "gesta " GESTA_VERSION "\n"
      "License GPLv3+: GNU GPL version 3 or later "
      "<https://gnu.org/licenses/gpl.html>.\n"
      "This is free software: you are free to change and redistribute it.\n"
      "There is no warranty, to the extent permitted by law.\n");
  }
  return gesta_output_file_end(&file, status, "version", &error);
}

// ---- Running ----------------------------------------------------------------

// Whether the words ask for help, before the first operand that says otherwise.
static bool
asks_for_help(char **words, size_t count)
{
  for (size_t i = 0; i < count && strcmp(words[i], "--") != 0; ++i) {
    if (strcmp(words[i], "--help") == 0 || strcmp(words[i], "-h") == 0) {
      return true;
    }
  }
  return false;
}

int
gesta_command_run(const GestaCommand *command, char **argv, size_t argc,
                  GestaCancel *cancel)
{
  assert(command && argv);

  if (asks_for_help(argv, argc)) {
    return gesta_command_help(command);
  }
  GestaArguments arguments;
  GestaError error = {0};
  const GestaStatus parsed = gesta_arguments_parse(gesta_default_allocator(),
                                                   command->options, argv, argc,
                                                   &arguments, &error);
  if (parsed == GESTA_ERR_INPUT) {
    return gesta_command_misuse(command, "%s", error.message);
  }
  if (parsed) {
    gesta_tell_error(command->name, &error);
    return GESTA_EXIT_FAILED;
  }

  int status = GESTA_EXIT_USAGE;
  if (arguments.operand_count < command->least) {
    status = gesta_command_misuse(command, "expected %s", command->usage);
  } else if (arguments.operand_count > command->most) {
    status = gesta_command_misuse(command, "\"%s\" is one operand too many",
                                  arguments.operands[command->most]);
  } else {
    status = command->run(&arguments, cancel);
  }
  gesta_arguments_clear(&arguments);
  return status;
}

// A descriptor that was closed by the caller would be given to the next file
// that is opened, and messages written into it.  What is opened here instead
// cannot be used in the descriptor's direction, so that using it is an error.
static void
occupy_standard_descriptors(void)
{
  for (int descriptor = 0; descriptor <= 2; ++descriptor) {
    if (fcntl(descriptor, F_GETFD) == -1 && errno == EBADF) {
      (void)open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
    }
  }
}

int
gesta_command_main(int argc, char **argv)
{
  occupy_standard_descriptors();
  GestaCancel *const cancel = gesta_interrupt_init();

  const char *const name = argc > 1 ? argv[1] : "--help";
  if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
    const int status = gesta_command_list();
    return argc > 1 ? status : GESTA_EXIT_USAGE;
  }
  if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) {
    return show_version();
  }
  const GestaCommand *const command = gesta_commands_find(name);
  if (!command) {
    const char *const kind = name[0] == '-' ? "option" : "command";
    const char *const near = gesta_commands_suggest(name);
    if (near) {
      gesta_tell("unknown %s \"%s\"; did you mean \"%s\"?", kind, name, near);
    } else {
      gesta_tell("unknown %s \"%s\" (see \"gesta help\")", kind, name);
    }
    return GESTA_EXIT_USAGE;
  }
  const int status = gesta_command_run(command, argv + 2, (size_t)argc - 2,
                                       cancel);

  // Everything is tidied up: now end as the signal wanted, so that whoever
  // started this program sees it.
  if (status != GESTA_EXIT_DONE && gesta_interrupt_signal() != 0) {
    const int signal_number = gesta_interrupt_signal();
    (void)signal(signal_number, SIG_DFL);
    (void)raise(signal_number);
  }
  return status;
}
