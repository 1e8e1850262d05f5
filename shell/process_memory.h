// SPDX-License-Identifier: GPL-3.0-or-later
/// @file process_memory.h
/// How the process deals with memory that was freed.

#ifndef GESTA_SHELL_PROCESS_MEMORY_H
#define GESTA_SHELL_PROCESS_MEMORY_H

/// Keep freed memory for the next query instead of giving it back to the system
/// at once: the first touch of a page costs more than most queries do with it.
///
/// threads  before others begin
void
gesta_keep_freed_memory(void);

#endif // GESTA_SHELL_PROCESS_MEMORY_H
