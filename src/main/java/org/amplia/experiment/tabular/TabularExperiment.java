package org.amplia.experiment.tabular;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.base.UserError;
import org.amplia.experiment.tabular.AnswerTable.ChoiceTable;
import org.amplia.experiment.tabular.AnswerTable.ProbabilityTable;
import org.amplia.experiment.tabular.AnswerTable.Start;
import org.amplia.experiment.tabular.AnswerTable.TextTable;
import org.amplia.model.Leash;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.Draws;
import org.amplia.update.Example;
import org.amplia.update.ImitationLoss;
import org.amplia.update.Loss;
import org.amplia.update.MixedLoss;
import org.amplia.update.OfProbability;
import org.amplia.update.ReinforceLoss;

/**
 * Every update in every world, from every start, with and without noise.
 *
 * <p>A step size is chosen for each update in each world, over all cases at once, on questions of
 * its own: the one with the least regret at the end. Then the updates are set beside each other on
 * the same questions.
 *
 * @param cases what is tried
 * @param arms the updates
 * @param seeds questions for each case
 * @param seed root of all randomness
 */
public record TabularExperiment(
    List<TabularCase> cases, List<TabularArm> arms, int seeds, long seed) {
  /** What a step size is chosen from. */
  static final List<Double> STEP_SIZES = List.of(0.1, 1.0, 10.0);

  private static final int TUNING_SEEDS = 3;

  /** How many runs there will be, one per seed. */
  public int runs() {
    int each = Math.addExact(seeds, STEP_SIZES.size() * TUNING_SEEDS);
    return Math.multiplyExact(cases.size() * arms.size(), each);
  }

  /**
   * Runs all of it, on as many threads as the common pool has. The result does not depend on them.
   *
   * @param progress is told the number of finished runs, from any thread
   */
  public List<TabularOutcome> run(IntConsumer progress) {
    AtomicInteger finished = new AtomicInteger();
    Runnable done = () -> progress.accept(finished.incrementAndGet());
    List<TabularOutcome> outcomes = new ArrayList<>();
    for (World world : World.values()) {
      List<TabularCase> here = cases.stream().filter(c -> c.world() == world).toList();
      for (TabularArm arm : here.isEmpty() ? List.<TabularArm>of() : arms) {
        double stepSize = stepSize(here, arm, done);
        List<List<double[]>> regrets = run(here, arm, stepSize, "run", seeds, done);
        for (int i = 0; i < here.size(); i++) {
          outcomes.add(outcome(here.get(i), arm, stepSize, regrets.get(i)));
        }
      }
    }
    return outcomes;
  }

  private static TabularOutcome outcome(
      TabularCase of, TabularArm arm, double stepSize, List<double[]> regrets) {
    return new TabularOutcome(
        of.world().title(),
        of.start().label(),
        of.noise(),
        arm.name(),
        stepSize,
        of.checkpoints(),
        regrets);
  }

  private double stepSize(List<TabularCase> here, TabularArm arm, Runnable done) {
    double best = STEP_SIZES.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (double stepSize : STEP_SIZES) {
      double regret =
          run(here, arm, stepSize, "tuning", TUNING_SEEDS, done).stream()
              .flatMap(List::stream)
              .mapToDouble(regrets -> regrets[regrets.length - 1])
              .average()
              .orElseThrow();
      if (regret < least) {
        least = regret;
        best = stepSize;
      }
    }
    return best;
  }

  /**
   * Regrets of an update.
   *
   * @param questions whether these are the questions for tuning or those of the run
   * @param count questions for each case
   * @return one list per case, one array per question
   */
  private List<List<double[]>> run(
      List<TabularCase> here,
      TabularArm arm,
      double stepSize,
      String questions,
      int count,
      Runnable done) {
    List<double[]> all =
        IntStream.range(0, here.size() * count)
            .parallel()
            .mapToObj(
                i -> {
                  RandomStreams streams = new RandomStreams(root(questions, i % count));
                  double[] regrets = here.get(i / count).regrets(arm, stepSize, streams);
                  done.run();
                  return regrets;
                })
            .toList();
    return IntStream.range(0, here.size())
        .mapToObj(c -> all.subList(c * count, (c + 1) * count))
        .toList();
  }

  private long root(String questions, int index) {
    return new RandomStreams(seed).stream(questions, index).nextLong();
  }

  /**
   * What one update came to in one case.
   *
   * @param world name of the answer domain
   * @param start name of what M1 answered at first
   * @param noise standard deviation of the overseer's noise
   * @param update name of the update
   * @param stepSize that was chosen for the world and the update
   * @param approvals numbers of approvals at which regret was noted, ascending
   * @param regrets one list per seed, one number for each of {@code approvals}
   */
  public record TabularOutcome(
      String world,
      String start,
      double noise,
      String update,
      double stepSize,
      List<Integer> approvals,
      List<double[]> regrets) {
    /** Regret of every seed at the end. */
    public double[] last() {
      return regrets.stream().mapToDouble(seed -> seed[seed.length - 1]).toArray();
    }
  }

  /**
   * An update that takes part.
   *
   * @param name for people and files
   * @param update what it does
   */
  public record TabularArm(String name, AnswerUpdate update) {
    private static final Loss IMITATION = new ImitationLoss();
    private static final ReinforceLoss WITH_BASELINE = new ReinforceLoss(true, 0);

    /** All of them; all but one ask for 16 approvals a step. */
    public static final List<TabularArm> ALL =
        List.of(
            new TabularArm("imitation ∇p", new Draws.Answered(15), new OfProbability(IMITATION)),
            new TabularArm("imitation", new Draws.Answered(15), IMITATION),
            new TabularArm("imitation, n=1", new Draws.Answered(1), IMITATION),
            new TabularArm("reinforce", new Draws.Sampled(16, 0), new ReinforceLoss(false, 0)),
            new TabularArm("with baseline", new Draws.Sampled(16, 0), WITH_BASELINE),
            new TabularArm(
                "mixed", new Draws.Sampled(8, 8), new MixedLoss(IMITATION, WITH_BASELINE, 0.5)));

    private TabularArm(String name, Draws draws, Loss loss) {
      this(name, new AnswerUpdate(draws, loss, Leash.OFF));
    }

    /** Approvals that a step asks for. */
    int approvals() {
      return update.draws().count(0);
    }

    /**
     * One step.
     *
     * @param m1 learns
     * @param noise standard deviation of what is added to every approval, independently; 0 for none
     * @param stepSize what gradients are multiplied by
     */
    <A> void step(AnswerTable<A> m1, double noise, double stepSize, RandomStream random) {
      byte[][] question = {{}};
      List<A> answers = update.draws().of(m1, question, random).get(0);
      float[] approvals = new float[answers.size()];
      double[] logProbabilities = new double[approvals.length];
      for (int i = 0; i < approvals.length; i++) {
        double heard = noise == 0 ? 0 : noise * random.nextGaussian();
        approvals[i] = (float) (m1.approval(answers.get(i)) + heard);
        logProbabilities[i] = Math.log(m1.probability(answers.get(i)));
      }
      Example<A> example =
          new Example<>(question[0], answers, approvals, null, update.draws().own(), -1);
      if (update.isTied(example)) {
        return;
      }
      double[] weights = update.loss().weights(example, logProbabilities);
      for (int i = 0; i < weights.length; i++) {
        weights[i] *= stepSize;
      }
      m1.raise(answers, weights);
    }
  }

  /**
   * What a run is about, beside its seed.
   *
   * @param world the answer domain
   * @param start what M1 answers at first
   * @param noise standard deviation of what is added to every approval, independently; 0 for none
   */
  public record TabularCase(World world, Start start, double noise) {
    /** Every world from every start with every level of noise. */
    public static List<TabularCase> all(List<Double> noises) {
      List<TabularCase> cases = new ArrayList<>();
      for (World world : World.values()) {
        for (Start start : Start.values()) {
          for (double noise : noises) {
            cases.add(new TabularCase(world, start, noise));
          }
        }
      }
      return cases;
    }

    /**
     * Regrets of a run.
     *
     * @param seed streams of the run; the same ones ask every update the same question
     * @return regret at every one of {@link #checkpoints}: before the first step that would ask for
     *     more
     */
    double[] regrets(TabularArm arm, double stepSize, RandomStreams seed) {
      AnswerTable<?> m1 = world.question(start, seed.stream("question"));
      RandomStream random = seed.stream("learning");
      List<Integer> checkpoints = checkpoints();
      double[] regrets = new double[checkpoints.size()];
      int asked = 0;
      for (int i = 0; i < regrets.length; i++) {
        while (asked + arm.approvals() <= checkpoints.get(i)) {
          arm.step(m1, noise, stepSize, random);
          asked += arm.approvals();
        }
        regrets[i] = m1.regret();
      }
      return regrets;
    }

    /** Numbers of approvals: none, then 16 · 2^(i/2) up to the world's last. */
    List<Integer> checkpoints() {
      List<Integer> checkpoints = new ArrayList<>(List.of(0));
      for (int i = 0; ; i++) {
        // Whole steps of 16 approvals.
        int approvals = 16 * (int) Math.round(Math.pow(2, i / 2.0));
        if (approvals >= world.approvals()) {
          checkpoints.add(world.approvals());
          return checkpoints;
        }
        if (approvals > checkpoints.get(checkpoints.size() - 1)) {
          checkpoints.add(approvals);
        }
      }
    }
  }

  /** The post's four answer domains. */
  public enum World {
    /** A small discrete set: which action is best? */
    FEW("6 answers", 16_000) {
      @Override
      AnswerTable<?> question(Start start, RandomStream random) {
        return new ChoiceTable(6, start, random);
      }
    },
    /** A large discrete set: which answer of less than 100 characters? */
    MANY("100,000 answers", 800) {
      @Override
      AnswerTable<?> question(Start start, RandomStream random) {
        return new ChoiceTable(100_000, start, random);
      }
    },
    /** An infinite discrete set: which text? */
    TEXT("text of any length", 16_000) {
      @Override
      AnswerTable<?> question(Start start, RandomStream random) {
        return new TextTable(start, random);
      }
    },
    /** A continuous space: what is the probability of an event? */
    PROBABILITY("a probability", 16_000) {
      @Override
      AnswerTable<?> question(Start start, RandomStream random) {
        return new ProbabilityTable(start, random);
      }
    };

    private final String title;
    private final int approvals;

    World(String title, int approvals) {
      this.title = title;
      this.approvals = approvals;
    }

    /**
     * The world of that name.
     *
     * @throws UserError that lists the names
     */
    public static World named(String name) {
      for (World world : values()) {
        if (world.name().toLowerCase(Locale.ROOT).equals(name)) {
          return world;
        }
      }
      throw UserError.of("there is no world '%s': choose few, many, text or probability", name);
    }

    /**
     * A question of this domain.
     *
     * @param random where it comes from
     */
    abstract AnswerTable<?> question(Start start, RandomStream random);

    /** For people. */
    public String title() {
      return title;
    }

    /** How often the overseer is asked in a run. */
    public int approvals() {
      return approvals;
    }
  }
}
