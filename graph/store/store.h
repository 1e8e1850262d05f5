// SPDX-License-Identifier: GPL-3.0-or-later
/// @file store.h
/// A graph file: quads in one LMDB file, one writer and any number of readers.
///
/// A process opens one LMDB environment a file, however often the file is
/// opened here: stores of the same file share it through a registry.
///
/// threads  a store may be shared; a transaction, its cursors and what they
///          lend belong to one thread at a time

#ifndef GESTA_STORE_STORE_H
#define GESTA_STORE_STORE_H

#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/rdf/term.h"
#include "graph/rdf/value_key.h"
#include "graph/store/term_dictionary.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct GestaStore GestaStore;
typedef struct GestaTransaction GestaTransaction;
typedef struct GestaQuadCursor GestaQuadCursor;

typedef enum GestaOpenMode {
  GESTA_OPEN_READ,   ///< the file must exist; no write transaction may begin
  GESTA_OPEN_WRITE,  ///< the file must exist
  GESTA_OPEN_CREATE, ///< the file is made if it is missing
} GestaOpenMode;

/// Four ids; GESTA_NO_TERM in a pattern is a wildcard, in the graph position of
/// a stored quad it is the default graph.
typedef struct GestaQuadIds {
  GestaTermId subject;
  GestaTermId predicate;
  GestaTermId object;
  GestaTermId graph;
} GestaQuadIds;

/// Which graphs a pattern looks into.  A triple that is in several graphs comes
/// once for each of them, one after the other: who wants the set of triples
/// skips those that equal the one before.
typedef enum GestaGraphScope {
  GESTA_SCOPE_ALL,   ///< every graph; the pattern's graph id is ignored
  GESTA_SCOPE_ONE,   ///< the pattern's graph; GESTA_NO_TERM: the default graph
  GESTA_SCOPE_NAMED, ///< every graph but the default one; the pattern's graph
                     ///< id is ignored
} GestaGraphScope;

/// Open a graph file.
///
/// A file that exists is never overwritten, in no mode; an empty one is not a
/// graph either.  A file or directory that cannot be written can be read: if no
/// lock file can be made, readers are not protected from a writer who can.
///
/// gives    *store; release it with gesta_store_close()
/// borrows  allocator, until then
/// errors   GESTA_ERR_FILE (missing, a directory, no permission),
///          GESTA_ERR_FORMAT (not a graph, or of a newer version),
///          GESTA_ERR_CORRUPT, GESTA_ERR_STORAGE, GESTA_ERR_MEMORY; *store is
///          then untouched and no file has been made
GESTA_MUST_CHECK GestaStatus
gesta_store_open(GestaAllocator *allocator, const char *path,
                 GestaOpenMode mode, GestaStore **store, GestaError *error);

/// Release the handle.  NULL is allowed.
///
/// needs  every transaction of this handle to have ended
void
gesta_store_close(GestaStore *store);

/// Begin a transaction.  A reader sees the last committed state until it ends;
/// a writer waits for the writer before it.
///
/// gives   *transaction; end it with commit or abort, a writer in the thread
///         that began it
/// errors  GESTA_ERR_FILE (writing to a read-only file), GESTA_ERR_STORAGE
///         (also if this thread is writing already: it would wait for ever),
///         GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_transaction_begin(GestaStore *store, bool write,
                        GestaTransaction **transaction, GestaError *error);

/// Make the writes durable and end the transaction, whatever is returned.
///
/// takes   transaction
/// errors  GESTA_ERR_STORAGE, GESTA_ERR_FULL; nothing was then written
GESTA_MUST_CHECK GestaStatus
gesta_transaction_commit(GestaTransaction *transaction, GestaError *error);

/// Forget the writes and end the transaction.  NULL is allowed.
///
/// takes  transaction
void
gesta_transaction_abort(GestaTransaction *transaction);

/// The number of the state that a transaction sees: another one after every
/// commit, by whomever.
uint64_t
gesta_transaction_version(const GestaTransaction *transaction);

