package org.amplia.decomposition.demonstrate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amplia.decomposition.demonstrate.KeyFrame.AskedItem;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.question.InformationLabel;

/**
 * A state in which a demonstrator said what it asks.
 *
 * @param step agent step of the episode that begins there, 0 or more
 * @param state {@link org.amplia.question.ContentAddress} of the state
 * @param action ALE's name of the action that was then taken
 * @param considered the actions that it asked about, the one taken among them
 */
public record KeyFrame(int step, String state, String action, List<Consideration> considered) {
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

  /**
   * An item that a demonstrator asked for, with the emulator's answer.
   *
   * @param item its label, e.g. {@code reward/16/policy}
   * @param answer in the feature's units
   */
  public record AskedItem(String item, double answer) {
    /** The item. */
    public Information information() {
      return InformationLabel.read(item);
    }
  }

  /**
   * What a demonstrator made of the answers.
   *
   * @param kind {@link #GOODNESS} of a person, {@link #RETURN} of a program
   * @param value 0 … 10, or a discounted return
   */
  public record Conclusion(String kind, double value) {
    /** How good the action is, 0 … 10: a person's word. */
    public static final String GOODNESS = "goodness";

    /** What follows from the answers alone, as a discounted return. */
    public static final String RETURN = "return";

    /** The best that a person can say. */
    public static final int BEST = 10;

    /**
     * What follows from answers, as M2 combines them: the rewards of the longest horizon that was
     * asked for and, if it was asked for at that horizon under the same continuation, the value of
     * the state reached; or both at once, the outcome. Whatever else was asked for does not count;
     * of nothing follows 0.
     */
    public static Conclusion following(List<AskedItem> asked) {
      AskedItem longest = null;
      for (AskedItem one : asked) {
        if (one.information().feature().isReturn()
            && (longest == null
                || one.information().horizonSteps() > longest.information().horizonSteps())) {
          longest = one;
        }
      }
      if (longest == null) {
        return new Conclusion(RETURN, 0);
      }
      int horizon = longest.information().horizonSteps();
      Continuation continuation = longest.information().continuation();
      Map<Feature, Double> known = new HashMap<>();
      for (AskedItem one : asked) {
        Information item = one.information();
        if (item.horizonSteps() == horizon && item.continuation() == continuation) {
          known.putIfAbsent(item.feature(), one.answer());
        }
      }
      double sum =
          known.getOrDefault(new Feature.RewardSum(), 0.0)
              + known.getOrDefault(new Feature.LeafValue(), 0.0);
      return new Conclusion(RETURN, known.getOrDefault(new Feature.Outcome(), sum));
    }
  }
}
