package org.amplia.decomposition.demonstrate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.ale.ActionName;
import org.amplia.base.UserError;
import org.amplia.decomposition.demonstrate.KeyFrame.Consideration;
import org.amplia.env.AtariEnvironment;
import org.amplia.episode.EpisodeReplay;
import org.amplia.episode.EpisodeReplay.Verification;
import org.amplia.episode.Letters;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.question.ContentAddress;
import org.amplia.rom.Cartridge;

/**
 * The states of demonstrated decompositions, executed again.
 *
 * @param states one a key frame
 * @param actionNames by index
 */
public record KeyFrameStates(List<GameState> states, List<String> actionNames) {
  /**
   * Executes the episode, compares all that it recorded, and goes to the key frames.
   *
   * @param wanted what is to be seen in the states
   * @throws UserError in one line that says where, if the cartridge is another, the episode does
   *     not replay, or a key frame's state or action is not the episode's
   */
  public static KeyFrameStates of(
      DecompositionDemonstration shown, Cartridge cartridge, View wanted) {
    Verification episode = EpisodeReplay.verify(shown.episode(), cartridge);
    if (!episode.identical()) {
      throw new UserError("the episode does not replay: " + episode.explanation());
    }
    View recorded = View.of(shown.answers().observation());
    List<GameState> states = states(shown, cartridge, recorded);
    List<String> names = actionNames(shown, cartridge, recorded);
    for (int i = 0; i < states.size(); i++) {
      require(i, states.get(i), names, shown);
    }
    return new KeyFrameStates(
        wanted.equals(recorded) ? states : states(shown, cartridge, wanted), names);
  }

  private static List<GameState> states(
      DecompositionDemonstration shown, Cartridge cartridge, View view) {
    List<GameState> states = new ArrayList<>();
    for (GameState state : EpisodeReplay.states(shown.episode(), cartridge, view, shown.steps())) {
      int step = shown.keyFrames().get(states.size()).step();
      states.add(state.withRandom(DecompositionDemonstration.chance(shown.seed(), step)));
    }
    return states;
  }

  private static void require(
      int index, GameState state, List<String> actionNames, DecompositionDemonstration shown) {
    KeyFrame keyFrame = shown.keyFrames().get(index);
    String where = DecompositionCheck.place(index, keyFrame);
    for (Consideration one : keyFrame.considered()) {
      if (!actionNames.contains(one.action())) {
        throw UserError.of(
            "%s: there is no %s here: the actions are %s",
            where, one.action(), String.join(", ", actionNames));
      }
    }
    String chosen = actionNames.get(Letters.action(shown.episode().choices(), keyFrame.step()));
    if (!keyFrame.action().equals(chosen)) {
      throw UserError.of(
          "%s: %s is said to be taken, and the episode takes %s", where, keyFrame.action(), chosen);
    }
    String address = ContentAddress.of(state);
    if (!keyFrame.state().equals(address)) {
      throw UserError.of(
          "%s: the state is %s and %s was recorded",
          where, brief(address), brief(keyFrame.state()));
    }
  }

  private static String brief(String address) {
    return address.substring(0, 12) + "…";
  }

  private static List<String> actionNames(
      DecompositionDemonstration shown, Cartridge cartridge, View view) {
    try (ObservedGame game = EpisodeReplay.playTo(shown.episode(), cartridge, view, 0)) {
      return actionNames(game.environment());
    }
  }

  /** The names of a game's actions, by index. */
  static List<String> actionNames(AtariEnvironment game) {
    return IntStream.range(0, game.actionCount())
        .mapToObj(action -> ActionName.of(game.aleAction(action)))
        .toList();
  }
}
