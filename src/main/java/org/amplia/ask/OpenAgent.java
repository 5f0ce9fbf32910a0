package org.amplia.ask;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.amplia.base.UnreadableFile;
import org.amplia.config.Configuration;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeTape;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Scores;
import org.amplia.observe.GameState;
import org.amplia.overseer.LookAheadSettings;
import org.amplia.overseer.Opinions;
import org.amplia.question.Future;
import org.amplia.question.QuestionTree;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.Checkpoint;
import org.amplia.train.games.EngineShare;

/**
 * The agent of a run's last checkpoint, read once, to be asked any number of questions about steps
 * of recorded episodes. One question at a time, always by the same thread.
 */
public final class OpenAgent implements AutoCloseable {
  /** Steps at most among which one is chosen where none was named. */
  public static final int CHOSEN_AMONG = 32;

  private static final int STEPS_TOGETHER = 16;

  private final RecordedRun run;
  private final Agent agent;
  private final Map<LookAheadSettings, Inquiry> inquiries = new HashMap<>();
  private List<Kept> checkpoints;
  private EpisodeTape tape;
  private Episode taped;

  /** A policy of the run, of a checkpoint that is there. */
  private record Kept(String name, int round, ChoiceModel policy) {}

  /**
   * Reads the agent.
   *
   * @throws org.amplia.base.UserError if there is none, or the run's method asks no overseer
   */
  public OpenAgent(RecordedRun run) {
    this.run = run;
    agent = Checkpoint.loadAgent(run.folder());
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
   * @param episode of the game and with the settings that the run learned, see {@link
   *     RecordedRun#about}
   * @param depth levels of questions; if empty as many as the run was trained with
   */
  public Answered ask(Episode episode, int step, AskedQuestion question, Optional<Integer> depth) {
    GameState state = state(episode, step);
    LookAheadSettings taught = run.configuration().overseer();
    Inquiry inquiry = inquiry(depth.map(taught::withDepth).orElse(taught));
    return new Answered(
        step, state, question.ask(new AskedQuestion.Moment(run.folder(), inquiry, state)));
  }

  private Inquiry inquiry(LookAheadSettings settings) {
    // Another agent may have been asked meanwhile; the last bits of an answer depend on it.
    EngineShare.take(run.configuration());
    return inquiries.computeIfAbsent(
        settings, wanted -> new Inquiry(run.configuration(), run.cartridge(), agent, wanted));
  }

  private GameState state(Episode episode, int step) {
    return tape(episode).state(step);
  }

  /** One is kept: who asks about an episode asks again. */
  private EpisodeTape tape(Episode episode) {
    if (tape == null || !episode.equals(taped)) {
      if (tape != null) {
        tape.close();
        tape = null;
      }
      tape = new EpisodeTape(episode, run.cartridge(), run.configuration().view());
      taped = episode;
    }
    return tape;
  }

  private List<GameState> states(Episode episode, List<Integer> steps) {
    return steps.stream().map(step -> state(episode, step)).toList();
  }

  /**
   * Of steps spread evenly over the episode the one where the approvals of the actions, by one
   * level of questions, lie furthest apart.
   */
  int decisiveStep(Episode episode) {
    long steps = episode.steps();
    List<Integer> spread =
        IntStream.range(0, CHOSEN_AMONG)
            .map(i -> (int) (i * steps / CHOSEN_AMONG))
            .distinct()
            .boxed()
            .toList();
    Configuration configuration = run.configuration();
    List<GameState> states = states(episode, spread);
    return spread.get(inquiry(configuration.overseer().withDepth(1)).mostDecisive(states));
  }

  /**
   * M1's policy in a checkpoint.
   *
   * @param checkpoint {@code previous}, {@code last} or {@code best}; several names where one round
   *     has them
   * @param round the round after which it was written
   * @param probabilities of each (first) action
   */
  public record PolicyThen(String checkpoint, int round, List<Double> probabilities) {}

  /** What M1 would have done at a step, by the checkpoints that are there, oldest first. */
  public List<PolicyThen> policies(Episode episode, int step) {
    EngineShare.take(run.configuration());
    byte[][] seen = {state(episode, step).observation()};
    return checkpoints().stream()
        .map(
            kept ->
                new PolicyThen(
                    kept.name(),
                    kept.round(),
                    Arrays.stream(Scores.probabilities(kept.policy().scores(seen)[0]))
                        .boxed()
                        .toList()))
        .toList();
  }

  private List<Kept> checkpoints() {
    if (checkpoints == null) {
      Map<Integer, Kept> byRound = new LinkedHashMap<>();
      for (String name : List.of("previous", "last", "best")) {
        Path file = run.folder().checkpoints().resolve(name + ".safetensors");
        if (Files.exists(file)) {
          read(name, file)
              .ifPresent(
                  kept ->
                      byRound.merge(
                          kept.round(),
                          kept,
                          (one, same) -> {
                            same.policy().network().close();
                            return new Kept(
                                one.name() + ", " + same.name(), one.round(), one.policy());
                          }));
        }
      }
      List<Kept> all = new ArrayList<>(byRound.values());
      all.sort((one, other) -> Integer.compare(one.round(), other.round()));
      checkpoints = List.copyOf(all);
    }
    return checkpoints;
  }

  /** One that is damaged is left out: nothing but a comparison depends on it. */
  private Optional<Kept> read(String name, Path file) {
    try {
      Checkpoint checkpoint = Checkpoint.readWithoutData(file, run.folder());
      checkpoint.cloned().network().close();
      checkpoint.agent().evaluator().network().close();
      return Optional.of(new Kept(name, checkpoint.round(), checkpoint.agent().policy()));
    } catch (UnreadableFile damaged) {
      if (Thread.currentThread().isInterrupted()) {
        throw damaged; // it may be whole
      }
      return Optional.empty();
    }
  }

  /**
   * What M1 and M2 think of a step.
   *
   * @param step agent step of the episode
   * @param probabilities of each (first) action, M1's
   * @param opinions M1's and M2's, by one level of questions
   * @param frames emulator frames that M2 took
   */
  public record Opinion(int step, List<Double> probabilities, Opinions opinions, long frames) {}

  /**
   * What is thought of many steps, in one pass.
   *
   * @param steps ascending, one or more
   * @param each is told of every step when it is known
   */
  public List<Opinion> opinions(Episode episode, List<Integer> steps, Consumer<Opinion> each) {
    Configuration configuration = run.configuration();
    Inquiry inquiry = inquiry(configuration.overseer().withDepth(1));
    List<Opinion> all = new ArrayList<>();
    for (int from = 0; from < steps.size(); from += STEPS_TOGETHER) {
      List<Integer> some = steps.subList(from, Math.min(steps.size(), from + STEPS_TOGETHER));
      List<Inquiry.Thought> thoughts = inquiry.thoughts(states(episode, some));
      for (int i = 0; i < some.size(); i++) {
        Inquiry.Thought thought = thoughts.get(i);
        Opinion opinion =
            new Opinion(some.get(i), thought.probabilities(), thought.opinions(), thought.frames());
        all.add(opinion);
        each.accept(opinion);
      }
    }
    return all;
  }

  /**
   * Plays futures one after the other from a step on, as the overseer's look-ahead does.
   *
   * @param futures what is played; one or more
   * @throws org.amplia.base.UserError if the game has no such action
   */
  public FutureFilm film(Episode episode, int step, List<Future> futures) {
    return FutureFilm.of(
        inquiry(run.configuration().overseer()), tape(episode).stateWithScreen(step), futures);
  }

  @Override
  public void close() {
    inquiries.values().forEach(Inquiry::close);
    if (tape != null) {
      tape.close();
    }
    if (checkpoints != null) {
      checkpoints.forEach(kept -> kept.policy().network().close());
    }
    agent.close();
  }
}
