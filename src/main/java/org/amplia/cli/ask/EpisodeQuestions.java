package org.amplia.cli.ask;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.amplia.ask.Inquiry;
import org.amplia.ask.TranscriptCheck;
import org.amplia.ask.TranscriptVerification;
import org.amplia.base.PathName;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.cli.session.Runs;
import org.amplia.config.Configuration;
import org.amplia.env.EnvironmentSettings;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeReplay;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.overseer.LookAheadSettings;
import org.amplia.question.QuestionTree;
import org.amplia.rom.Cartridge;
import org.amplia.run.RunFolder;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.Checkpoint;

/**
 * The questions at a step of an episode, asked of the agent of a run.
 *
 * @param run the run that the agent comes from
 * @param depth levels of questions; if empty as many as the run was taught with
 */
public record EpisodeQuestions(RunFolder run, Optional<Integer> depth) {
  /** Steps at most among which one is chosen where none was named. */
  public static final int CHOSEN_AMONG = 32;

  /** Asks the agent of the run folder that an episode's file lies in. */
  public static EpisodeQuestions of(Path episodeFile) {
    Path episodes = episodeFile.toAbsolutePath().normalize().getParent();
    Path run = episodes == null ? null : episodes.getParent();
    if (run == null) {
      throw new UserError(episodeFile + " does not lie in a run folder: use `ask --run RUN`");
    }
    return new EpisodeQuestions(RunFolder.open(run), Optional.empty());
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
              EpisodeReplay.playTo(episode, cartridge, configuration.observation(), asked);
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
    List<GameState> states =
        EpisodeReplay.states(episode, cartridge, configuration.observation(), spread);
    LookAheadSettings oneLevel = configuration.overseer().withDepth(1);
    try (Inquiry inquiry = new Inquiry(configuration, cartridge, agent, oneLevel)) {
      return spread.get(inquiry.mostDecisive(states));
    }
  }

  /** Asks the questions of the episode's transcript again. */
  public TranscriptVerification verify(Path episodeFile, Episode episode, Cartridge cartridge) {
    return new TranscriptCheck(run, configuration(episode), cartridge)
        .verify(PathName.last(episodeFile), episode);
  }

  private Configuration configuration(Episode episode) {
    Configuration configuration = Runs.configuration(run);
    if (!configuration.game().equals(episode.game())) {
      throw new UserError(
          RootLocale.format(
              "%s learned %s, the episode is of %s: name a run of the same game",
              run.path(), configuration.game(), episode.game()));
    }
    if (!learned(configuration.environment()).equals(learned(episode.settings()))) {
      throw new UserError(
          RootLocale.format(
              "%s learned %s, the episode was played otherwise (%s): ask a run that was trained so",
              run.path(), inWords(configuration.environment()), inWords(episode.settings())));
    }
    return configuration;
  }

  /** What must be alike for an agent to know its way about: not chance, nor when a game ends. */
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
