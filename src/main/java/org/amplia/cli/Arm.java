package org.amplia.cli;

import org.amplia.rom.Cartridge;
import org.amplia.train.Configuration;
import org.amplia.train.RunFolder;
import org.amplia.train.RunState;

/**
 * One run of a comparison.
 *
 * @param run its folder
 * @param configuration its resolved configuration
 * @param cartridge its cartridge
 */
record Arm(RunFolder run, Configuration configuration, Cartridge cartridge) {
  boolean isDone() {
    return run.description().state() == RunState.DONE;
  }

  /** Share of its budget that is used, 0 … 1, by what it has measured. */
  double progress() {
    return isDone() ? 1 : configuration.budget().used(run.cost());
  }

  String label() {
    return configuration.method() + " s" + configuration.seed();
  }
}
