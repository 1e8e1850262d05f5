// SPDX-License-Identifier: GPL-3.0-or-later
/// @file edit_script.h
/// How a lemma is made from a form: "l|ées|er" puts the form into lower case,
/// takes "ées" off its end and puts "er" there.  "k" keeps the case.

#ifndef GESTA_TAGGER_EDIT_SCRIPT_H
#define GESTA_TAGGER_EDIT_SCRIPT_H

#include "graph/base/arena.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdbool.h>

/// Find the script from a form to its lemma.
///
/// needs   `lower` is the form's lower case
/// lends   *script, in `arena`
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_edit_script_make(GestaStringView form, GestaStringView lower,
                       GestaStringView lemma, GestaArena *arena,
                       GestaStringView *script);

/// Apply a script.
///
/// lends    *lemma, in `arena`, `form` or `lower`
/// returns  GESTA_OK, or GESTA_NOT_FOUND if the form has another end
/// needs    a well-formed script
/// errors   GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_edit_script_apply(GestaStringView script, GestaStringView form,
                        GestaStringView lower, GestaArena *arena,
                        GestaStringView *lemma);

/// Whether a script would apply.
bool
gesta_edit_script_fits(GestaStringView script, GestaStringView form,
                       GestaStringView lower);

/// Whether a text is a script: "k" or "l", two bars, nothing else.
bool
gesta_edit_script_is_valid(GestaStringView script);

#endif // GESTA_TAGGER_EDIT_SCRIPT_H
