// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/event/confidence.h"

#include <string.h>

static double
party_factor(const GestaMention *party)
{
  switch (party->kind) {
  case GESTA_MENTION_DESCRIPTION:
    return 0.9;
  case GESTA_MENTION_PRONOUN:
  case GESTA_MENTION_SPEAKER:
    return 0.8;
  case GESTA_MENTION_NONE:
  case GESTA_MENTION_NAME:
  case GESTA_MENTION_PHRASE:
    return 1.0;
  }
  return 1.0;
}

double
gesta_event_confidence(const GestaEvent *event)
{
  double confidence = event->listed ? 0.95 : 0.7;
  confidence *= party_factor(&event->actors) * party_factor(&event->targets);
  confidence *= event->actors.count == 0 ? 0.85 : 1.0;
  confidence *= strcmp(event->rule, "noun") == 0 ? 0.9 : 1.0;
  confidence *= strcmp(event->rule, "participle") == 0 ? 0.95 : 1.0;
  return confidence;
}
