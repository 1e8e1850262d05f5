// SPDX-License-Identifier: GPL-3.0-or-later
/// @file adam.h
/// Follow a gradient, each weight at its own pace.  Training only.
///
/// source  Kingma, Ba: Adam: a method for stochastic optimization, ICLR 2015,
///         algorithm 1

#ifndef GESTA_MODEL_ADAM_H
#define GESTA_MODEL_ADAM_H

#include <stddef.h>
#include <stdint.h>

/// Change weights by what was summed up for them, and begin new sums.
///
/// shapes  weights, sums, first, second [count]; the last two hold the moments
///         and begin with zeros
/// needs   steps: how often these weights were changed, this time included
void
gesta_adam_step(float *weights, float *sums, float *first, float *second,
                size_t count, uint32_t steps, float rate);

#endif // GESTA_MODEL_ADAM_H
