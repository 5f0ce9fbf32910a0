package org.amplia.dashboard.person;

import java.util.List;

/**
 * A game of decompositions as it stands.
 *
 * @param name by which it is asked for
 * @param run whose agent answers, by its name; null for none
 * @param keyFrames that there are to be
 * @param frame the key frame on show; null when there is no other
 * @param file what was finished; null before the first key frame is
 * @param learn a command that trains from it; null before
 */
public record DecompositionView(
    String name,
    String game,
    long seed,
    String run,
    int keyFrames,
    Frame frame,
    Items items,
    String file,
    String learn) {
  /**
   * A key frame.
   *
   * @param number from 1 on
   * @param step agent step that begins
   * @param picture rows × columns palette indices, base64
   * @param palette 256 colours, {@code #rrggbb}
   * @param actions names of those that can be taken
   * @param considered what was said of them
   */
  public record Frame(
      int number,
      int step,
      double score,
      int rows,
      int columns,
      List<String> palette,
      String picture,
      List<String> actions,
      List<Considered> considered) {}

  /**
   * What was said of an action.
   *
   * @param goodness 0 … 10; null as long as nothing was said
   */
  public record Considered(String action, List<Answered> asked, Integer goodness) {}

  /**
   * An item that was looked up.
   *
   * @param question the item in words
   */
  public record Answered(String item, String question, double answer) {}

  /**
   * What can be looked up: a feature, agent steps, and who goes on, in any combination.
   *
   * @param most of an action
   */
  public record Items(
      List<Choice> features, List<Integer> steps, List<Choice> continuations, int most) {}

  /**
   * A part of an item.
   *
   * @param label as it is written down
   * @param words for people
   */
  public record Choice(String label, String words) {}
}
