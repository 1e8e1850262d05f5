// SPDX-License-Identifier: GPL-3.0-or-later
/// @file event_finder.h
/// Trees → events: the rules.

#ifndef GESTA_EVENT_EVENT_FINDER_H
#define GESTA_EVENT_EVENT_FINDER_H

#include "extractor/event/attribution.h"
#include "extractor/event/scene.h"
#include "extractor/time/date_mention.h"

#include <stddef.h>

typedef struct GestaEvents {
  GestaEvent *items;
  size_t count;
  size_t room;
} GestaEvents;

/// Append the events of one sentence, in the order of their triggers.
void
gesta_events_find(const GestaScene *scene, const GestaQuotations *quotations,
                  GestaEvents *events);

/// Give the events from `first` on, which are those of the scene's sentence,
/// their dates.
void
gesta_events_date(const GestaScene *scene, const GestaDateMention *dates,
                  size_t count, GestaEvents *events, size_t first);

#endif // GESTA_EVENT_EVENT_FINDER_H
