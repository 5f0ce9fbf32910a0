package org.amplia.baseline;

import java.util.Map;

/** What a loss tells of one batch: where to go, and what to write down. */
public sealed interface LossResult permits ValueLossResult, PpoResult, CrossEntropyResult {
  /** Value and gradient. */
  Loss loss();

  /** The loss and its parts by the names that metrics.jsonl has; see docs/baselines/losses.md. */
  Map<String, Double> metrics();
}
