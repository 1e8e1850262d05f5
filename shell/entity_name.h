// SPDX-License-Identifier: GPL-3.0-or-later
/// @file entity_name.h
/// What people call a thing of the graph → its IRI, and back.

#ifndef GESTA_SHELL_ENTITY_NAME_H
#define GESTA_SHELL_ENTITY_NAME_H

#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "shell/label_index.h"
#include "shell/session.h"

/// Find the IRI that is meant by `<iri>`, `prefix:name`, an IRI without
/// brackets, or a name in any case and with or without accents: the whole name,
/// or else the beginning of a word of one name.
///
/// lends   *iri, in `arena`
/// needs   an open graph
/// errors  GESTA_ERR_INPUT: nothing has that name (the message suggests the
///         nearest), or several things have (the message lists them); those of
///         gesta_stored_query_ask()
GESTA_MUST_CHECK GestaStatus
gesta_entity_name_find(GestaSession *session, GestaStringView text,
                       GestaArena *arena, GestaStringView *iri,
                       GestaError *error);

/// The names of everything in the open graph, read again after every change.
///
/// lends  *labels, until the next call
/// needs  an open graph
GESTA_MUST_CHECK GestaStatus
gesta_entity_labels(GestaSession *session, const GestaLabelIndex **labels,
                    GestaError *error);

/// A text as the keys of labels are folded.
///
/// lends  *key, in `arena`
GESTA_MUST_CHECK GestaStatus
gesta_entity_fold(GestaSession *session, GestaStringView text,
                  GestaArena *arena, GestaStringView *key, GestaError *error);

/// The name that a person reads for an IRI: its label in the session's
/// language, or in any, or the title of an article.
///
/// lends    *label, in `arena`
/// returns  GESTA_OK, or GESTA_NOT_FOUND if it has none
GESTA_MUST_CHECK GestaStatus
gesta_entity_label(GestaSession *session, GestaStringView iri,
                   GestaArena *arena, GestaStringView *label,
                   GestaError *error);

#endif // GESTA_SHELL_ENTITY_NAME_H
