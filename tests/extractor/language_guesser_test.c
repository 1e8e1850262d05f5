// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/language_guesser.h"

#include "extractor/text/conllu.h"
#include "graph/base/file.h"
#include "tests/support/cmocka_support.h"

#include <stdlib.h>
#include <string.h>

static const char *
data_directory(void)
{
  const char *const path = getenv(
    "GESTA_DATA"); // NOLINT(concurrency-mt-unsafe)
  return path ? path : "ontology";
}

static GestaLanguageGuesser *
open_guesser(void)
{
  GestaLanguageGuesser *guesser = NULL;
  assert_int_equal(gesta_language_guesser_open(gesta_default_allocator(),
                                               data_directory(), &guesser,
                                               NULL),
                   GESTA_OK);
  return guesser;
}

// The code, or "" for none.
static const char *
guess(const GestaLanguageGuesser *guesser, const char *text)
{
  GestaStringView code = {"", 0};
  const GestaStatus status = gesta_language_guesser_guess(
    guesser, gesta_view(text), &code);
  assert_true(status == GESTA_OK || status == GESTA_NOT_FOUND);
  return status == GESTA_OK ? code.data : "";
}

static void
sentences_of_installed_languages_are_told_apart(void **state)
{
  (void)state;
  static const char *const texts[][2] = {
    {"fr", "La ministre a rencontré son homologue turc mardi à Ankara."},
    {"fr", "Les pourparlers reprendront la semaine prochaine."},
    {"fr", "Il n'a pas voulu dire s'il viendrait."},
    {"fr", "LE PARLEMENT ADOPTE LE BUDGET DE L'ÉTAT"},
    {"en", "The minister met her Turkish counterpart in Ankara on Tuesday."},
    {"en", "Talks will resume next week."},
    {"en", "He would not say whether he was coming."},
    {"en", "PARLIAMENT ADOPTS THE BUDGET OF THE STATE"},
  };
  GestaLanguageGuesser *guesser = open_guesser();
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; ++i) {
    assert_string_equal(guess(guesser, texts[i][1]), texts[i][0]);
  }
  gesta_language_guesser_close(guesser);
}

static void
other_languages_are_none_of_them(void **state)
{
  (void)state;
  static const char *const texts[] = {
    "Der Bundeskanzler hat am Montag in Berlin erklärt, dass die Regierung "
    "neue Maßnahmen gegen die Inflation beschließen werde.",
    "Das Parlament stimmte dem Gesetz gestern Abend zu.",
    "El presidente del Gobierno anunció el lunes que el país enviará ayuda "
    "humanitaria a la región.",
    "El ministro viajó ayer a la capital para hablar con sus colegas.",
    "Cumhurbaşkanı pazartesi günü yaptığı açıklamada hükümetin yeni önlemler "
    "alacağını söyledi.",
    "Il presidente del Consiglio ha annunciato lunedì che il governo adotterà "
    "nuove misure contro l'inflazione.",
    "O presidente anunciou na segunda-feira que o governo vai enviar ajuda.",
    "De minister-president verklaarde maandag in Den Haag dat de regering "
    "nieuwe maatregelen zal nemen.",
    "Statsministern meddelade på måndagen att regeringen vidtar åtgärder.",
    "Prezydent ogłosił w poniedziałek, że rząd wyśle pomoc do regionu.",
    "Президент объявил в понедельник, что правительство направит помощь.",
    "総理大臣は月曜日に新しい政策を発表した。",
    "12 345,67 — 2024 !!!",
    "",
  };
  GestaLanguageGuesser *guesser = open_guesser();
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; ++i) {
    if (guess(guesser, texts[i])[0]) {
      fail_msg("\"%s\" is not %s", texts[i], guess(guesser, texts[i]));
    }
  }
  gesta_language_guesser_close(guesser);
}

// Sentences of more than six words are recognized but for 3 in 100.
static void
sentences_of_treebanks_are_recognized(void **state)
{
  (void)state;
  static const char *const codes[] = {"fr", "en"};
  const char *const source = getenv("srcdir"); // NOLINT(concurrency-mt-unsafe)
  GestaLanguageGuesser *guesser = open_guesser();
  for (size_t i = 0; i < 2; ++i) {
    GestaTextBuffer path;
    gesta_text_buffer_init(&path, gesta_default_allocator());
    assert_int_equal(
      gesta_text_buffer_print(&path, "%s/../shared/treebanks/%s/dev.conllu",
                              source ? source : ".", codes[i]),
      GESTA_OK);
    GestaFileMap map;
    const GestaStatus status = gesta_file_map(path.data, &map, NULL);
    gesta_text_buffer_clear(&path);
    if (status) {
      gesta_language_guesser_close(guesser);
      print_message("there are no treebanks in ../shared\n");
      return;
    }
    GestaArena arena;
    GestaDocument document;
    gesta_arena_init(&arena, gesta_default_allocator());
    assert_int_equal(gesta_conllu_read((GestaStringView){map.data, map.size},
                                       &arena, &document, NULL),
                     GESTA_OK);
    size_t seen = 0;
    size_t right = 0;
    for (size_t s = 0; s < document.sentence_count; ++s) {
      const GestaSentence *sentence = &document.sentences[s];
      GestaStringView code = {"", 0};
      if (sentence->word_count <= 6) {
        continue;
      }
      const GestaStringView text = {document.text.data + sentence->begin,
                                    sentence->end - sentence->begin};
      ++seen;
      right += gesta_language_guesser_guess(guesser, text, &code) == GESTA_OK
               && gesta_view_equal(code, gesta_view(codes[i]));
    }
    gesta_arena_clear(&arena);
    gesta_file_unmap(&map);
    print_message("%s: %zu of %zu sentences\n", codes[i], right, seen);
    assert_true(right * 100 >= seen * 97);
  }
  gesta_language_guesser_close(guesser);
}

static void
a_folder_without_models_is_reported(void **state)
{
  (void)state;
  GestaLanguageGuesser *guesser = NULL;
  GestaError error = {0};
  assert_int_equal(gesta_language_guesser_open(gesta_default_allocator(),
                                               "/nowhere", &guesser, &error),
                   GESTA_ERR_FILE);
  assert_non_null(strstr(error.message, "/nowhere/models"));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(sentences_of_installed_languages_are_told_apart),
    cmocka_unit_test(other_languages_are_none_of_them),
    cmocka_unit_test(sentences_of_treebanks_are_recognized),
    cmocka_unit_test(a_folder_without_models_is_reported),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
