package org.amplia.experiment.puzzle;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.amplia.ask.Survey;
import org.amplia.ask.ValueQuality;
import org.amplia.base.RandomStream;
import org.amplia.decomposition.learn.Anchor;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.decomposition.learn.Choice;
import org.amplia.experiment.InformationProbe;
import org.amplia.experiment.puzzle.PuzzleOutcome.Measure;
import org.amplia.observe.GameState;
import org.amplia.overseer.Approvals;
import org.amplia.overseer.Consequences;
import org.amplia.question.Information;

/**
 * What ways to ask come to with the judge of one run, on states that its policy visits and that
 * nothing was learned from. All are measured on the same states, against the same futures.
 */
public final class PuzzleMeasurement {
  /** States in which it is looked at what is asked. No futures are played from them. */
  private static final int ASKED_IN = 2000;

  private static final String GAMES = "puzzle.games";

  private static final RandomStream NO_CHANCE = new RandomStream(0);

  private final Survey survey;
  private final int games;
  private final PuzzleRun run;
  private final long frames;
  private final InformationProbe probe;
  private final int actions;
  private final Consequences consequences;
  private final CaseFile open;
  private final List<Map<Information, Double>> tells;

  private PuzzleMeasurement(Survey survey, PuzzleRun run, long frames, int heldOut, int games) {
    this.games = games;
    this.survey = survey;
    this.run = run;
    this.frames = frames;
    probe = new InformationProbe(survey, heldOut);
    actions = survey.actions();
    consequences = survey.consequencesInDepth();
    List<GameState> visited = survey.states("puzzle.asked", ASKED_IN);
    List<GameState> states = Approvals.decisive(visited, consequences.firstSteps(visited));
    open = CaseFile.open(consequences, states, Anchor.FINDINGS);
    tells = states.stream().map(run.world()::shares).toList();
  }

  /**
   * The score of a run's policy alone, and if it asks, what ways to ask come to: M1's, every item
   * alone, any item, what decides, and nothing.
   *
   * @param frames of the run's training
   * @param heldOut visited states: those of them in which the action makes a difference are played
   *     on from
   * @param games that the policy, or M2 with each way to ask, plays
   */
  public static List<PuzzleOutcome> outcomes(
      Survey survey, PuzzleRun run, long frames, int heldOut, int games) {
    List<PuzzleOutcome> all = new ArrayList<>();
    if (run.arm().asks()) {
      all.addAll(new PuzzleMeasurement(survey, run, frames, heldOut, games).ways());
    }
    double score = survey.score(survey::policyActions, games, GAMES);
    all.add(new PuzzleOutcome(run, PuzzleOutcome.POLICY, Map.of(Measure.SCORE, score), frames));
    return all;
  }

  private List<PuzzleOutcome> ways() {
    List<PuzzleOutcome> all = new ArrayList<>();
    all.add(of(PuzzleOutcome.M1, probe.asM1Asks()));
    for (Information item : probe.space().items()) {
      all.add(of(item.label(), new Choice.Fixed(List.of(item))));
    }
    RandomStream random = new RandomStream(run.seed());
    List<Information> items = probe.space().items();
    IdentityHashMap<GameState, Optional<Information>> drawn = new IdentityHashMap<>();
    all.add(
        of(
            PuzzleOutcome.ANY,
            new Choice.Told(
                state ->
                    drawn.computeIfAbsent(
                        state, s -> Optional.of(items.get(random.nextInt(items.size())))))));
    all.add(of(PuzzleOutcome.DECIDING, new Choice.Told(run.world()::best)));
    all.add(of(PuzzleOutcome.NOTHING, new Choice.Fixed(List.of())));
    return all;
  }

  private PuzzleOutcome of(String asked, Choice choice) {
    InformationProbe.Probed probed = probe.of(asked, choice);
    Map<Measure, Double> measures = new EnumMap<>(Measure.class);
    double[] shares = shares(choice);
    measures.put(
        Measure.RIGHT,
        DoubleStream.of(shares)
            .map(share -> share >= PuzzleWorld.AS_GOOD ? 1 : 0)
            .average()
            .orElse(Double.NaN));
    measures.put(Measure.INFORMATION, DoubleStream.of(shares).average().orElse(Double.NaN));
    measures.put(Measure.GAIN, probed.gain());
    measures.put(Measure.FRAMES, probed.frames());
    measures.put(Measure.NLL, probed.nll());
    measures.put(Measure.TAU, probed.tau());
    measures.put(Measure.SCORE, survey.score(states -> actions(choice, states), games, GAMES));
    measures.values().removeIf(value -> !Double.isFinite(value)); // τ, where all come to the same
    return new PuzzleOutcome(run, asked, measures, frames);
  }

  /** M2's choices: the action of its highest expectation in each state. */
  private int[] actions(Choice choice, List<GameState> states) {
    CaseFile file = CaseFile.open(consequences, states, Anchor.FINDINGS);
    List<Integer> numbers = IntStream.range(0, file.cases().size()).boxed().toList();
    List<List<Information>> known = choice.ask(file, numbers, 1, NO_CHANCE);
    return ValueQuality.best(probe.learned().values(file, numbers, known), actions);
  }

  /** What the first items tell, of the states in which an item decides. */
  private double[] shares(Choice choice) {
    List<Integer> numbers = IntStream.range(0, open.cases().size()).boxed().toList();
    List<List<Information>> asked = choice.ask(open, numbers, 1, NO_CHANCE);
    return IntStream.range(0, tells.size())
        .filter(state -> !tells.get(state).isEmpty())
        .mapToDouble(
            state ->
                asked.get(state * actions).stream()
                    .findFirst()
                    .map(tells.get(state)::get)
                    .orElse(0.0))
        .toArray();
  }
}
