package org.amplia.ask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.amplia.base.IoFault;
import org.amplia.base.PathName;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.env.EnvironmentSettings;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeFile;
import org.amplia.episode.EpisodeReplay;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.overseer.LookAheadSettings;
import org.amplia.question.QuestionTree;
import org.amplia.rom.Cartridge;
import org.amplia.run.RunDescription;
import org.amplia.run.RunFolder;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.Checkpoint;
import org.slf4j.LoggerFactory;

/** Questions about steps of recorded episodes, asked of the agent of a run. */
public final class EpisodeQuestions {
  /** Steps at most among which one is chosen where none was named. */
  public static final int CHOSEN_AMONG = 32;

  private final RunFolder run;
  private final Optional<Integer> depth;

  /**
   * Questions to the agent of a run's last checkpoint.
   *
   * @param depth levels of questions; if empty as many as the run was trained with
   */
  public EpisodeQuestions(RunFolder run, Optional<Integer> depth) {
    this.run = run;
    this.depth = depth;
  }

  /**
   * The run folder that an episode's file lies in.
   *
   * @throws UserError if it lies in none
   */
  public static RunFolder runOf(Path episodeFile) {
    Path episodes = episodeFile.toAbsolutePath().normalize().getParent();
    Path run = episodes == null ? null : episodes.getParent();
    if (run == null) {
      throw new UserError(episodeFile + " does not lie in a run folder: use `ask --run RUN`");
    }
    return RunFolder.open(run);
  }

  /**
   * The run of a game that was changed last, of those that have a trained agent with an overseer
   * and a recorded episode.
   *
   * @param runs a folder of run folders; may be missing
   * @param game its name
   */
  public static Optional<RunFolder> newestRun(Path runs, String game) {
    if (!Files.isDirectory(runs)) {
      return Optional.empty();
    }
    try (var folders = Files.list(runs)) {
      return folders
          .filter(path -> Files.isRegularFile(path.resolve(RunFolder.DESCRIPTION)))
          .filter(path -> canBeAsked(new RunFolder(path), game))
          .max(Comparator.comparingLong(path -> path.toFile().lastModified()))
          .map(RunFolder::open);
    } catch (IOException e) {
      throw new UserError(
          runs + " cannot be read (" + IoFault.reason(e) + "): name a run with --run", e);
    }
  }

  private static boolean canBeAsked(RunFolder folder, String game) {
    try {
      RunDescription description = folder.description();
      return description.game().equals(game)
          && !description.method().learnsOnline()
          && RecordedRun.configuration(folder).game().equals(game)
          && RecordedRun.cartridge(folder).game().equals(game)
          && folder.hasCheckpoint()
          && firstEpisode(folder).isPresent();
    } catch (UserError e) {
      LoggerFactory.getLogger(EpisodeQuestions.class).debug("no run to ask", e);
      return false;
    }
  }

  /** The run's first recorded episode, by name; empty if none was recorded. */
  public static Optional<Path> firstEpisode(RunFolder folder) {
    try (var files = Files.list(folder.episodes())) {
      return files
          .filter(file -> file.toString().endsWith(EpisodeFile.SUFFIX))
          .min(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UserError(
          RootLocale.format(
              "%s cannot be read (%s): is the run folder whole?",
              folder.episodes(), IoFault.reason(e)),
          e);
    }
  }

  /**
   * What was asked.
   *
   * @param step agent step of the episode
   * @param state what about
   * @param tree with the answers
   */
  public record Answered(int step, GameState state, QuestionTree tree) {}

  /**
   * Goes to a step and asks.
   *
   * @param step if empty one is chosen where the actions differ
   */
  public Answered ask(
      Episode episode, Cartridge cartridge, Optional<Integer> step, AskedQuestion question) {
    Configuration configuration = configuration(episode);
    LookAheadSettings taught = configuration.overseer();
    LookAheadSettings lookAhead = depth.map(taught::withDepth).orElse(taught);
    try (Agent agent = Checkpoint.loadAgent(run)) {
      int asked = step.orElseGet(() -> decisiveStep(episode, cartridge, configuration, agent));
      try (ObservedGame game =
              EpisodeReplay.playTo(episode, cartridge, configuration.view(), asked);
          Inquiry inquiry = new Inquiry(configuration, cartridge, agent, lookAhead)) {
        GameState state = game.save();
        return new Answered(
            asked, state, question.ask(new AskedQuestion.Moment(run, inquiry, state)));
      }
    }
  }

  /**
   * Of steps spread evenly over the episode the one where the approvals of the actions, by one
   * level of questions, lie furthest apart.
   */
  private static int decisiveStep(
      Episode episode, Cartridge cartridge, Configuration configuration, Agent agent) {
    long steps = episode.steps();
    List<Integer> spread =
        IntStream.range(0, CHOSEN_AMONG)
            .map(i -> (int) (i * steps / CHOSEN_AMONG))
            .distinct()
            .boxed()
            .toList();
    List<GameState> states = EpisodeReplay.states(episode, cartridge, configuration.view(), spread);
    LookAheadSettings oneLevel = configuration.overseer().withDepth(1);
    try (Inquiry inquiry = new Inquiry(configuration, cartridge, agent, oneLevel)) {
      return spread.get(inquiry.mostDecisive(states));
    }
  }

  /** Asks the questions of the episode's transcript again. */
  public TranscriptCheck.Result verify(Path episodeFile, Episode episode, Cartridge cartridge) {
    return new TranscriptCheck(new RecordedRun(run, configuration(episode), cartridge))
        .verify(PathName.last(episodeFile), episode);
  }

  private Configuration configuration(Episode episode) {
    Configuration configuration = RecordedRun.configuration(run);
    if (!configuration.game().equals(episode.game())) {
      throw UserError.of(
          "%s learned %s, the episode is of %s: name a run of the same game",
          run.path(), configuration.game(), episode.game());
    }
    if (!learned(configuration.environment()).equals(learned(episode.settings()))) {
      throw UserError.of(
          "%s learned %s, the episode was played with %s: ask a run that was trained with those"
              + " settings",
          run.path(), inWords(configuration.environment()), inWords(episode.settings()));
    }
    return configuration;
  }

  /** The settings that the agent has learned; chance, and when a game ends, may differ. */
  private static EnvironmentSettings learned(EnvironmentSettings played) {
    EnvironmentSettings usual = EnvironmentSettings.STANDARD;
    return new EnvironmentSettings(
        played.frameSkip(),
        usual.stickyProbability(),
        usual.maxNoopFrames(),
        usual.fireOnReset(),
        played.fullActionSet(),
        usual.lifeLossEnds(),
        usual.maxEpisodeFrames(),
        played.mode(),
        played.difficulty());
  }

  private static String inWords(EnvironmentSettings played) {
    return RootLocale.format(
        "frame skip %d, %s actions, mode %d, difficulty %d",
        played.frameSkip(),
        played.fullActionSet() ? "all" : "minimal",
        played.mode(),
        played.difficulty());
  }
}
