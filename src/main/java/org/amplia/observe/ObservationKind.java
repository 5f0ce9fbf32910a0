package org.amplia.observe;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a learner sees. */
public enum ObservationKind {
  /** The console's 128 bytes of RAM, now and one step before, and the last action. */
  @JsonProperty("ram")
  RAM,
  /** The last four grey pictures of 84 × 84. */
  @JsonProperty("pixels")
  PIXELS;

  /** Bytes of an observation in a game with so many actions to choose from. */
  public int length(int actionCount) {
    return switch (this) {
      case RAM -> RamObserver.ACTION + actionCount;
      case PIXELS -> PixelObserver.STACK * PixelObserver.SIDE * PixelObserver.SIDE;
    };
  }
}
