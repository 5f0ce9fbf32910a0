package org.amplia.observe;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.amplia.ale.Emulator;

/** What a learner sees. */
public enum ObservationKind {
  /** The console's 128 bytes of RAM, now and one step before, and the last action. */
  @JsonProperty("ram")
  RAM,
  /** The last four grey pictures of 84 × 84. */
  @JsonProperty("pixels")
  PIXELS;

  /** Rows and columns of a picture. */
  public static final int SIDE = 84;

  /** Pictures in an observation, oldest first. */
  public static final int STACK = 4;

  /** Bytes of an observation in a game with so many actions to choose from. */
  public int length(int actionCount) {
    return switch (this) {
      case RAM -> 2 * Emulator.RAM_BYTES + actionCount;
      case PIXELS -> STACK * SIDE * SIDE;
    };
  }
}
