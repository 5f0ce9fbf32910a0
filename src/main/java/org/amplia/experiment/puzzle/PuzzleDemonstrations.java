package org.amplia.experiment.puzzle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.base.RootLocale;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.decomposition.demonstrate.DecompositionDemonstration;
import org.amplia.decomposition.demonstrate.DecompositionDemonstrator.Moment;
import org.amplia.decomposition.demonstrate.DecompositionDemonstrator.Shown;
import org.amplia.decomposition.demonstrate.DecompositionSession;
import org.amplia.decomposition.demonstrate.DecompositionsFile;
import org.amplia.decomposition.demonstrate.Informant;
import org.amplia.decomposition.demonstrate.KeyFrame.AskedItem;
import org.amplia.decomposition.demonstrate.KeyFrame.Conclusion;
import org.amplia.decomposition.demonstrate.KeyFrame.Consideration;
import org.amplia.observe.GameState;
import org.amplia.overseer.Demonstrator;
import org.amplia.overseer.SimpleRule;
import org.amplia.overseer.SuboptimalDemonstrator;
import org.amplia.question.Information;
import org.amplia.rom.Cartridge;

/**
 * Demonstrated decompositions of the puzzle's world: a program that knows the rules asks for what
 * decides in {@link #RIGHT} of the states and for another item in the others. It plays as the
 * suboptimal demonstrator does. Its conclusions teach nothing: one column is no return, and rewards
 * without the value after them leave too much out.
 *
 * @param folder a folder of files for each world and seed
 * @param world that is played
 * @param cartridge the game
 */
public record PuzzleDemonstrations(Path folder, PuzzleWorld world, Cartridge cartridge) {
  /** How often it asks for an item that decides, where one does. */
  static final double RIGHT = 0.6;

  private static final String NAME = "rules";
  private static final int GAMES = 4;
  private static final DecompositionSession.Pace PACE = new DecompositionSession.Pace(500, 4);
  private static final double RANDOM_SHARE = 0.3;

  /** The same run, which reads what was shown. */
  public Configuration read(Configuration run) {
    return new ConfigurationReader(run)
        .set("decomposition.from", of(run).toString(), "--out")
        .resolve();
  }

  /** Shows the games for a run that are not there yet. */
  public void record(Configuration run) {
    RandomStreams streams = new RandomStreams(run.seed());
    try (Informant informant =
            Informant.untrained(cartridge, run.environment(), run.overseer().discount());
        DecompositionSession session =
            new DecompositionSession(cartridge, run.environment(), informant, PACE, run.seed())) {
      for (int game = 0; game < GAMES; game++) {
        Path file =
            of(run).resolve(RootLocale.format("game-%d%s", game, DecompositionsFile.SUFFIX));
        if (!Files.exists(file)) {
          session.begin(game);
          show(session, informant, streams.stream("puzzle.demonstrator", game))
              .ifPresent(shown -> new DecompositionsFile(file, shown).write());
        }
      }
    }
  }

  private Path of(Configuration run) {
    return folder.resolve(world.label() + "-s" + run.seed());
  }

  private Optional<DecompositionDemonstration> show(
      DecompositionSession session, Informant informant, RandomStream random) {
    Demonstrator player = new SuboptimalDemonstrator(SimpleRule.of(world.game()), RANDOM_SHARE);
    Optional<DecompositionDemonstration> content = Optional.empty();
    for (Optional<Moment> due = session.due(); due.isPresent(); due = session.due()) {
      Moment moment = due.get();
      Information item = item(moment.state(), random);
      List<Consideration> considered = new ArrayList<>();
      for (int action = 0; action < moment.actionNames().size(); action++) {
        List<AskedItem> asked = List.of(informant.ask(moment.state(), action, item));
        considered.add(
            new Consideration(
                moment.actionNames().get(action), asked, Conclusion.following(asked)));
      }
      content =
          Optional.of(
              session.take(
                  new Shown(player.act(moment.game(), moment.game(), random), considered),
                  game -> player.act(game, game, random),
                  NAME,
                  Map.of("right", Double.toString(RIGHT))));
    }
    return content;
  }

  /** One that decides, or one that does not; any where none decides. */
  Information item(GameState state, RandomStream random) {
    Set<Information> deciding = world.deciding(state);
    boolean right = random.nextDouble() < RIGHT;
    List<Information> among =
        world.items().stream()
            .filter(item -> deciding.isEmpty() || deciding.contains(item) == right)
            .toList();
    return among.get(random.nextInt(among.size()));
  }
}
