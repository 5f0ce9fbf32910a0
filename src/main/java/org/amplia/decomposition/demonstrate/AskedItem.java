package org.amplia.decomposition.demonstrate;

import org.amplia.question.Information;
import org.amplia.question.InformationLabel;

/**
 * An item that a demonstrator asked for, with the emulator's answer.
 *
 * @param item its label, e.g. {@code reward/16/policy}
 * @param answer in the feature's units
 */
public record AskedItem(String item, double answer) {
  /** The item. */
  public Information information() {
    return InformationLabel.read(item);
  }
}
