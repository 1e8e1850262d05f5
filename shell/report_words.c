// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/report_words.h"

#include <string.h>

static const GestaReportWords known[] = {
  {"en",
   "Yes.",
   "No.",
   "Nothing was found.",
   "Error",
   "left out: no number or no date there",
   "more, not shown",
   {"", "Bar chart", "Line chart", "Timeline", "Network"},
   "to"},
  {"fr",
   "Oui.",
   "Non.",
   "Rien n’a été trouvé.",
   "Erreur",
   "laissés de côté : pas de nombre ou pas de date",
   "de plus, non montrés",
   {"", "Diagramme en barres", "Courbe", "Frise chronologique", "Réseau"},
   "à"},
};

const GestaReportWords *
gesta_report_words(GestaStringView language)
{
  for (size_t i = 0; i < sizeof known / sizeof known[0]; ++i) {
    const size_t size = strlen(known[i].language);
    if (language.size >= size
        && strncasecmp(language.data, known[i].language, size) == 0
        && (language.size == size || language.data[size] == '-')) {
      return &known[i];
    }
  }
  return &known[0];
}
