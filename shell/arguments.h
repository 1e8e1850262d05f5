// SPDX-License-Identifier: GPL-3.0-or-later
/// @file arguments.h
/// The words of a command line, sorted into options and operands.
///
/// Not getopt_long(): that keeps its state in globals and does not say which
/// option was meant, so that it can neither be tested in one process nor
/// suggest a name.

#ifndef GESTA_SHELL_ARGUMENTS_H
#define GESTA_SHELL_ARGUMENTS_H

#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct GestaOption {
  const char *name; ///< "format" for --format
  char letter;      ///< 'o' for -o; 0: it has none
  const char
    *argument;      ///< "FILE"; NULL: it takes none; "ttl|nt": one of these;
                    ///< "[text|json]": with `--name=` only, or left out
  const char *help; ///< one line, or several separated by newlines
} GestaOption;

/// The end of a table of options.
#define GESTA_OPTIONS_END                                                      \
  {                                                                            \
    NULL, 0, NULL, NULL                                                        \
  }

/// One option that was given.
typedef struct GestaOptionValue {
  const GestaOption *option;
  const char *value; ///< NULL if the option takes no argument or was given none
} GestaOptionValue;

typedef struct GestaArguments {
  GestaAllocator *allocator;
  GestaOptionValue *given; ///< in the order of the command line
  size_t given_count;
  const char **operands; ///< all words that are not options
  size_t operand_count;
} GestaArguments;

/// Sort words: `--name=value`, `--name value`, `-o value`, `-ovalue`, `-ab`,
/// options also after operands, and nothing but operands after `--`.  A lonely
/// `-` is an operand.
///
/// gives    *arguments; release it with gesta_arguments_clear()
/// borrows  allocator, options and words until then
/// errors   GESTA_ERR_INPUT: an unknown option (the message suggests the
///          nearest one), a missing or a needless argument, or one that is
///          none of the choices; GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_arguments_parse(GestaAllocator *allocator, const GestaOption *options,
                      char **words, size_t word_count,
                      GestaArguments *arguments, GestaError *error);

void
gesta_arguments_clear(GestaArguments *arguments);

/// Whether an option was given.
bool
gesta_arguments_has(const GestaArguments *arguments, const char *name);

/// The value of an option; of the last one if it was repeated.
///
/// returns  NULL if it was not given
const char *
gesta_arguments_value(const GestaArguments *arguments, const char *name);

/// The same as a view, which is empty if it was not given.
GestaStringView
gesta_arguments_view(const GestaArguments *arguments, const char *name);

/// One value after the other of an option that may be repeated; begin with
/// *index = 0.
///
/// returns  NULL after the last one
const char *
gesta_arguments_next(const GestaArguments *arguments, const char *name,
                     size_t *index);

#endif // GESTA_SHELL_ARGUMENTS_H
