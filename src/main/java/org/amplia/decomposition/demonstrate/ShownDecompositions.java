package org.amplia.decomposition.demonstrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.base.IoFault;
import org.amplia.base.UserError;
import org.amplia.decomposition.demonstrate.KeyFrame.AskedItem;
import org.amplia.decomposition.demonstrate.KeyFrame.Conclusion;
import org.amplia.decomposition.demonstrate.KeyFrame.Consideration;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.GameState;
import org.amplia.observe.View;
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
   * The files of a folder, in the order of their names, or the one file.
   *
   * @throws UserError if there is none, or one is damaged
   */
  public static List<DecompositionsFile> in(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of(DecompositionsFile.read(place));
    }
    try (Stream<Path> files = Files.list(place)) {
      List<DecompositionsFile> found =
          files
              .filter(file -> file.toString().endsWith(DecompositionsFile.SUFFIX))
              .sorted()
              .map(DecompositionsFile::read)
              .toList();
      UserError.unless(
          !found.isEmpty(),
          "%s holds no %s file: `amplia demonstrate GAME --decompositions` and the page Decompose of"
              + " `amplia serve` make them",
          place,
          DecompositionsFile.SUFFIX);
      return found;
    } catch (IOException e) {
      throw new UserError(place + " cannot be read: " + IoFault.reason(e), e);
    }
  }

  /**
   * Executes a file's episode for who learns.
   *
   * @param learned how the learner plays
   * @param view what it sees
   * @throws UserError in one line that names the file, if it is of another game or of other
   *     settings, does not replay, or shows no item
   */
  public static ShownDecompositions of(
      DecompositionsFile file, Cartridge cartridge, EnvironmentSettings learned, View view) {
    DecompositionDemonstration content = file.content();
    EnvironmentSettings played = content.episode().settings();
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
      return new ShownDecompositions(file, KeyFrameStates.of(content, cartridge, view));
    } catch (UserError difference) {
      throw new UserError(file.path() + ": " + difference.getMessage(), difference);
    }
  }

  /** Emulator frames of the episode, up to the last key frame. */
  public long frames() {
    DecompositionDemonstration content = file.content();
    List<Integer> steps = content.steps();
    return content.episode().frameOfStep(steps.get(steps.size() - 1));
  }

  /**
   * Refuses a file with an item that is not in a space.
   *
   * @param space the items that can be learned
   * @throws UserError naming file and place
   */
  public static void require(DecompositionsFile file, QuerySpace space) {
    List<KeyFrame> keyFrames = file.content().keyFrames();
    for (int i = 0; i < keyFrames.size(); i++) {
      for (Consideration considered : keyFrames.get(i).considered()) {
        for (AskedItem asked : considered.asked()) {
          UserError.unless(
              space.holds(asked.information()),
              "%s: key frame %d, %s: '%s' is not among the items that can be learned: these have"
                  + " horizons up to %d and the continuations %s, no RAM cell that is hidden"
                  + " (hiddenCells) or the same in all states visited, and no ram-value unless"
                  + " decomposition.lookUps names it",
              file.path(),
              i + 1,
              considered.action(),
              asked.item(),
              space.horizons().get(space.horizons().size() - 1),
              space.items().stream()
                  .map(item -> item.continuation().label())
                  .distinct()
                  .collect(Collectors.joining(", ")));
        }
      }
    }
  }

  /**
   * What was asked, as examples, and what was concluded. What was answered to the demonstrator is
   * not used: what is asked is looked up again with the agent that learns.
   *
   * @param shown files, one or more
   * @param cases of states: every action of each
   * @param space the items that can be learned
   * @param most items of a question that are learned; those asked after them are not
   * @throws UserError naming file and place, if an item is not in the space
   */
  public static Choices choices(
      List<ShownDecompositions> shown,
      Function<List<GameState>, CaseFile> cases,
      QuerySpace space,
      int most) {
    List<Integer> numbers = new ArrayList<>();
    List<List<Information>> items = new ArrayList<>();
    List<Conclusion> concluded = new ArrayList<>();
    List<GameState> states = new ArrayList<>();
    for (ShownDecompositions one : shown) {
      require(one.file, space);
      int actions = one.again.actionNames().size();
      for (int i = 0; i < one.again.states().size(); i++) {
        for (Consideration considered : one.file.content().keyFrames().get(i).considered()) {
          List<Information> asked =
              considered.asked().stream().map(AskedItem::information).toList();
          if (!asked.isEmpty()) {
            int action = one.again.actionNames().indexOf(considered.action());
            numbers.add(states.size() * actions + action);
            items.add(asked.subList(0, Math.min(most, asked.size())));
            concluded.add(considered.conclusion());
          }
        }
        states.add(one.again.states().get(i));
      }
    }
    return new Choices(cases.apply(states), numbers, items, concluded);
  }

  /**
   * A demonstrator's answers to Q3, and what it made of them.
   *
   * @param file the cases
   * @param numbers of those that it was asked about
   * @param items its answers, one list a number, in the order asked
   * @param concluded how good it found the action then, one a number
   */
  public record Choices(
      CaseFile file,
      List<Integer> numbers,
      List<List<Information>> items,
      List<Conclusion> concluded) {}
}