/// Add a quad.
///
/// needs    a write transaction
/// returns  GESTA_OK, also if it was there; *added (NULL allowed) tells
/// cost     amortised O(1) before the transaction is committed or read from;
///          whoever asks for *added reads from it
/// errors   GESTA_ERR_STORAGE, GESTA_ERR_MEMORY, GESTA_ERR_TOO_LARGE (a term of
///          4 GiB, or 2^32 terms), GESTA_ERR_FULL (only where the process may
///          not reserve address space, ulimit -v); abort the transaction then
GESTA_MUST_CHECK GestaStatus
gesta_store_add(GestaTransaction *transaction, const GestaQuad *quad,
                bool *added);

/// Remove a quad.
///
/// needs    a write transaction
/// returns  GESTA_OK, or GESTA_NOT_FOUND if it was not there
GESTA_MUST_CHECK GestaStatus
gesta_store_remove(GestaTransaction *transaction, const GestaQuad *quad);

/// Remove every quad of a graph (GESTA_TERM_NONE: of the default graph).
///
/// needs    a write transaction
/// returns  GESTA_OK and *count (NULL allowed), 0 if the graph was empty
GESTA_MUST_CHECK GestaStatus
gesta_store_remove_graph(GestaTransaction *transaction, const GestaTerm *graph,
                         uint64_t *count);

/// The id of a term.
///
/// returns  GESTA_OK and *id, or GESTA_NOT_FOUND if no quad ever held it
GESTA_MUST_CHECK GestaStatus
gesta_store_find_term(GestaTransaction *transaction, const GestaTerm *term,
                      GestaTermId *id);

/// The term of an id.
///
/// lends   the parts of *term: views into the file's map or `arena`, until the
///         transaction ends or writes, or the arena is cleared
/// errors  GESTA_ERR_CORRUPT if there is no such id, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_store_term(GestaTransaction *transaction, GestaTermId id,
                 GestaArena *arena, GestaTerm *term);

/// The canonical N-Triples text of the term of an id, as gesta_term_spell()
/// makes it.
///
/// lends   *spelling: a view into the file's map, until the transaction ends or
///         writes
/// errors  GESTA_ERR_CORRUPT if there is no such id
/// cost    one B+tree descent
GESTA_MUST_CHECK GestaStatus
gesta_store_spelling(GestaTransaction *transaction, GestaTermId id,
                     GestaStringView *spelling);

/// Find the quads that match a pattern, in the order of the index that serves
/// it.
///
/// gives   *cursor; release it with gesta_quad_cursor_close() before the
///         transaction ends; adding or removing in the transaction ends the
///         walk, so that only the release may follow
/// cost    one B+tree descent; then O(1) a quad
GESTA_MUST_CHECK GestaStatus
gesta_store_find(GestaTransaction *transaction, const GestaQuadIds *pattern,
                 GestaGraphScope scope, GestaQuadCursor **cursor);

/// Move an open cursor to the quads that match another pattern.
///
/// needs    the same positions to be bound as when the cursor was opened; in
///          GESTA_SCOPE_ONE that holds for the graph too
/// returns  GESTA_OK, also if nothing matches
/// cost     allocates nothing; a search in the page at hand if the first quad
///          is there (so: patterns in the order of the index), else up to two
///          B+tree descents
GESTA_MUST_CHECK GestaStatus
gesta_quad_cursor_seek(GestaQuadCursor *cursor, const GestaQuadIds *pattern);

/// Read the next quads.
///
/// needs    room > 0
/// returns  GESTA_OK and *count (1 to room), or GESTA_END if none is left
/// cost     some nanoseconds a quad
GESTA_MUST_CHECK GestaStatus
gesta_quad_cursor_read(GestaQuadCursor *cursor, GestaQuadIds *quads,
                       size_t room, size_t *count);

/// returns  GESTA_OK and *quad, or GESTA_END
GESTA_MUST_CHECK GestaStatus
gesta_quad_cursor_next(GestaQuadCursor *cursor, GestaQuadIds *quad);

/// Release a cursor.  NULL is allowed.
void
gesta_quad_cursor_close(GestaQuadCursor *cursor);

/// How many quads match a pattern, without reading all of them.
///
/// *exact tells whether *count is the number itself: always if at most one
/// position is bound (in GESTA_SCOPE_ONE: if only the graph is, or, in the
/// default graph, at most one position), and if the quads lie on 64 pages or
/// fewer, so at least up to 16,000; else *count is a close estimate, and never
/// 0.
///
/// cost  microseconds
GESTA_MUST_CHECK GestaStatus
gesta_store_count(GestaTransaction *transaction, const GestaQuadIds *pattern,
                  GestaGraphScope scope, uint64_t *count, bool *exact);

