# SPDX-License-Identifier: GPL-3.0-or-later
# Trees to events.
check_PROGRAMS += \
  tests/extractor/emit/event_quads_test \
  tests/extractor/emit/marked_sentence_test \
  tests/extractor/entity/name_fold_test \
  tests/extractor/entity/name_table_test \
  tests/extractor/event/confidence_test \
  tests/extractor/event/event_cases_test \
  tests/extractor/event/lexicon_check_test \
  tests/extractor/event/tree_repair_test \
  tests/extractor/event/trigger_lexicon_test
EXTRA_DIST += \
  tests/extractor/event/cases/fr/clauses.conllu \
  tests/extractor/event/cases/fr/coreference.conllu \
  tests/extractor/event/cases/fr/frames.conllu \
  tests/extractor/event/cases/fr/news_coordination.conllu \
  tests/extractor/event/cases/fr/news_coreference.conllu \
  tests/extractor/event/cases/fr/news_frames.conllu \
  tests/extractor/event/cases/fr/news_modality.conllu \
  tests/extractor/event/cases/fr/news_names.conllu \
  tests/extractor/event/cases/fr/news_nothing.conllu \
  tests/extractor/event/cases/fr/news_nouns.conllu \
  tests/extractor/event/cases/fr/news_quantities.conllu \
  tests/extractor/event/cases/fr/news_speech.conllu \
  tests/extractor/event/cases/fr/news_time.conllu \
  tests/extractor/event/cases/fr/news_voice.conllu \
  tests/extractor/event/cases/en/news_coordination.conllu \
  tests/extractor/event/cases/en/news_coreference.conllu \
  tests/extractor/event/cases/en/news_frames.conllu \
  tests/extractor/event/cases/en/news_modality.conllu \
  tests/extractor/event/cases/en/news_names.conllu \
  tests/extractor/event/cases/en/news_nothing.conllu \
  tests/extractor/event/cases/en/news_nouns.conllu \
  tests/extractor/event/cases/en/news_quantities.conllu \
  tests/extractor/event/cases/en/news_speech.conllu \
  tests/extractor/event/cases/en/news_voice.conllu \
  tests/extractor/event/cases/fr/nothing.conllu \
  tests/extractor/event/cases/fr/speech.conllu \
  tests/extractor/event/cases/fr/voice.conllu
EXTRA_DIST += \
  tests/extractor/event/cases/en/phenomena_control.conllu \
  tests/extractor/event/cases/en/phenomena_coordination.conllu \
  tests/extractor/event/cases/en/phenomena_modality.conllu \
  tests/extractor/event/cases/en/phenomena_names.conllu \
  tests/extractor/event/cases/en/phenomena_negation.conllu \
  tests/extractor/event/cases/en/phenomena_nested.conllu \
  tests/extractor/event/cases/en/phenomena_nouns.conllu \
  tests/extractor/event/cases/en/phenomena_pronouns.conllu \
  tests/extractor/event/cases/en/phenomena_relative.conllu \
  tests/extractor/event/cases/en/phenomena_speech.conllu \
  tests/extractor/event/cases/en/phenomena_voice.conllu \
  tests/extractor/event/cases/fr/phenomena_control.conllu \
  tests/extractor/event/cases/fr/phenomena_coordination.conllu \
  tests/extractor/event/cases/fr/phenomena_modality.conllu \
  tests/extractor/event/cases/fr/phenomena_names.conllu \
  tests/extractor/event/cases/fr/phenomena_negation.conllu \
  tests/extractor/event/cases/en/phenomena_news.conllu \
  tests/extractor/event/cases/fr/phenomena_news.conllu \
  tests/extractor/event/cases/en/phenomena_press.conllu \
  tests/extractor/event/cases/fr/phenomena_press.conllu \
  tests/extractor/event/cases/en/phenomena_transitive.conllu \
  tests/extractor/event/cases/fr/phenomena_transitive.conllu \
  tests/extractor/event/cases/en/phenomena_world.conllu \
  tests/extractor/event/cases/fr/phenomena_world.conllu \
  tests/extractor/event/cases/fr/phenomena_nested.conllu \
  tests/extractor/event/cases/fr/phenomena_nouns.conllu \
  tests/extractor/event/cases/fr/phenomena_pronouns.conllu \
  tests/extractor/event/cases/fr/phenomena_relative.conllu \
  tests/extractor/event/cases/en/phenomena_shared.conllu \
  tests/extractor/event/cases/fr/phenomena_shared.conllu \
  tests/extractor/event/cases/fr/phenomena_speech.conllu \
  tests/extractor/event/cases/fr/phenomena_voice.conllu \
  tests/extractor/event/repairs/en.conllu \
  tests/extractor/event/repairs/fr.conllu \
  tests/extractor/event/cases/en/clauses.conllu \
  tests/extractor/event/cases/en/coreference.conllu
