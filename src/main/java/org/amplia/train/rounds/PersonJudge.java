package org.amplia.train.rounds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.amplia.base.PathName;
import org.amplia.base.RandomStream;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.RrmConfiguration;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeRecorder;
import org.amplia.episode.Letters;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Preferences;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.rom.Cartridge;
import org.amplia.run.ComparisonAnswer;
import org.amplia.run.ComparisonAnswer.Choice;
import org.amplia.run.ComparisonFolder;
import org.amplia.run.ComparisonQuestion;
import org.amplia.run.ComparisonQuestions;
import org.amplia.train.games.GameTrace;
import org.amplia.train.games.Play.Visited;
import org.amplia.update.Example;

/**
 * A person in place of the judge of {@code rrm}, shown two films from one state: what M2 approves
 * of most, and what M1 would do, each played on by M1. The questions are written to the run's
 * folder, and the round waits for answers; what is not answered by then is gone on without. Which
 * answers a round learned from is recorded, so that the same answers make the same run. See {@code
 * docs/rrm.md}.
 */
final class PersonJudge {
  /** How often one looks for answers. */
  private static final long NANOS_BETWEEN = TimeUnit.MILLISECONDS.toNanos(200);

  private final ComparisonFolder folder;
  private final Configuration configuration;
  private final Cartridge cartridge;
  private final int consoleSeed;
  private final Consumer<String> tell;

  /**
   * A judge of a run.
   *
   * @param consoleSeed of the games that are visited
   * @param tell is told what is waited for
   */
  PersonJudge(
      ComparisonFolder folder,
      Configuration configuration,
      Cartridge cartridge,
      int consoleSeed,
      Consumer<String> tell) {
    this.folder = folder;
    this.configuration = configuration;
    this.cartridge = cartridge;
    this.consoleSeed = consoleSeed;
    this.tell = tell;
  }

  /**
   * What was answered.
   *
   * @param preferences of each decisive state; of those not asked about or not told apart none
   * @param frames emulator frames of the films
   */
  record Judged(List<Preferences> preferences, long frames) {}

  /** A pair of answers to a decisive state. */
  private record Pair(int place, int left, int right, double disagreement) {
    Pair otherWayRound() {
      return new Pair(place, /* left= */ right, /* right= */ left, disagreement);
    }
  }

  /** What is played from a state. */
  private record Film(String choices, long frames) {}

  /**
   * Asks about a round's states.
   *
   * @param policy M1 when the round began
   * @param amplified what M2 thinks of the states, by which they are chosen
   * @param looking games without stickiness, for the films
   * @param random decides which action is shown on which side
   * @param values takes how much was answered
   */
  Judged judge(
      int round,
      ChoiceModel policy,
      Visited visited,
      Amplified amplified,
      GamePool looking,
      RandomStream random,
      Map<String, Double> values) {
    List<Pair> pairs = pairs(policy, amplified, random);
    IdentityHashMap<byte[], Integer> places = new IdentityHashMap<>();
    for (int i = 0; i < visited.states().size(); i++) {
      places.put(visited.states().get(i).observation(), i);
    }
    List<ComparisonQuestion> questions = new ArrayList<>();
    long frames = 0;
    for (Pair pair : pairs) {
      int place = places.get(amplified.examples().get(pair.place()).question());
      GameState state = visited.states().get(place);
      Film left = film(looking, state, pair.left(), policy);
      Film right = film(looking, state, pair.right(), policy);
      frames += left.frames() + right.frames();
      questions.add(
          ComparisonQuestion.of(
              pair.disagreement(),
              until(visited.traces().get(place), state),
              left.choices(),
              right.choices()));
    }
    double askedAt = System.nanoTime();
    Map<String, Choice> choices = answered(round, questions);
    values.put("judge_wait_seconds", (System.nanoTime() - askedAt) / 1e9);
    values.put("comparisons_asked", (double) questions.size());
    values.put("comparisons_unanswered", (double) questions.size() - choices.size());
    values.put(
        "comparisons_untold",
        (double) choices.values().stream().filter(Choice.CANNOT_TELL::equals).count());
    return new Judged(preferences(amplified, pairs, questions, choices), frames);
  }

  /** Those about which M1 and M2 disagree most; which is shown on which side is chance. */
  private List<Pair> pairs(ChoiceModel policy, Amplified amplified, RandomStream random) {
    List<Example<Integer>> taught = amplified.taught();
    List<Pair> pairs = new ArrayList<>();
    float[][] scores =
        taught.isEmpty()
            ? new float[0][]
            : policy.answerScores(taught.stream().map(Example::question).toArray(byte[][]::new));
    for (int i = 0; i < taught.size(); i++) {
      pairs.add(pair(i, taught.get(i), scores[i]));
    }
    return pairs.stream()
        .sorted(Comparator.comparingDouble(Pair::disagreement).reversed())
        .limit(configuration.rrm().questions())
        .map(pair -> random.nextDouble() < 0.5 ? pair : pair.otherWayRound())
        .toList();
  }

