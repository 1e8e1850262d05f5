// SPDX-License-Identifier: GPL-3.0-or-later
/// @file blank_label.h
/// New labels for the blank nodes of a document, so that two documents never
/// share one, unless they are exports of the same node.

#ifndef GESTA_IO_BLANK_LABEL_H
#define GESTA_IO_BLANK_LABEL_H

#include "graph/base/hash.h"
#include "graph/base/string_view.h"

#include <stdbool.h>

enum { GESTA_BLANK_LABEL_SIZE = 25 }; ///< bytes of every label made here

/// The label of a blank node: 'b' and 96 bits of a keyed hash in hexadecimal.
/// Nodes that a parser numbered and nodes that the document named are apart.  A
/// name that has this form already is kept: it comes from an export, which is
/// then the same again after it was loaded.
///
/// returns  `label`, filled
/// borrows  label, until the view is no longer used
GestaStringView
gesta_blank_label(const GestaHashKey *document, bool numbered,
                  GestaStringView name, char label[GESTA_BLANK_LABEL_SIZE]);

#endif // GESTA_IO_BLANK_LABEL_H
