// SPDX-License-Identifier: GPL-3.0-or-later
/// @file manifest.h
/// The manifests of the W3C's SPARQL test suites.

#ifndef GESTA_TESTS_W3C_MANIFEST_H
#define GESTA_TESTS_W3C_MANIFEST_H

#include "graph/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum W3cKind {
  W3C_QUERY,       ///< evaluate a query
  W3C_UPDATE,      ///< carry out an update
  W3C_SYNTAX_GOOD, ///< accept a query
  W3C_SYNTAX_BAD,  ///< refuse a query
  W3C_UPDATE_SYNTAX_GOOD,
  W3C_UPDATE_SYNTAX_BAD,
} W3cKind;

/// A file of a dataset.
typedef struct W3cFile {
  const char *name; ///< IRI of the named graph; NULL: the default graph
  const char *path;
  struct W3cFile *next;
} W3cFile;

typedef struct W3cTest {
  const char *id; ///< sparql11/bind#bind01
  W3cKind kind;
  const char *request; ///< path of the query or update
  W3cFile *data;
  const char *result;   ///< path; NULL without one
  W3cFile *result_data; ///< of an update
  bool is_reduced;      ///< mf:LaxCardinality
  struct W3cTest *next;
} W3cTest;

/// Read a manifest and those that it includes, from the folder `root` of the
/// suites.  Tests of entailment, of protocols, of service descriptions and of
/// remote services are left out: they need something beside the engine.
///
/// lends    *tests, in the arena, in the order of the manifests
/// returns  whether all could be read; a message is printed if not
bool
w3c_manifest_read(const char *root, const char *manifest, GestaArena *arena,
                  W3cTest **tests);

#endif // GESTA_TESTS_W3C_MANIFEST_H
