// SPDX-License-Identifier: GPL-3.0-or-later
/// @file address.h
/// URLs and e-mail addresses inside running text.
///
/// source  RFC 3986, section 3; RFC 5321, section 4.1.2, without quoted parts

#ifndef GESTA_TEXT_ADDRESS_H
#define GESTA_TEXT_ADDRESS_H

#include "graph/base/string_view.h"

#include <stddef.h>

/// The end of the address that begins at `begin`, without the signs that end a
/// sentence or close a bracket after it.
///
/// returns  `begin` if there is none
/// needs    well-formed UTF-8 that ends where the blanks begin
/// cost     O(the address), or O(1) if there is none
size_t
gesta_address_end(GestaStringView text, size_t begin);

#endif // GESTA_TEXT_ADDRESS_H
