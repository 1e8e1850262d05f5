// SPDX-License-Identifier: GPL-3.0-or-later
/// @file status.h
/// The outcome of every function that can fail.

#ifndef GESTA_BASE_STATUS_H
#define GESTA_BASE_STATUS_H

/// Outcomes up to GESTA_END are part of normal work and are never logged;
/// everything after it is a failure.
typedef enum GestaStatus {
  GESTA_OK = 0,    ///< done
  GESTA_NOT_FOUND, ///< what was asked for does not exist
  GESTA_END,       ///< the iteration is over

  GESTA_ERR_MEMORY,    ///< an allocation was refused
  GESTA_ERR_SYNTAX,    ///< the input breaks its grammar
  GESTA_ERR_ENCODING,  ///< the input is not UTF-8
  GESTA_ERR_INPUT,     ///< the input is well-formed but cannot be used
  GESTA_ERR_TOO_LARGE, ///< beyond a limit stated in the header
  GESTA_ERR_FULL,      ///< the store has reached its map size
  GESTA_ERR_STORAGE,   ///< the storage engine or the disk failed
  GESTA_ERR_CORRUPT,   ///< stored data contradict each other
  GESTA_ERR_FORMAT,    ///< a file of another kind, or of a newer version
  GESTA_ERR_FILE,      ///< a file cannot be opened, read or written
  GESTA_ERR_CANCELLED, ///< the user asked to stop
  GESTA_ERR_SYSTEM,    ///< the operating system refused a service
} GestaStatus;

/// The caller must look at the result.
#ifdef __GNUC__
#  define GESTA_MUST_CHECK __attribute__((warn_unused_result))
#  define GESTA_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#  define GESTA_MUST_CHECK
#  define GESTA_PRINTF(text, first)
#endif

#endif // GESTA_BASE_STATUS_H
