// SPDX-License-Identifier: GPL-3.0-or-later
/// @file confidence.h
/// How sure an event is.
///
/// A product of factors, each a rough share of right events of its kind:
/// 0.95 for a listed trigger, 0.7 for another; 0.9 for each party found through
/// a description, 0.8 through a pronoun; 0.85 for an event without actor; 0.9
/// for a noun, 0.95 for a participle.

#ifndef GESTA_EVENT_CONFIDENCE_H
#define GESTA_EVENT_CONFIDENCE_H

#include "extractor/event/scene.h"

/// units  probability
double
gesta_event_confidence(const GestaEvent *event);

#endif // GESTA_EVENT_CONFIDENCE_H
