package org.amplia.observe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.amplia.ale.ActionName;
import org.amplia.base.RandomStream;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.env.AtariEnvironment;
import org.amplia.env.AtariEnvironment.FrameListener;
import org.amplia.env.EnvironmentSettings;
import org.amplia.env.Step;
import org.amplia.env.Step.Ending;
import org.amplia.rom.Cartridge;

/**
 * Plays a game and looks whether it keeps what an environment promises: the actions, the seeds, the
 * endings, the cap, the stickiness, the bounds of the buffers, and that a saved state is the whole
 * state.
 */
public final class EnvironmentCheck {
  private static final int STEPS = 200;
  private static final int SNAPSHOTS = 20;
  private static final int STICKY_STEPS = 1000;

  /** Standard errors by which the measured stickiness may differ from the asked one. */
  private static final double TOLERANCE = 4;

  private static final int GUARD = 16;
  private static final byte GUARD_VALUE = 0x5a;

  private final Cartridge cartridge;
  private final EnvironmentSettings settings;
  private final ObservationKind kind;

  /** A check of one game as it would be played. */
  public EnvironmentCheck(Cartridge cartridge, EnvironmentSettings settings, ObservationKind kind) {
    this.cartridge = cartridge;
    this.settings = settings;
    this.kind = kind;
  }

  /**
   * One thing that was looked at; {@code refused} if the game refuses it, which is as good as
   * exact.
   */
  public record Promise(String what, boolean holds, boolean refused, String detail) {
    private Promise(boolean holds, String detail) {
      this("", holds, false, detail);
    }
  }

  /** Looks at everything: about 20,000 steps. */
  public List<Promise> run() {
    List<Promise> promises = new ArrayList<>();
    add(promises, "spaces", this::spaces);
    add(promises, "buffers", this::buffers);
    add(promises, "determinism", this::determinism);
    add(promises, "seeding", this::seeding);
    add(promises, "stickiness", this::stickiness);
    add(promises, "endings", this::endings);
    add(promises, "time limit", this::timeLimit);
    add(promises, "snapshots", () -> orRefused(this::snapshots));
    add(promises, "look-ahead", () -> orRefused(this::lookAhead));
    return promises;
  }

  private static void add(List<Promise> promises, String what, Supplier<Promise> look) {
    Promise seen;
    try {
      seen = look.get();
    } catch (UserError e) {
      seen = new Promise(false, e.getMessage());
    }
    promises.add(new Promise(what, seen.holds(), seen.refused(), seen.detail()));
  }

  /** A restore that cannot be exact must be refused, which is as good. */
  private static Promise orRefused(Supplier<Promise> look) {
    try {
      return look.get();
    } catch (UserError e) {
      return new Promise("", true, true, "refused: " + e.getMessage());
    }
  }

  private ObservedGame game(EnvironmentSettings how) {
    return new ObservedGame(cartridge, how, View.of(kind), 0);
  }

  private ObservedGame started(long seed) {
    ObservedGame game = game(settings);
    game.reset(new RandomStream(seed));
    return game;
  }

  private Promise spaces() {
    try (ObservedGame game = started(1)) {
      AtariEnvironment environment = game.environment();
      List<String> names = new ArrayList<>();
      for (int a = 0; a < environment.actionCount(); a++) {
        names.add(ActionName.of(environment.aleAction(a)));
      }
      boolean distinct = names.stream().distinct().count() == names.size();
      // Backgammon's minimal actions have no NOOP.
      return new Promise(
          distinct && !names.isEmpty(),
          RootLocale.format(
              "%d actions (%s), screen %d × %d, modes %s, difficulties %s",
              names.size(),
              String.join(" ", names),
              environment.rows(),
              environment.columns(),
              Arrays.toString(environment.modes()),
              Arrays.toString(environment.difficulties())));
    }
  }

  /** What is copied fills its place and nothing beside it. */
  private Promise buffers() {
    try (ObservedGame game = started(1)) {
      PlayedSteps.play(game, STEPS, 1);
      byte[] ram = new byte[128 + 2 * GUARD];
      Arrays.fill(ram, GUARD_VALUE);
      game.environment().copyRam(ram, GUARD);
      boolean guarded = true;
      for (int i = 0; i < GUARD; i++) {
        guarded &= ram[i] == GUARD_VALUE && ram[ram.length - 1 - i] == GUARD_VALUE;
      }
      int expected =
          kind == ObservationKind.PIXELS
              ? ObservationKind.STACK * ObservationKind.SIDE * ObservationKind.SIDE
              : 256 + game.environment().actionCount();
      return new Promise(
          guarded && game.observation().length == expected,
          RootLocale.format("RAM 128 bytes, observation %d bytes", game.observation().length));
    }
  }

