package org.amplia.experiment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amplia.ask.Survey;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.decomposition.learn.Anchor;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.decomposition.learn.Choice;
import org.amplia.decomposition.learn.LearnedDecomposition;
import org.amplia.decomposition.learn.Understanding;
import org.amplia.observe.GameState;
import org.amplia.overseer.Approvals;
import org.amplia.overseer.Consequences;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;

/**
 * What a trained run's judge makes of items, whoever would ask for them: how well it forecasts what
 * actions come to in 16 futures that are played with the game's stickiness, four times as far as
 * those that it learned from, and that no item has read. It shows whether there is something better
 * to ask than what M1 asks, and whether single steps lead there.
 */
public final class InformationProbe {
  private static final String AS_M1_ASKS = "as M1 asks";
  private static final RandomStream NO_CHANCE = new RandomStream(0);

  /** So many items are each probed alone. */
  private static final int FEW = 32;

  private final LearnedDecomposition learned;
  private final int actions;
  private final List<GameState> states;
  private final List<Integer> numbers;
  private final CaseFile file;
  private final double byPolicy;

  /**
   * What the judge makes of a way to ask.
   *
   * @param asked in words
   * @param nll mean of −log q(z | items), nats
   * @param tau Kendall's τ-a between its expectations and what the actions of a state come to
   * @param gain by how much the action of its highest expectation comes to more than the policy's,
   *     mean discounted return a state
   * @param frames emulator frames of looking up, for all actions of a state
   */
  public record Probed(String asked, double nll, double tau, double gain, double frames) {}

  /**
   * Plays what actions come to in states that a run's policy visits.
   *
   * @param visited states; those in which it makes no difference which action is taken are left out
   * @throws UserError if the run has no judge, or in no state does an action make a difference
   */
  public InformationProbe(Survey survey, int visited) {
    learned =
        survey
            .agent()
            .decomposition()
            .orElseThrow(
                () ->
                    new UserError(
                        "the run has no judge: name a run of `train --set"
                            + " overseer.decomposition=learned`"));
    actions = survey.actions();
    Consequences consequences = survey.consequencesInDepth();
    List<GameState> some = survey.states("information.probe", visited);
    states = Approvals.decisive(some, consequences.firstSteps(some));
    UserError.unless(
        !states.isEmpty(),
        "in none of %d states does it make a difference which action is taken: try more"
            + " with --held-out",
        visited);
    double[] came = survey.valuedFutures(states, "information.probe.futures").returns();
    file = CaseFile.open(consequences, states, Anchor.FINDINGS).cameTo(came);
    numbers = IntStream.range(0, came.length).boxed().toList();
    int[] chosen = survey.policyActions(states);
    byPolicy =
        IntStream.range(0, chosen.length)
            .mapToDouble(i -> came[i * actions + chosen[i]])
            .average()
            .orElseThrow();
  }

  /** The states in which it makes a difference which action is taken. */
  public List<GameState> states() {
    return states;
  }

  /** M1's answerer for Q3, and the judge. */
  public LearnedDecomposition learned() {
    return learned;
  }

  /** The items that the judge has learned about. */
  public QuerySpace space() {
    return learned.dossier().space();
  }

  /** As M1 asks: about all actions of a state the same. */
  public Choice asM1Asks() {
    return new Choice.Common(learned.chooser(), learned.dossier(), actions);
  }

  /**
   * What the judge makes of a way to ask.
   *
   * @param named in words
   */
  public Probed of(String named, Choice choice) {
    Understanding found =
        Understanding.of(
            learned.judge(),
            learned.dossier(),
            choice,
            learned.dossier().maxFindings(),
            file,
            numbers,
            actions,
            NO_CHANCE);
    return new Probed(
        named, found.nll(), found.tau(), found.decided() - byPolicy, found.frames() * actions);
  }

  /**
   * The sets of the two longest horizons, as far as their items may be asked for; every item, if
   * there are few; and what M1 asks.
   */
  public List<Probed> usual() {
    QuerySpace space = space();
    List<Integer> horizons = space.horizons();
    int last = horizons.get(horizons.size() - 1);
    int before = horizons.get(Math.max(0, horizons.size() - 2));
    Set<List<Information>> sets = new LinkedHashSet<>();
    sets.add(List.of());
    for (int steps : List.of(before, last)) {
      sets.add(List.of(reward(steps)));
      sets.add(List.of(value(steps)));
      sets.add(List.of(reward(steps), value(steps)));
      sets.add(List.of(new Information(new Feature.Outcome(), steps)));
    }
    sets.add(List.of(reward(last), value(before)));
    if (space.size() <= FEW) {
      space.items().forEach(item -> sets.add(List.of(item)));
    }
    List<Probed> all = new ArrayList<>();
    for (List<Information> set : sets) {
      if (set.size() <= learned.dossier().maxFindings() && set.stream().allMatch(space::holds)) {
        all.add(of(named(set), new Choice.Fixed(set)));
      }
    }
    all.add(of(AS_M1_ASKS, asM1Asks()));
    return all;
  }

  private static Information reward(int steps) {
    return new Information(new Feature.RewardSum(), steps);
  }

  private static Information value(int steps) {
    return new Information(new Feature.LeafValue(), steps);
  }

  private static String named(List<Information> set) {
    return set.isEmpty()
        ? "nothing"
        : set.stream().map(Information::label).collect(Collectors.joining(" + "));
  }
}
