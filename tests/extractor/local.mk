# SPDX-License-Identifier: GPL-3.0-or-later
include tests/extractor/language.mk
include tests/extractor/time/local.mk
include tests/extractor/event/local.mk