  private Promise determinism() {
    try (ObservedGame one = started(5);
        ObservedGame other = started(5)) {
      int differ =
          PlayedSteps.play(one, STEPS, 7).firstDifference(PlayedSteps.play(other, STEPS, 7));
      return new Promise(
          differ == 0,
          differ == 0
              ? RootLocale.format("two instances agree over %d steps", STEPS)
              : "two instances with one seed differ at step " + differ);
    }
  }

  private Promise seeding() {
    try (ObservedGame game = started(5)) {
      PlayedSteps first = PlayedSteps.play(game, STEPS, 7);
      game.reset(new RandomStream(5));
      int again = first.firstDifference(PlayedSteps.play(game, STEPS, 7));
      int starts = 0;
      for (int seed = 0; seed < 8; seed++) {
        game.reset(new RandomStream(seed));
        starts |= 1 << Math.min(30, game.environment().episodeFrames());
      }
      boolean varies = settings.maxNoopFrames() == 0 || Integer.bitCount(starts) > 1;
      return new Promise(
          again == 0 && varies,
          again == 0
              ? RootLocale.format(
                  "a seed gives the same episode again, %d starts of 8 seeds differ",
                  Integer.bitCount(starts))
              : "the same seed after a reset differs at step " + again);
    }
  }

  /** Counts the frames at which the console did not do what was newly asked. */
  private static final class Sticking implements FrameListener {
    private int asked;
    private int before;
    private int frames;
    private int stuck;

    @Override
    public void reset(AtariEnvironment game) {
      // The frames of the no-op start ask for nothing else.
      asked = AtariEnvironment.NOOP;
      before = AtariEnvironment.NOOP;
    }

    @Override
    public void step(AtariEnvironment game, int action) {
      asked = game.aleAction(action);
    }

    @Override
    public void frame(AtariEnvironment game, int executedAction, int reward) {
      if (asked != before) {
        frames++;
        stuck += executedAction == asked ? 0 : 1;
      }
      before = executedAction;
    }
  }

  private Promise stickiness() {
    Sticking sticking = new Sticking();
    try (ObservedGame game = game(settings)) {
      game.environment().setFrameListener(sticking);
      game.reset(new RandomStream(3));
      PlayedSteps.play(game, STICKY_STEPS, 3);
    }
    double p = settings.stickyProbability();
    double rate = (double) sticking.stuck / Math.max(1, sticking.frames);
    double error = Math.sqrt(Math.max(p * (1 - p), 1e-12) / Math.max(1, sticking.frames));
    return new Promise(
        Math.abs(rate - p) <= TOLERANCE * error + 1e-9,
        RootLocale.format(
            "%.3f of %d frames that asked for another action repeated the old one; asked for %.3f",
            rate, sticking.frames, p));
  }

  /** After the end nothing moves, and a reset begins anew. */
  private Promise endings() {
    try (ObservedGame game = game(settings)) {
      game.reset(new RandomStream(2));
      // Not 0 where the game takes points for time, as skiing does, while no-op actions are played.
      double scoreAtStart = game.environment().episodeScore();
      RandomStream random = new RandomStream(2);
      int steps = 0;
      Step last = null;
      while (!game.environment().isOver() && steps < 20 * STEPS) {
        last = game.step(random.nextInt(game.environment().actionCount()));
        steps++;
      }
      if (!game.environment().isOver()) {
        return new Promise(true, RootLocale.format("no game ended within %d random steps", steps));
      }
      boolean told = last.ending() != null && !(last.ending() instanceof Ending.LifeLost);
      double score = game.environment().episodeScore();
      double after = game.step(0).reward();
      boolean still = after == 0 && game.environment().episodeScore() == score;
      game.reset(new RandomStream(2));
      return new Promise(
          told
              && still
              && !game.environment().isOver()
              && game.environment().episodeScore() == scoreAtStart,
          RootLocale.format("a random game ended after %d steps with score %s", steps, score));
    }
  }

  private Promise timeLimit() {
    int cap = 60 * settings.frameSkip() + 1;
    EnvironmentSettings capped =
        new EnvironmentSettings(
            settings.frameSkip(),
            settings.stickyProbability(),
            0,
            settings.fireOnReset(),
            settings.fullActionSet(),
            settings.lifeLossEnds(),
            cap,
            settings.mode(),
            settings.difficulty());
    try (ObservedGame game = game(capped)) {
      game.reset(new RandomStream(1));
      Step step = null;
      while (!game.environment().isOver()) {
        step = game.step(0);
      }
      boolean limit = step.ending() instanceof Ending.TimeLimit;
      return new Promise(
          (limit && game.environment().episodeFrames() == cap) || game.environment().isGameOver(),
          RootLocale.format(
              "a cap of %d frames ended the episode after %d as %s",
              cap, game.environment().episodeFrames(), step.ending()));
    }
  }

