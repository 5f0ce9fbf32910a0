package org.amplia.rom;

/** Where a game stands in the user's library. */
public enum RomStatus {
  /** Comes with Amplia; nothing to do. */
  BUNDLED,
  /** In the library, content checked. */
  IMPORTED,
  /** Known, but the user has not imported its ROM. */
  MISSING,
  /** In the library with the wrong content: import it again. */
  DAMAGED,
  /** Known, but cannot be played by one agent. */
  TWO_PLAYER
}
