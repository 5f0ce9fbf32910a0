package org.amplia.overseer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.base.UserError;
import org.amplia.env.EnvironmentSettings;
import org.amplia.env.Step;
import org.amplia.env.Step.Ending;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.question.Event;
import org.amplia.question.Question.EventProbability;
import org.amplia.question.QuestionTree;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Futures of the bundled rally, in which a point is scored or conceded every few seconds. */
class EventLookAheadTest {
  private static final Cartridge RALLY = new RomLibrary(Path.of("none")).open("rally");
  private static final EnvironmentSettings STANDARD = EnvironmentSettings.STANDARD;
  private static final Player FOLLOWER =
      new Player.Scripted(new SuboptimalDemonstrator(SimpleRule.RALLY, 0));
  private static final Player CARELESS =
      new Player.Scripted(new SuboptimalDemonstrator(SimpleRule.RALLY, 0.5));
  private static final int HORIZON_STEPS = 30;

  private static final List<EventProbability> QUESTIONS = new ArrayList<>();

  @BeforeAll
  static void gather() {
    try (ObservedGame game = game(STANDARD)) {
      game.reset(new RandomStream(1));
      RandomStream random = new RandomStream(4);
      for (int step = 0; step < 240; step++) {
        game.step(CARELESS.next(List.of(game), List.of(random)).get(0).get(0));
        if (step % 60 == 30) {
          GameState state = game.save();
          for (Event event : List.of(Event.POINT_SCORED, Event.POINT_CONCEDED)) {
            QUESTIONS.add(new EventProbability(state, step % 6, event, HORIZON_STEPS));
          }
        }
      }
    }
  }

  private static ObservedGame game(EnvironmentSettings settings) {
    return new ObservedGame(RALLY, settings, View.RAM, 0);
  }

  private static List<EventFrequency> ask(
      EnvironmentSettings settings, Player player, int rollouts, int threads) {
    try (GamePool pool = new GamePool(RALLY, settings, View.RAM, 0, threads)) {
      RandomStreams streams = new RandomStreams(6);
      return new EventLookAhead(pool, player, rollouts)
          .frequencies(QUESTIONS, question -> streams.stream("test", question));
    }
  }

  /** Nothing is left to chance, so every future is the one that a game played alone has. */
  @Test
  void withoutChanceEveryFutureIsTheOneThatIsPlayedAlone() {
    EnvironmentSettings noChance = STANDARD.withStickyProbability(0);
    List<EventFrequency> asked = ask(noChance, FOLLOWER, 2, 1);
    int happened = 0;
    try (ObservedGame game = game(noChance)) {
      for (int q = 0; q < QUESTIONS.size(); q++) {
        EventProbability question = QUESTIONS.get(q);
        game.restore(question.state());
        int before = game.environment().episodeFrames();
        int action = question.action();
        boolean alone = false;
        for (int step = 0; step < HORIZON_STEPS && !alone; step++) {
          Step result = game.step(action);
          alone =
              question.event() == Event.POINT_SCORED ? result.reward() > 0 : result.reward() < 0;
          action = FOLLOWER.next(List.of(game), List.of(new RandomStream(1))).get(0).get(0);
        }
        int frames = game.environment().episodeFrames() - before;
        assertThat(asked.get(q)).isEqualTo(new EventFrequency(alone ? 2 : 0, 2, 2L * frames));
        happened += alone ? 1 : 0;
      }
    }
    assertThat(happened).isBetween(1, QUESTIONS.size() - 1);
  }

  @Test
  void withStickyActionsFuturesDifferAndThreadsChangeNothing() {
    List<EventFrequency> frequencies = ask(STANDARD, FOLLOWER, 4, 1);
    assertThat(frequencies).anyMatch(f -> f.happened() > 0 && f.happened() < 4);
    assertThat(ask(STANDARD, FOLLOWER, 4, 2)).isEqualTo(frequencies);
  }

