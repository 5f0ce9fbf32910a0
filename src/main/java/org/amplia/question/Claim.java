package org.amplia.question;

/**
 * A statement about the consequences of an action, which the emulator can check: "the rewards come
 * to about 0.35 within 16 steps if the policy goes on".
 *
 * @param information what it is about
 * @param reading what it says about that
 */
public record Claim(Information information, Reading reading) {
  /** The claim as a finding of who believes it. */
  public Finding believed() {
    return new Finding(information, reading.value());
  }
}
