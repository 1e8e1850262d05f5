// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/model/adam.h"

#include <assert.h>
#include <math.h>

static const float first_decay = 0.9F;
static const float second_decay = 0.98F; // of fewer steps than the paper's

// 1 - decay ^ steps, by squaring: no library's pow().
static float
correction(float decay, uint32_t steps)
{
  double power = 1.0;
  double factor = (double)decay;
  for (uint32_t left = steps; left > 0; left /= 2) {
    power *= left % 2 ? factor : 1.0;
    factor *= factor;
  }
  return (float)(1.0 - power);
}

void
gesta_adam_step(float *weights, float *sums, float *first, float *second,
                size_t count, uint32_t steps, float rate)
{
  assert(steps > 0);
  const float pace = rate / correction(first_decay, steps);
  const float scale = 1.0F / correction(second_decay, steps);
  for (size_t i = 0; i < count; ++i) {
    const float sum = sums[i];
    first[i] = first_decay * first[i] + (1.0F - first_decay) * sum;
    second[i] = second_decay * second[i] + (1.0F - second_decay) * sum * sum;
    weights[i] -= pace * first[i] / (sqrtf(second[i] * scale) + 1e-7F);
    sums[i] = 0.0F;
  }
}
