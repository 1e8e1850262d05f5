// SPDX-License-Identifier: GPL-3.0-or-later
/// @file argument_kind.h
/// What may stand where the table of commands says FILE or ttl|nt: what a shell
/// offers there.

#ifndef GESTA_SHELL_ARGUMENT_KIND_H
#define GESTA_SHELL_ARGUMENT_KIND_H

#include "graph/base/string_view.h"

#include <stdbool.h>

typedef enum GestaArgumentKind {
  GESTA_ARGUMENT_ANY,      ///< a number, an IRI: nothing to offer
  GESTA_ARGUMENT_WORDS,    ///< one of some words
  GESTA_ARGUMENT_FILE,     ///<
  GESTA_ARGUMENT_GRAPH,    ///< the file of a graph
  GESTA_ARGUMENT_TEMPLATE, ///< a file, or a template of `gesta report --list`
  GESTA_ARGUMENT_COMMAND,  ///< the name of a command
} GestaArgumentKind;

typedef struct GestaArgumentName {
  GestaStringView name;
  GestaArgumentKind kind;
  const char *choices; ///< of GESTA_ARGUMENT_WORDS, as in "ttl|nt" or
                       ///< "[text|json]"; else NULL
  bool is_optional;    ///< it stands behind `=` or is left out
  bool is_repeated;    ///< it may stand there any number of times
} GestaArgumentName;

/// What the argument of an option is.
///
/// borrows  argument, of GestaOption, as long as the result is used
/// returns  kind ANY for an option that takes none (NULL)
GestaArgumentName
gesta_argument_of_option(const char *argument);

/// The next operand of the usage of a command; begin with *usage at its
/// beginning.  Options in it are passed over.
///
/// borrows  *usage as long as the result is used
/// returns  whether there is one
bool
gesta_argument_next_operand(const char **usage, GestaArgumentName *operand);

/// The next of the words of "[text|json]"; begin with *choices at its
/// beginning.
///
/// borrows  *choices as long as *word is used
/// returns  whether there is one
bool
gesta_argument_next_word(const char **choices, GestaStringView *word);

#endif // GESTA_SHELL_ARGUMENT_KIND_H
