package org.amplia.decomposition.demonstrate;

import java.util.List;

/**
 * How a demonstrator broke up Q2 of one action.
 *
 * @param action ALE's name of it, e.g. {@code UP}
 * @param asked items in the order asked, at most {@link #MOST_ITEMS}
 * @param conclusion how good the action is
 */
public record Consideration(String action, List<AskedItem> asked, Conclusion conclusion) {
  /** Nobody asks for more. */
  public static final int MOST_ITEMS = 3;
}