  /**
   * Twenty times: save, play on; restore here and, as bytes, in another instance; play the same.
   */
  private Promise snapshots() {
    try (ObservedGame game = started(11);
        ObservedGame other = started(12)) {
      for (int i = 0; i < SNAPSHOTS; i++) {
        PlayedSteps.play(game, 25, i);
        byte[] bytes = Snapshot.toBytes(game.save());
        PlayedSteps onwards = PlayedSteps.play(game, STEPS, 100 + i);
        for (ObservedGame restored : List.of(game, other)) {
          restored.restore(Snapshot.fromBytes(bytes));
          int differ = onwards.firstDifference(PlayedSteps.play(restored, STEPS, 100 + i));
          if (differ > 0) {
            return new Promise(
                false,
                RootLocale.format(
                    "snapshot %d, restored into %s instance, differs at step %d",
                    i, restored == game ? "the same" : "another", differ));
          }
        }
      }
      return new Promise(
          true,
          RootLocale.format(
              "%d snapshots, %d steps after each, in the same and in another instance: equal",
              SNAPSHOTS, STEPS));
    }
  }

  private Promise lookAhead() {
    try (ObservedGame alone = started(4);
        ObservedGame watched = started(4);
        ObservedGame copy = game(settings.withStickyProbability(0))) {
      PlayedSteps expected = PlayedSteps.play(alone, STEPS, 9);
      copy.restore(watched.save());
      PlayedSteps.play(copy, STEPS, 1);
      int differ = expected.firstDifference(PlayedSteps.play(watched, STEPS, 9));
      return new Promise(
          differ == 0,
          differ == 0
              ? "looking ahead in a copy changes nothing"
              : "after a look-ahead the acting game differs at step " + differ);
    }
  }

  /**
   * What happened in a number of steps: a hash of RAM and observation after each, and the outcomes.
   */
  record PlayedSteps(List<Integer> observations, List<Step> outcomes) {
    /** Plays uniformly random actions, on into new games; {@code seed} decides them. */
    static PlayedSteps play(ObservedGame game, int steps, long seed) {
      RandomStream random = new RandomStream(seed);
      List<Integer> observations = new ArrayList<>();
      List<Step> outcomes = new ArrayList<>();
      byte[] ram = new byte[128];
      for (int i = 0; i < steps; i++) {
        Step step = game.step(random.nextInt(game.environment().actionCount()));
        outcomes.add(step);
        game.environment().copyRam(ram, 0);
        observations.add(31 * Arrays.hashCode(ram) + Arrays.hashCode(game.observation()));
        if (game.environment().isOver()) {
          game.reset(new RandomStream(random.nextLong()));
        }
      }
      return new PlayedSteps(observations, outcomes);
    }

    /** The first step at which two differ, from 1; 0 if they are equal. */
    int firstDifference(PlayedSteps other) {
      for (int i = 0; i < observations.size(); i++) {
        if (!observations.get(i).equals(other.observations.get(i))
            || !outcomes.get(i).equals(other.outcomes.get(i))) {
          return i + 1;
        }
      }
      return 0;
    }

    /** How many steps ended a game by its own rules or by the cap. */
    long endings() {
      return outcomes.stream()
          .filter(step -> step.ending() != null && !(step.ending() instanceof Ending.LifeLost))
          .count();
    }
  }

  /** The {@link EnvironmentCheck} of many games, on all cores. */
  public static final class GamesCheck {
    private GamesCheck() {}

    /** One game's findings. */
    public record Checked(String game, List<EnvironmentCheck.Promise> findings) {
      /** Whether it keeps every promise. */
      public boolean holds() {
        return findings.stream().allMatch(EnvironmentCheck.Promise::holds);
      }
    }

    /**
     * Checks games: 10 to 20 s a game and core. {@code each} hears of every game in order, from any
     * thread.
     */
    public static List<Checked> run(
        List<Cartridge> games,
        EnvironmentSettings settings,
        ObservationKind kind,
        Consumer<Checked> each) {
      Checked[] checked = new Checked[games.size()];
      AtomicInteger told = new AtomicInteger();
      try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors(), "check")) {
        return workers.run(
            checked.length,
            (index, worker) -> {
              Cartridge game = games.get(index);
              Checked one =
                  new Checked(game.game(), new EnvironmentCheck(game, settings, kind).run());
              synchronized (checked) {
                checked[index] = one;
                while (told.get() < checked.length && checked[told.get()] != null) {
                  each.accept(checked[told.getAndIncrement()]);
                }
              }
              return one;
            });
      }
    }
  }
}
