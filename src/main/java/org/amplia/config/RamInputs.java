package org.amplia.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the network of a learner without an overseer reads RAM. */
public enum RamInputs {
  /** Every byte, divided by 255: what other libraries do. */
  @JsonProperty("bytes")
  BYTES,
  /** Beside the bytes the features that the methods with an overseer have. */
  @JsonProperty("features")
  FEATURES
}
