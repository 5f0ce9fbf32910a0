package org.amplia;

import java.nio.file.Path;
import java.util.List;
import org.amplia.ask.Inquiry;
import org.amplia.ask.RecordedRun;
import org.amplia.base.FolderLock;
import org.amplia.base.RandomStreams;
import org.amplia.cli.session.Runs;
import org.amplia.cli.session.TrainingSession;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.overseer.LookAheadSettings;
import org.amplia.question.QuestionTree;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.Progress;
import org.amplia.run.RunFolder;
import org.amplia.train.agent.Checkpoint;

/** Amplia for Java users; README.md has an example. */
public final class Amplia {
  private Amplia() {}

  /**
   * Opens a game and begins an episode: the field's standard protocol, observations of the RAM.
   *
   * @param game {@code crossing}, {@code rally}, {@code angler}, or the name of an imported ROM
   * @param seed of the game's chances: its start and its sticky actions
   * @throws org.amplia.base.UserError if there is no such game
   */
  public static ObservedGame open(String game, long seed) {
    return begin(
        RomLibrary.fromEnvironment().open(game), EnvironmentSettings.STANDARD, View.RAM, seed);
  }

  private static ObservedGame begin(
      Cartridge cartridge, EnvironmentSettings settings, View view, long seed) {
    RandomStreams streams = new RandomStreams(seed);
    int consoleSeed = streams.stream("console").nextInt(Integer.MAX_VALUE);
    ObservedGame game = new ObservedGame(cartridge, settings, view, consoleSeed);
    game.reset(streams.stream("game"));
    return game;
  }

  /**
   * Trains an agent, as {@code ./amplia train} does; with the defaults about three minutes.
   *
   * @param method e.g. {@code regularised}
   * @param run a new folder, for the agent and everything that was measured
   * @param settings {@code key=value}; {@code ./amplia train --dry-run} lists the keys
   * @throws org.amplia.base.UserError if something given is wrong
   */
  public static void train(String game, String method, long seed, Path run, String... settings) {
    Cartridge cartridge = RomLibrary.fromEnvironment().open(game);
    Method chosen = Method.of(method);
    ConfigurationReader given =
        new ConfigurationReader(Defaults.of(cartridge.game(), chosen)).set("seed", seed, "seed");
    List.of(settings).forEach(given::set);
    Configuration configuration = given.resolve(cartridge.game(), chosen);
    Runs.requireStartable(configuration, cartridge);
    try (FolderLock lock = FolderLock.take(run)) {
      RunFolder folder =
          RunFolder.create(lock, Runs.describe(configuration, cartridge, List.of("Amplia.train")));
      new TrainingSession(new RecordedRun(folder, configuration, cartridge)).train(Progress.NONE);
    }
  }

  /**
   * The last agent of a run, of the command line's or of {@link #train}.
   *
   * @throws org.amplia.base.UserError if there is none, or its method has no overseer
   */
  public static Agent load(Path run) {
    return new Agent(RunFolder.open(run));
  }

  /** A trained agent with its overseer. To be closed. Not thread-safe. */
  public static final class Agent implements AutoCloseable {
    private final Configuration configuration;
    private final Cartridge cartridge;
    private final org.amplia.train.agent.Agent networks;
    private final Inquiry overseer;

    private Agent(RunFolder run) {
      configuration = RecordedRun.configuration(run);
      cartridge = RecordedRun.cartridge(run);
      networks = Checkpoint.loadAgent(run);
      LookAheadSettings lookAhead = configuration.overseer();
      overseer = new Inquiry(configuration, cartridge, networks, lookAhead);
    }

    /** Opens the game that it was trained on, with the same settings, and begins an episode. */
    public ObservedGame open(long seed) {
      return begin(cartridge, configuration.environment(), configuration.view(), seed);
    }

    /** Names of the actions, by index: {@code NOOP}, {@code UP} … */
    public List<String> actions() {
      return overseer.actionNames();
    }

    /**
     * The policy's most probable action in a game that {@link #open} opened: an index. Of a plan it
     * is the first, also where the run plays whole plans.
     */
    public int act(ObservedGame game) {
      return networks.policy().actions(new byte[][] {game.observation()})[0];
    }

    /**
     * Asks the overseer how good an action is where the game is now; the game stays there.
     *
     * @param action an index
     * @return the answer as {@code answer()} in words and as {@code value()}: the discounted points
     *     that the action is expected to bring, null where all actions lead to the same RAM; with
     *     everything that was asked to know it
     */
    public QuestionTree howGood(ObservedGame game, int action) {
      return overseer.ask(game.save(), action);
    }

    @Override
    public void close() {
      overseer.close();
      networks.close();
    }
  }
}
