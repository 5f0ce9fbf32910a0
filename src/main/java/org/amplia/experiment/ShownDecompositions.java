package org.amplia.experiment;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.decomposition.demonstrate.DecompositionDemonstration;
import org.amplia.decomposition.demonstrate.DecompositionsFile;
import org.amplia.decomposition.demonstrate.KeyFrame.Consideration;
import org.amplia.decomposition.demonstrate.KeyFrameStates;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.GameState;
import org.amplia.overseer.Consequences;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;
import org.amplia.rom.Cartridge;

/**
 * A file of demonstrated decompositions, executed again for a run's agent to learn from.
 *
 * @param file what was shown
 * @param again its states as the agent sees them
 */
public record ShownDecompositions(DecompositionsFile file, KeyFrameStates again) {
  /**
   * Executes a file's episode for the agent of a run.
   *
   * @throws UserError in one line that names the file, if it is of another game or of other
   *     settings, does not replay, or shows no item
   */
  public static ShownDecompositions of(
      DecompositionsFile file, Configuration configuration, Cartridge cartridge) {
    DecompositionDemonstration content = file.content();
    EnvironmentSettings played = content.episode().settings();
    EnvironmentSettings learned = configuration.environment();
    if (!content.episode().game().equals(cartridge.game())) {
      throw UserError.of(
          "%s is of %s and the run is of %s: name demonstrations of the run's game",
          file.path(), content.episode().game(), cartridge.game());
    }
    if (!played.withStickyProbability(0).equals(learned.withStickyProbability(0))) {
      throw new UserError(
          file.path()
              + " plays with other settings than the run (only stickiness may differ): record it"
              + " with --run");
    }
    if (content.keyFrames().stream()
        .flatMap(keyFrame -> keyFrame.considered().stream())
        .allMatch(one -> one.asked().isEmpty())) {
      throw new UserError(file.path() + " asks for no item: nothing can be learned from it");
    }
    try {
      return new ShownDecompositions(
          file, KeyFrameStates.of(content, cartridge, configuration.view()));
    } catch (UserError difference) {
      throw new UserError(file.path() + ": " + difference.getMessage(), difference);
    }
  }

  /**
   * What was asked, as examples. What was answered to the demonstrator is not used: what is asked
   * is looked up again with the agent that learns.
   *
   * @param shown files, one or more
   * @param space the items that can be learned
   * @param referenceSteps agent steps of the look-ahead that says what a case came to
   * @param most items of a question that are learned; those asked after them are not
   * @throws UserError naming file and place, if an item is not in the space
   */
  static Choices choices(
      List<ShownDecompositions> shown,
      Consequences consequences,
      QuerySpace space,
      int referenceSteps,
      int most) {
    List<Integer> numbers = new ArrayList<>();
    List<List<Information>> items = new ArrayList<>();
    List<GameState> states = new ArrayList<>();
    for (ShownDecompositions one : shown) {
      int actions = one.again.actionNames().size();
      for (int i = 0; i < one.again.states().size(); i++) {
        for (Consideration considered : one.file.content().keyFrames().get(i).considered()) {
          List<Information> asked = one.items(i, considered, space);
          if (!asked.isEmpty()) {
            int action = one.again.actionNames().indexOf(considered.action());
            numbers.add(states.size() * actions + action);
            items.add(asked.subList(0, Math.min(most, asked.size())));
          }
        }
        states.add(one.again.states().get(i));
      }
    }
    return new Choices(CaseFile.of(consequences, states, referenceSteps), numbers, items);
  }

  private List<Information> items(int keyFrame, Consideration considered, QuerySpace space) {
    List<Information> items = new ArrayList<>();
    for (var asked : considered.asked()) {
      Information item = asked.information();
      if (!space.holds(item)) {
        throw UserError.of(
            "%s: key frame %d, %s: '%s' is not among the items that can be learned: its RAM cell is"
                + " the same in all states visited or hidden (hiddenCells), or it is a ram-value",
            file.path(), keyFrame + 1, considered.action(), asked.item());
      }
      items.add(item);
    }
    return items;
  }

  /**
   * A demonstrator's answers to Q3.
   *
   * @param file the cases
   * @param numbers of those that it was asked about
   * @param items its answers, one list a number, in the order asked
   */
  record Choices(CaseFile file, List<Integer> numbers, List<List<Information>> items) {}
}
