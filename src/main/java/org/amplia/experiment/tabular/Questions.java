package org.amplia.experiment.tabular;

import java.util.List;

/**
 * Questions that are learned side by side, each by an M1 of its own.
 *
 * @param tables one a question
 * @param mover takes the steps that were gathered
 */
public record Questions(List<? extends AnswerTable<?>> tables, Runnable mover) {
  /** Takes the steps that were gathered in all of them. */
  void move() {
    mover.run();
  }
}
