// SPDX-License-Identifier: GPL-3.0-or-later
/// @file cmocka_support.h
/// cmocka, after the headers that it needs but does not include.
///
/// Do not call skip(): version 1.1.5 reports it as a failure.

#ifndef GESTA_TESTS_SUPPORT_CMOCKA_SUPPORT_H
#define GESTA_TESTS_SUPPORT_CMOCKA_SUPPORT_H

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#if !__has_include(<cmocka.h>)
#  error "the tests need cmocka: install libcmocka-dev and configure again"
#endif
#include <cmocka.h>
// clang-format on

#endif // GESTA_TESTS_SUPPORT_CMOCKA_SUPPORT_H
