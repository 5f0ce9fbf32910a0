package org.amplia.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a trial is for. */
public enum Split {
  /** To be learned from. */
  @JsonProperty("train")
  TRAIN,
  /** To measure what was learned. */
  @JsonProperty("validation")
  VALIDATION
}