  /** What M2 approves of most, and of the other answers the one that M1 finds most probable. */
  private static Pair pair(int place, Example<Integer> example, float[] scores) {
    List<Integer> answers = example.answers();
    int best = 0;
    int likeliest = 0;
    for (int i = 1; i < answers.size(); i++) {
      best = example.approvals()[i] > example.approvals()[best] ? i : best;
      likeliest = scores[answers.get(i)] > scores[answers.get(likeliest)] ? i : likeliest;
    }
    int chosen = best;
    int other =
        IntStream.range(0, answers.size())
            .filter(i -> !answers.get(i).equals(answers.get(chosen)))
            .boxed()
            .max(Comparator.comparingDouble(i -> scores[answers.get(i)]))
            .orElseThrow(() -> new IllegalStateException("one answer alone is compared"));
    double disagreement =
        Math.max(0, (double) example.approvals()[best] - example.approvals()[likeliest]);
    return new Pair(place, answers.get(best), answers.get(other), disagreement);
  }

  /** An action, and then the policy's most probable ones. */
  private Film film(GamePool looking, GameState state, int first, ChoiceModel policy) {
    return looking
        .run(
            1,
            (index, games) -> {
              ObservedGame game = games.withoutChance();
              game.restore(state);
              StringBuilder choices = new StringBuilder();
              int before = game.environment().episodeFrames();
              int action = first;
              while (choices.length() < configuration.rrm().filmSteps()
                  && !game.environment().isOver()) {
                choices.append(Letters.of(action));
                game.step(action);
                action = policy.actions(new byte[][] {game.observation().clone()})[0];
              }
              return new Film(
                  choices.toString(), game.environment().episodeFrames() - (long) before);
            })
        .get(0);
  }

  /** The game that led to a state, played again and recorded. */
  private Episode until(GameTrace trace, GameState state) {
    try (ObservedGame game =
        new ObservedGame(
            cartridge, configuration.environment(), configuration.view(), consoleSeed)) {
      EpisodeRecorder recorder = new EpisodeRecorder(cartridge, consoleSeed);
      game.environment().setFrameListener(recorder);
      trace.replay(game);
      if (!Arrays.equals(
          game.save().environment().emulator().ram(), state.environment().emulator().ram())) {
        throw new IllegalStateException("a visited state is not what its actions lead to");
      }
      return recorder.episode(
          Map.of(
              "method", configuration.method().label(),
              "seed", Long.toString(configuration.seed())));
    }
  }

  private Map<String, Choice> answered(int round, List<ComparisonQuestion> questions) {
    Optional<ComparisonQuestions> before = folder.questions(round);
    ComparisonQuestions asked =
        new ComparisonQuestions(ComparisonQuestions.SCHEMA, round, questions, null);
    if (before.isPresent() && before.get().questions().equals(questions)) {
      // The process was killed in this round. Whatever was closed stays so.
      if (before.get().closed() != null) {
        return folder.choices(asked);
      }
    } else {
      folder.ask(round, questions);
    }
    RrmConfiguration rrm = configuration.rrm();
    if (rrm.answers().isEmpty()) {
      await(asked, rrm.answerMinutes());
    } else {
      take(asked, rrm.answers());
    }
    return folder.close(asked);
  }

  private void await(ComparisonQuestions asked, double minutes) {
    long end = System.nanoTime() + (long) (minutes * 60e9);
    int told = -1;
    while (true) {
      int answered = folder.choices(asked).size();
      if (answered == asked.questions().size() || System.nanoTime() >= end) {
        return;
      }
      if (answered != told) {
        told = answered;
        tell.accept(
            RootLocale.format(
                "round %d waits for a person: %d of %d compared in ./amplia serve",
                asked.round(), answered, asked.questions().size()));
      }
      LockSupport.parkNanos(NANOS_BETWEEN);
      if (Thread.interrupted()) {
        throw new IllegalStateException("interrupted while a person was asked");
      }
    }
  }

  private void take(ComparisonQuestions asked, String file) {
    Map<String, ComparisonAnswer> all =
        ComparisonFolder.answersIn(PathName.of(file, "rrm.answers"));
    List<ComparisonAnswer> ours =
        asked.questions().stream()
            .map(ComparisonQuestion::id)
            .filter(all::containsKey)
            .map(all::get)
            .toList();
    UserError.unless(
        asked.round() > 1 || !ours.isEmpty() || all.isEmpty() || asked.questions().isEmpty(),
        "rrm.answers %s answers no question of this run: take the configuration and the seed of the"
            + " run that asked",
        file);
    folder.copy(ours);
  }

  /** Of each decisive state two comparisons, so that a tie can be one each way. */
  private static List<Preferences> preferences(
      Amplified amplified,
      List<Pair> pairs,
      List<ComparisonQuestion> questions,
      Map<String, Choice> choices) {
    List<Preferences> all = new ArrayList<>();
    for (Example<Integer> example : amplified.examples()) {
      all.add(new Preferences(example.question(), new byte[0], new byte[0]));
    }
    for (int i = 0; i < pairs.size(); i++) {
      Choice choice = choices.get(questions.get(i).id());
      if (choice == null || choice == Choice.CANNOT_TELL) {
        continue;
      }
      byte left = (byte) pairs.get(i).left();
      byte right = (byte) pairs.get(i).right();
      byte[] preferred =
          switch (choice) {
            case LEFT -> new byte[] {left, left};
            case RIGHT -> new byte[] {right, right};
            default -> new byte[] {left, right};
          };
      byte[] other =
          switch (choice) {
            case LEFT -> new byte[] {right, right};
            case RIGHT -> new byte[] {left, left};
            default -> new byte[] {right, left};
          };
      int place = pairs.get(i).place();
      all.set(place, new Preferences(all.get(place).observation(), preferred, other));
    }
    return all;
  }
}
