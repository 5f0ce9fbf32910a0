package org.amplia.report.view;

import java.util.function.ObjDoubleConsumer;

/**
 * How much of runs a page holds.
 *
 * @param hasPictures whether pictures of games may be in it
 * @param episodes the most episodes of a run
 * @param isOneOfAMethod whether only the first run of each method has its episodes in it
 * @param told is told what is done and which share of the work is behind, 0 … 1, before what takes
 *     a while
 */
public record Extent(
    boolean hasPictures, int episodes, boolean isOneOfAMethod, ObjDoubleConsumer<String> told) {
  /** What a run's own report holds. */
  public static final Extent OF_A_RUN = new Extent(true, 2, false, Extent::tellNobody);

  /** What a comparison of methods holds: as many games as it has replays. */
  public static final Extent OF_A_COMPARISON = new Extent(true, 1, true, Extent::tellNobody);

  /** What is sent to others. */
  public static final Extent OF_A_BUNDLE = new Extent(true, 1, false, Extent::tellNobody);

  /** The same without pictures. */
  public Extent withPictures(boolean has) {
    return new Extent(has, episodes, isOneOfAMethod, told);
  }

  /** The same, with somebody who is told. */
  public Extent telling(ObjDoubleConsumer<String> whom) {
    return new Extent(hasPictures, episodes, isOneOfAMethod, whom);
  }

  private static void tellNobody(String what, double done) {}
}
