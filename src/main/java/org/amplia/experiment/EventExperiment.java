package org.amplia.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.amplia.ask.EventQuestions;
import org.amplia.base.RandomStreams;
import org.amplia.base.RootLocale;
import org.amplia.decomposition.learn.Foretold;
import org.amplia.model.Leash;
import org.amplia.model.ProbabilityModel;
import org.amplia.overseer.EventFrequency;
import org.amplia.overseer.EventLookAhead;
import org.amplia.run.Cost;
import org.amplia.run.Progress;
import org.amplia.train.agent.EventModelsFolder.EventExamples;
import org.amplia.train.agent.TaughtEvents;
import org.amplia.update.AnswerTraining;
import org.amplia.update.AnswerUpdate;

/**
 * The continuous answer domain on a game: M1 learns the probability of an event by each update and
 * is measured on questions from other games.
 *
 * @param asking where questions come from
 * @param sizes how much of everything
 * @param seed root of all chances; every seed has games, rollouts and parameters of its own
 */
public record EventExperiment(EventQuestions asking, Sizes sizes, long seed) {
  /** The yardstick that answers the base rate of the questions taught, whatever it is asked. */
  public static final String BASE_RATE = "base rate";

  /**
   * The yardstick that answers the held-out questions with what happened there: no answers can
   * score more, and what it gains over the truth is chance.
   */
  public static final String HINDSIGHT = "hindsight";

  private static final int SAMPLES = 8;

  /** The post's updates, by name. */
  private static final Map<String, AnswerUpdate> UPDATES =
      AnswerUpdate.byName(SAMPLES, 0, Leash.OFF);

  private static final int QUESTIONS_PER_STEP = 32;
  private static final double LEARNING_RATE = 3e-3;
  private static final int HIDDEN_UNITS = 64;

  /**
   * How much of everything.
   *
   * @param seeds repetitions
   * @param questions taught in each
   * @param rollouts that M2 plays for each of them
   * @param heldOutQuestions measured in each
   * @param heldOutRollouts that are played for each of those
   * @param steps gradient steps of each update
   */
  public record Sizes(
      int seeds,
      int questions,
      int rollouts,
      int heldOutQuestions,
      int heldOutRollouts,
      int steps) {}

  /**
   * What it came to.
   *
   * @param outcomes yardsticks and updates of every seed
   * @param cost gathering as acting frames, all with the look-ahead
   */
  public record Result(List<EventOutcome> outcomes, Cost cost) {}

  /**
   * Runs it.
   *
   * @param keep is given those who have learned in the first seed, for as long as it runs
   */
  public Result run(Progress progress, Consumer<TaughtEvents> keep) {
    List<EventOutcome> outcomes = new ArrayList<>();
    Cost cost = new Cost(0, 0, 0);
    for (int i = 0; i < sizes.seeds(); i++) {
      long start = System.nanoTime();
      RandomStreams streams =
          new RandomStreams(new RandomStreams(seed).stream("events", i).nextLong());
      progress.report(
          RootLocale.format("seed %d: look-ahead", seed + i), done(i, 0), cost, Progress.UNKNOWN);
      Asked taught = ask("taught", sizes.questions(), sizes.rollouts(), streams);
      Asked heldOut = ask("held-out", sizes.heldOutQuestions(), sizes.heldOutRollouts(), streams);
      long acting = taught.frames() + heldOut.frames();
      long looking = taught.examples().frames() + heldOut.examples().frames();
      cost = plus(cost, acting, looking, start);
      outcomes.addAll(yardsticks(seed + i, taught.examples(), heldOut.examples()));
      Map<String, ProbabilityModel> models = new LinkedHashMap<>();
      try (TaughtEvents learned =
          new TaughtEvents(
              asking.event(), asking.horizonSteps(), Collections.unmodifiableMap(models))) {
        for (String name : UPDATES.keySet()) {
          start = System.nanoTime();
          progress.report(
              RootLocale.format("seed %d: %s", seed + i, name),
              done(i, 1 + models.size()),
              cost,
              Progress.UNKNOWN);
          models.put(name, learned(name, taught.examples(), streams));
          outcomes.add(measured(name, seed + i, models.get(name), heldOut.examples()));
          cost = plus(cost, 0, 0, start);
        }
        if (i == 0) {
          keep.accept(learned);
        }
      }
    }
    return new Result(outcomes, cost);
  }

  private static Cost plus(Cost cost, long acting, long looking, long start) {
    return new Cost(
        cost.actingFrames() + acting,
        cost.frames() + acting + looking,
        cost.seconds() + (System.nanoTime() - start) / 1e9);
  }

  private double done(int seedIndex, int step) {
    return (seedIndex + step / (1.0 + UPDATES.size())) / sizes.seeds();
  }

  /** Questions with their answers, and the frames that it took to get to their states. */
  private record Asked(EventExamples examples, long frames) {}

  private Asked ask(String name, int count, int rollouts, RandomStreams streams) {
    EventQuestions.Gathered gathered =
        asking.gather(count, game -> streams.stream(name + " games", game));
    EventLookAhead lookAhead = new EventLookAhead(asking.pool(), asking.player(), rollouts);
    return new Asked(
        EventExamples.of(
            gathered.questions(),
            lookAhead,
            question -> streams.stream(name + " rollouts", question)),
        gathered.frames());
  }

  private static List<EventOutcome> yardsticks(
      long seed, EventExamples taught, EventExamples heldOut) {
    List<EventFrequency> happened = heldOut.frequencies();
    return List.of(
        new EventOutcome(
            BASE_RATE,
            seed,
            new Foretold(Collections.nCopies(happened.size(), taught.baseRate()), happened)),
        new EventOutcome(
            HINDSIGHT,
            seed,
            new Foretold(happened.stream().map(EventFrequency::frequency).toList(), happened)));
  }

  private ProbabilityModel learned(String name, EventExamples taught, RandomStreams streams) {
    AnswerTraining training =
        new AnswerTraining(sizes.steps(), sizes.steps(), QUESTIONS_PER_STEP, LEARNING_RATE);
    // Every update begins with the same parameters.
    ProbabilityModel model =
        taught.freshModel(asking.pool().actionCount(), HIDDEN_UNITS, streams.stream("parameters"));
    taught.teach(model, UPDATES.get(name), training, streams.stream(name));
    return model;
  }

  private static EventOutcome measured(
      String name, long seed, ProbabilityModel model, EventExamples heldOut) {
    return new EventOutcome(
        name, seed, new Foretold(heldOut.answers(model), heldOut.frequencies()));
  }

  /**
   * What somebody answered to the held-out questions of one seed.
   *
   * @param answerer an update's name, or that of a yardstick
   * @param seed which questions they were
   * @param foretold one answer a question, and what M2's look-ahead showed of it
   */
  public record EventOutcome(String answerer, long seed, Foretold foretold) {
    /** How good the answers were. */
    public Calibration calibration() {
      return pooled(List.of(this));
    }

    /** How good the answers of all seeds were, taken as one list of questions. */
    public static Calibration pooled(List<EventOutcome> seeds) {
      return Calibration.pooled(seeds.stream().map(EventOutcome::foretold).toList());
    }
  }
}
