package org.amplia.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a run has come. */
public enum RunState {
  /** Under way, or its process was killed: {@code resume} goes on from the last checkpoint. */
  @JsonProperty("running")
  RUNNING,
  /** The budget is used up and the final evaluation is written. */
  @JsonProperty("done")
  DONE,
  /**
   * Nobody trains it: the user stopped it (Ctrl-C, a termination signal), it failed, or its
   * comparison has not come to it yet. {@code resume} goes on likewise.
   */
  @JsonProperty("stopped")
  STOPPED
}
