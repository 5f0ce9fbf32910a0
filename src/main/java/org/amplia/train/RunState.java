package org.amplia.train;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a run has come. */
public enum RunState {
  /** Under way, or killed: {@code resume} goes on from the last checkpoint. */
  @JsonProperty("running")
  RUNNING,
  /** The budget is used up and the final evaluation is written. */
  @JsonProperty("done")
  DONE,
  /** The user stopped it (Ctrl-C, a termination signal): {@code resume} goes on likewise. */
  @JsonProperty("stopped")
  STOPPED
}