/// A predicate as an optimizer sees it.  What several graphs hold is counted in
/// each of them, save that named graphs are one where subjects and objects are
/// counted.
typedef struct GestaPredicateStatistics {
  uint64_t quad_count; ///< exact
  uint64_t subject_count;
  uint64_t object_count;
  bool exact; ///< so are the two before: the predicate has 2,000 quads at most
} GestaPredicateStatistics;

/// Count the quads of a predicate in all graphs and their different subjects
/// and objects, which are estimated where they are many.  What a reader finds
/// is kept until the next commit.
///
/// cost  some tens of microseconds the first time, if the pages are in memory
GESTA_MUST_CHECK GestaStatus
gesta_store_predicate_statistics(GestaTransaction *transaction,
                                 GestaTermId predicate,
                                 GestaPredicateStatistics *statistics);

typedef struct GestaValueCursor GestaValueCursor;

/// Find the ids of the literals whose keys lie between two of one class, both
/// included, in the order of the keys.  A literal of the file is found even if
/// no quad holds it any more.
///
/// A comparison of SPARQL takes the keys of gesta_value_key_least() and
/// gesta_value_key_greatest(), and looks again at the values that it finds.
///
/// gives   *cursor; release it with gesta_value_cursor_close() before the
///         transaction ends; adding quads ends the walk, so that only the
///         release may follow
/// cost    one B+tree descent; then O(1) an id
GESTA_MUST_CHECK GestaStatus
gesta_store_value_range(GestaTransaction *transaction, const GestaValueKey *low,
                        const GestaValueKey *high, GestaValueCursor **cursor);

/// Read the next ids.
///
/// needs    room > 0
/// returns  GESTA_OK and *count (1 to room), or GESTA_END if none is left
GESTA_MUST_CHECK GestaStatus
gesta_value_cursor_read(GestaValueCursor *cursor, GestaTermId *ids, size_t room,
                        size_t *count);

/// Release a cursor.  NULL is allowed.
void
gesta_value_cursor_close(GestaValueCursor *cursor);

/// How many ids gesta_store_value_range() would find.
///
/// *exact tells whether *count is the number itself, as it is up to 700,000 at
/// least; else it lies between that and the number of all values of the class.
///
/// cost  a microsecond for some thousand ids
GESTA_MUST_CHECK GestaStatus
gesta_store_count_values(GestaTransaction *transaction,
                         const GestaValueKey *low, const GestaValueKey *high,
                         uint64_t *count, bool *exact);

/// Counts and sizes of a graph file.
typedef struct GestaStoreFacts {
  uint64_t quad_count;
  uint64_t term_count;
  uint64_t graph_count; ///< named graphs with a quad
  uint64_t file_size;   ///< bytes on disk
  uint32_t format;      ///< version of the file format
} GestaStoreFacts;

/// cost  O(graph_count log quad_count)
GESTA_MUST_CHECK GestaStatus
gesta_store_facts(GestaTransaction *transaction, GestaStoreFacts *facts);

/// The next named graph that holds a quad, in the order of ids; begin with
/// *graph = GESTA_NO_TERM.
///
/// returns  GESTA_OK and *graph, or GESTA_END
/// cost     O(log quad_count)
GESTA_MUST_CHECK GestaStatus
gesta_store_next_graph(GestaTransaction *transaction, GestaTermId *graph);

/// Remember a prefix for export and queries; a second IRI replaces the first.
///
/// needs  a write transaction
GESTA_MUST_CHECK GestaStatus
gesta_store_set_prefix(GestaTransaction *transaction, GestaStringView prefix,
                       GestaStringView iri);

/// The prefix number `index` in byte order.
///
/// lends    the views, until the transaction ends or writes
/// returns  GESTA_OK, or GESTA_END past the last
GESTA_MUST_CHECK GestaStatus
gesta_store_prefix(GestaTransaction *transaction, size_t index,
                   GestaStringView *prefix, GestaStringView *iri);

#endif // GESTA_STORE_STORE_H
