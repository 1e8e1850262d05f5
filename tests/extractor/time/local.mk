# SPDX-License-Identifier: GPL-3.0-or-later
# Dates.
check_PROGRAMS += tests/extractor/time/edtf_test
tests_extractor_time_edtf_test_SOURCES = tests/extractor/time/edtf_test.c
