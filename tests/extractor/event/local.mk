# SPDX-License-Identifier: GPL-3.0-or-later
# Trees to events.
check_PROGRAMS += \
  tests/extractor/emit/event_quads_test \
  tests/extractor/entity/name_fold_test \
  tests/extractor/entity/name_table_test \
  tests/extractor/event/event_cases_test \
  tests/extractor/event/trigger_lexicon_test
EXTRA_DIST += \
  tests/extractor/event/cases/fr/clauses.conllu \
  tests/extractor/event/cases/fr/coreference.conllu \
  tests/extractor/event/cases/fr/frames.conllu \
  tests/extractor/event/cases/fr/nothing.conllu \
  tests/extractor/event/cases/fr/speech.conllu \
  tests/extractor/event/cases/fr/voice.conllu
EXTRA_DIST += \
  tests/extractor/event/cases/en/clauses.conllu \
  tests/extractor/event/cases/en/coreference.conllu
