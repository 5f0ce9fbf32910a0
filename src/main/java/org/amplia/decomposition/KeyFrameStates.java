package org.amplia.decomposition;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.ale.ActionName;
import org.amplia.base.UserError;
import org.amplia.env.AtariEnvironment;
import org.amplia.episode.EpisodeReplay;
import org.amplia.episode.Letters;
import org.amplia.episode.Verification;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.ObservedGame;
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
   * @throws UserError in one line that says where, if the cartridge is another, the episode does
   *     not replay, or a key frame's state or action is not the episode's
   */
  public static KeyFrameStates of(DecompositionDemonstration shown, Cartridge cartridge) {
    Verification episode = EpisodeReplay.verify(shown.episode(), cartridge);
    if (!episode.identical()) {
      throw new UserError("the episode does not replay: " + episode.explanation());
    }
    ObservationKind kind = shown.answers().observation();
    KeyFrameStates found =
        new KeyFrameStates(
            EpisodeReplay.states(shown.episode(), cartridge, kind, shown.steps()),
            actionNames(shown, cartridge, kind));
    List<GameState> states = new ArrayList<>();
    for (int i = 0; i < found.states.size(); i++) {
      KeyFrame keyFrame = shown.keyFrames().get(i);
      found.require(DecompositionCheck.place(i, keyFrame), keyFrame, found.states.get(i), shown);
      states.add(
          found
              .states
              .get(i)
              .withRandom(DecompositionDemonstration.chance(shown.seed(), keyFrame.step())));
    }
    return new KeyFrameStates(states, found.actionNames);
  }

  private void require(
      String where, KeyFrame keyFrame, GameState state, DecompositionDemonstration shown) {
    for (Consideration one : keyFrame.considered()) {
      if (!actionNames.contains(one.action())) {
        throw new UserError(
            "%s: there is no %s here: the actions are %s"
                .formatted(where, one.action(), String.join(", ", actionNames)));
      }
    }
    String chosen = actionNames.get(Letters.action(shown.episode().choices(), keyFrame.step()));
    if (!keyFrame.action().equals(chosen)) {
      throw new UserError(
          "%s: %s is said to be taken, and the episode takes %s"
              .formatted(where, keyFrame.action(), chosen));
    }
    String address = ContentAddress.of(state);
    if (!keyFrame.state().equals(address)) {
      throw new UserError(
          "%s: the state is %s and %s was recorded"
              .formatted(where, brief(address), brief(keyFrame.state())));
    }
  }

  private static String brief(String address) {
    return address.substring(0, 12) + "…";
  }

  private static List<String> actionNames(
      DecompositionDemonstration shown, Cartridge cartridge, ObservationKind kind) {
    try (ObservedGame game = EpisodeReplay.playTo(shown.episode(), cartridge, kind, 0)) {
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
