package org.amplia.question;

import org.amplia.base.RootLocale;

/**
 * An item of information with the emulator's answer.
 *
 * @param information what was asked
 * @param answer what it reads, in the feature's units
 */
public record Finding(Information information, double answer) {
  /** Item and answer: {@code reward/16/policy = 0.170}. */
  public String inWords() {
    return RootLocale.format("%s = %.3f", information.label(), answer);
  }
}
