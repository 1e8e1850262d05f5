# SPDX-License-Identifier: GPL-3.0-or-later
# Writers that are killed, disks that are full or broken, readers beside a writer.
# A module needs a path to be built as a shared library; it is installed nowhere.
check_LTLIBRARIES += tests/fault/failing_io.la
tests_fault_failing_io_la_SOURCES = tests/fault/failing_io.c
tests_fault_failing_io_la_LDFLAGS = -module -avoid-version -shared \
  -rpath /nowhere
dist_check_SCRIPTS += tests/fault/crash_test.sh tests/fault/disk_fault_test.sh \
  tests/fault/readers_test.sh