  @Test
  void anAnswerCountsTheFuturesThatItPlayed() {
    RandomStreams streams = new RandomStreams(8);
    IntFunction<RandomStream> chances = rollout -> streams.stream("test", rollout);
    List<String> names = Collections.nCopies(6, "action");
    int uncertain = 0;
    try (GamePool pool = new GamePool(RALLY, STANDARD, View.RAM, 0, 2)) {
      for (EventProbability question : QUESTIONS) {
        double before = 0;
        for (int rollouts : new int[] {1, 5, 40}) {
          QuestionTree tree =
              new EventLookAhead(pool, FOLLOWER, rollouts).explain(question, chances, names);
          double happened = tree.subquestions().get(0).value();
          // The first futures are the same, however many there are.
          assertThat(happened).isBetween(before, (double) rollouts);
          assertThat(tree.value()).isEqualTo(happened / rollouts);
          List<EventFrequency> each =
              new EventLookAhead(pool, FOLLOWER, 1)
                  .frequencies(Collections.nCopies(rollouts, question), chances);
          assertThat(tree.frames())
              .isEqualTo(each.stream().mapToLong(EventFrequency::frames).sum());
          assertExamplesAreTheFirstOfEachKind(tree.subquestions().get(0), each);
          before = happened;
        }
        uncertain += before > 0 && before < 40 ? 1 : 0;
        // Within a shorter horizon nothing happens that does not within a longer one.
        for (int horizon : new int[] {HORIZON_STEPS - 1, HORIZON_STEPS / 2, 1}) {
          EventProbability sooner =
              new EventProbability(question.state(), question.action(), question.event(), horizon);
          double happened =
              new EventLookAhead(pool, FOLLOWER, 40)
                  .explain(sooner, chances, names)
                  .subquestions()
                  .get(0)
                  .value();
          assertThat(happened).isLessThanOrEqualTo(before);
          before = happened;
        }
      }
    }
    assertThat(uncertain).isPositive();
  }

  private static void assertExamplesAreTheFirstOfEachKind(
      QuestionTree played, List<EventFrequency> each) {
    int[] shown = new int[2];
    Iterator<QuestionTree> examples = played.subquestions().iterator();
    for (int i = 0; i < each.size(); i++) {
      int happened = each.get(i).happened();
      if (shown[happened]++ < 3) {
        QuestionTree example = examples.next();
        assertThat(example.question()).startsWith("Does it happen in future " + (i + 1) + ", ");
        assertThat(example.value()).isEqualTo(happened);
        assertThat(example.frames()).isEqualTo(each.get(i).frames());
      }
    }
    assertThat(examples.hasNext()).isFalse();
  }

  @Test
  void theFrequencyIsApprovedOfMost() {
    for (int happened = 0; happened <= 10; happened++) {
      EventFrequency frequency = new EventFrequency(happened, 10, 0);
      double best = frequency.approval(frequency.frequency());
      for (int i = 0; i <= 200; i++) {
        assertThat(frequency.approval(i / 200.0)).isLessThanOrEqualTo(best);
      }
      assertThat(frequency.approval(0)).isEqualTo(frequency.approval(0.001)).isFinite();
      assertThat(frequency.approval(1)).isEqualTo(frequency.approval(0.999)).isFinite();
    }
  }

  @Test
  void anEventIsWhatOneStepShows() {
    assertThat(Event.POINT_SCORED.happenedIn(new Step(2, 0, null))).isTrue();
    assertThat(Event.POINT_SCORED.happenedIn(new Step(-1, 1, null))).isFalse();
    assertThat(Event.POINT_CONCEDED.happenedIn(new Step(-1, 0, null))).isTrue();
    assertThat(Event.POINT_CONCEDED.happenedIn(new Step(0, 0, null))).isFalse();
    assertThat(Event.LIFE_LOST.happenedIn(new Step(0, 1, new Ending.GameOver()))).isTrue();
    assertThat(Event.LIFE_LOST.happenedIn(new Step(-1, 0, null))).isFalse();
    assertThat(Event.named("life-lost")).isEqualTo(Event.LIFE_LOST);
  }

  @Test
  void theQuestionSaysWhatItAsks() {
    GameState state = QUESTIONS.get(0).state();
    assertThat(new EventProbability(state, 1, Event.LIFE_LOST, 16).inWords(List.of("NOOP", "LEFT")))
        .isEqualTo("What is the probability that a life is lost within 16 agent steps after LEFT?");
    assertThatThrownBy(() -> new EventProbability(state, 1, Event.LIFE_LOST, 0))
        .isInstanceOf(UserError.class);
  }
}
