package org.amplia.question;

import java.util.Locale;

/** Who acts after the action that is asked about, within an item's horizon. */
public enum Continuation {
  /** The current policy's most probable actions. */
  POLICY("if the policy goes on"),
  /** The most probable actions of the demonstrator's clone. */
  DEMONSTRATOR("if the demonstrator's clone goes on"),
  /** The same action again and again. */
  REPEAT("if the action is repeated"),
  /** The first action, which is to do nothing. */
  NOOP("if nothing is done"),
  /** Uniformly random actions, drawn from a stream that the state decides. */
  RANDOM("if random actions follow");

  private final String words;

  Continuation(String words) {
    this.words = words;
  }

  /** Its name where items are written down. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The condition in words. */
  public String inWords() {
    return words;
  }
}
