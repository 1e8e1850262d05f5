# SPDX-License-Identifier: GPL-3.0-or-later
# Writers that are killed, disks that are full or broken, readers beside a writer.
# What the preloaded library hides must be visible to the program.
EXTRA_PROGRAMS += tests/fault/failing_io.so
check_DATA = tests/fault/failing_io.so
CLEANFILES += tests/fault/failing_io.so
tests_fault_failing_io_so_SOURCES = tests/fault/failing_io.c
tests_fault_failing_io_so_CFLAGS = $(AM_CFLAGS) -fvisibility=default
tests_fault_failing_io_so_LDFLAGS = -shared
tests_fault_failing_io_so_LDADD =
dist_check_SCRIPTS += tests/fault/crash_test.sh tests/fault/disk_fault_test.sh \
  tests/fault/readers_test.sh
