package org.amplia.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * What a trained run's judge makes of given sets of items, whoever would ask for them: how well it
 * forecasts what actions come to in 16 futures that are played with the game's stickiness, and that
 * no item has read. It shows whether there is something better to ask than what M1 asks, and
 * whether single steps lead there.
 */
public final class InformationProbe {
  private static final String AS_M1_ASKS = "as M1 asks";
  private static final RandomStream NO_CHANCE = new RandomStream(0);

  private InformationProbe() {}

  /**
   * What the judge makes of a set.
   *
   * @param asked the items of the set
   * @param nll mean of −log q(z | items), nats
   * @param tau Kendall's τ-a between its expectations and what the actions of a state come to
   * @param frames emulator frames of looking up, for each action
   */
  public record Probed(String asked, double nll, double tau, double frames) {}

  /**
   * Probes a run's judge in states that its policy visits.
   *
   * @param visited states; those in which it makes no difference which action is taken are left out
   * @return the sets of the two longest horizons, as far as their items may be asked for, and what
   *     M1 asks
   * @throws UserError if the run has no judge, or in no state does an action make a difference
   */
  public static List<Probed> of(Survey survey, int visited) {
    LearnedDecomposition learned =
        survey
            .agent()
            .decomposition()
            .orElseThrow(
                () ->
                    new UserError(
                        "--probe: the run has no judge: name a run of `train --set"
                            + " overseer.decomposition=learned`"));
    Consequences consequences = survey.consequences();
    List<GameState> states = survey.states("information.probe", visited);
    List<GameState> decisive = Approvals.decisive(states, consequences.firstSteps(states));
    UserError.unless(
        !decisive.isEmpty(),
        "--probe: in none of %d states does it make a difference which action is taken: try more"
            + " with --held-out",
        visited);
    double[] came = survey.futures(decisive, "information.probe.futures").returns();
    CaseFile file = CaseFile.open(consequences, decisive, Anchor.FINDINGS).cameTo(came);
    List<Integer> numbers = IntStream.range(0, came.length).boxed().toList();
    List<Probed> all = new ArrayList<>();
    choices(learned, survey.actions())
        .forEach(
            (name, choice) -> {
              Understanding found =
                  Understanding.of(
                      learned.judge(),
                      learned.dossier(),
                      choice,
                      learned.dossier().maxFindings(),
                      file,
                      numbers,
                      survey.actions(),
                      NO_CHANCE);
              all.add(new Probed(name, found.nll(), found.tau(), found.frames()));
            });
    return all;
  }

  private static Map<String, Choice> choices(LearnedDecomposition learned, int actions) {
    QuerySpace space = learned.dossier().space();
    List<Integer> horizons = space.horizons();
    int last = horizons.get(horizons.size() - 1);
    int before = horizons.get(Math.max(0, horizons.size() - 2));
    List<List<Information>> sets = new ArrayList<>();
    sets.add(List.of());
    for (int steps : List.of(before, last)) {
      sets.add(List.of(reward(steps)));
      sets.add(List.of(value(steps)));
      sets.add(List.of(reward(steps), value(steps)));
      sets.add(List.of(new Information(new Feature.Outcome(), steps)));
    }
    sets.add(List.of(reward(last), value(before)));
    Map<String, Choice> choices = new LinkedHashMap<>();
    for (List<Information> set : sets) {
      if (set.size() <= learned.dossier().maxFindings() && set.stream().allMatch(space::holds)) {
        choices.put(named(set), new Choice.Fixed(set));
      }
    }
    choices.put(AS_M1_ASKS, new Choice.Common(learned.chooser(), learned.dossier(), actions));
    return choices;
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
