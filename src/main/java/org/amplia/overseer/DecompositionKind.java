package org.amplia.overseer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How Q2 is broken up. */
public enum DecompositionKind {
  /** The same items in every state: rewards and the value of the state reached. */
  @JsonProperty("fixed")
  FIXED,
  /** Items that M1 asks for (Q3), combined by a judge. */
  @JsonProperty("learned")
  LEARNED
}
