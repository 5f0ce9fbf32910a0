package org.amplia.train.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Method;
import org.amplia.env.EnvironmentSettings;
import org.amplia.model.Plans;
import org.amplia.model.Scores;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.overseer.Demonstrator;
import org.amplia.overseer.Overseer;
import org.amplia.overseer.ScriptedDemonstrator;
import org.amplia.question.Question.BestAction;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.train.agent.Agent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whom DAgger asks, in states of the bundled crossing. */
class ExpertTest {
  private static final Cartridge CROSSING = new RomLibrary(Path.of("none")).open("crossing");

  /** Frames that one step of look-ahead takes: 3 actions × 4. */
  private static final int ONE_STEP = 12;

  /** Frames of an answer of the planner: up, or 8 lengths of either other action; 8 steps × 4. */
  private static final int PLAN = 17 * 8 * 4;

  private static final List<GameState> STATES = new ArrayList<>();
  private static final List<byte[]> SEEN = new ArrayList<>();
  private static GamePool looking;
  private static Agent learner;

  @BeforeAll
  static void open() {
    try (ObservedGame game = game(EnvironmentSettings.STANDARD)) {
      game.reset(new RandomStream(1));
      for (int step = 0; step < 300; step++) {
        game.step(step % 5 == 0 ? 2 : 1);
        SEEN.add(game.observation().clone());
        if (step % 8 == 0) {
          STATES.add(game.save());
        }
      }
    }
    looking =
        new GamePool(
            CROSSING, EnvironmentSettings.STANDARD.withStickyProbability(0), View.RAM, 0, 1);
    learner =
        Agent.fresh(
            ObservationKind.RAM,
            Plans.single(3),
            new Agent.Hidden(16, true),
            Agent.encoderFor(ObservationKind.RAM, 3, SEEN, List.of(), 16),
            new RandomStreams(1),
            0);
  }

  @AfterAll
  static void close() {
    looking.close();
    learner.close();
  }

  private static ObservedGame game(EnvironmentSettings settings) {
    return new ObservedGame(CROSSING, settings, View.RAM, 0);
  }

  private static TrainingContext context(String expert) {
    Configuration configuration =
        new ConfigurationReader(TrainingTest.small(Method.DAGGER, 1, 1))
            .set("dagger.expert=" + expert)
            .resolve();
    return new TrainingContext(configuration, null, null, looking, new RandomStreams(1));
  }

  private static Expert.Advice advice(String expert) {
    return Expert.of(context(expert)).advise(STATES, learner, 1);
  }

  @Test
  void thePlannersAnswersAreThoseItWouldGiveInTheGame() {
    Expert.Advice advice = advice("planner");
    assertThat(advice.statesAsked()).isEqualTo(STATES.size());
    assertThat(advice.actions()).hasSizeBetween(10, STATES.size() - 1).contains(0, 1);
    assertThat(advice.frames())
        .isEqualTo((long) ONE_STEP * STATES.size() + (long) PLAN * advice.actions().length);
    Demonstrator planner = ScriptedDemonstrator.PLANNER.create("crossing", 0);
    List<byte[]> observations = advice.observations();
    try (ObservedGame real = game(EnvironmentSettings.STANDARD);
        ObservedGame copy = game(EnvironmentSettings.STANDARD.withStickyProbability(0))) {
      for (GameState state : STATES) {
        int index = observations.indexOf(state.observation());
        if (index >= 0) {
          real.restore(state);
          assertThat(advice.actions()[index])
              .isEqualTo(planner.act(real, copy, new RandomStream(3)));
        }
      }
    }
  }

  @Test
  void theOverseersAnswerIsWhatItApprovesOfMost() {
    Expert.Advice advice = advice("overseer");
    Overseer overseer = new Overseer(context("overseer").lookAhead(learner));
    List<byte[]> observations = advice.observations();
    assertThat(observations).hasSizeGreaterThan(10);
    for (GameState state : STATES) {
      int index = observations.indexOf(state.observation());
      if (index >= 0) {
        float[] approvals = overseer.approvals(List.of(new BestAction(state))).get(0).values();
        assertThat(approvals[advice.actions()[index]]).isCloseTo(max(approvals), offset(1e-5f));
        assertThat(advice.values().get(index).values()).containsExactly(approvals, offset(1e-5f));
      }
    }
  }

  private static float max(float[] values) {
    return values[Scores.mode(values)];
  }

  @Test
  void theDemonstratorAnswersAsItPlays() {
    Expert.Advice advice = advice("demonstrator");
    assertThat(advice.frames()).isEqualTo((long) ONE_STEP * STATES.size());
    // It goes up, but for a third of 30 % twice.
    long up = Arrays.stream(advice.actions()).filter(action -> action == 1).count();
    assertThat(up).isBetween(advice.actions().length / 2L, advice.actions().length - 1L);
  }

  @Test
  void theGameGoesOnAsIfNobodyHadAsked() {
    List<byte[]> alone = new ArrayList<>();
    List<byte[]> watched = new ArrayList<>();
    Expert planner = Expert.of(context("planner"));
    for (List<byte[]> seen : List.of(alone, watched)) {
      try (ObservedGame game = game(EnvironmentSettings.STANDARD)) {
        game.reset(new RandomStream(9));
        for (int step = 0; step < 40; step++) {
          if (seen == watched && step % 10 == 0) {
            planner.advise(List.of(game.save()), learner, 1);
          }
          game.step(step % 5 == 0 ? 2 : 1);
          seen.add(game.observation().clone());
        }
      }
    }
    assertThat(watched).usingRecursiveComparison().isEqualTo(alone);
  }
}
