package org.amplia.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.amplia.base.RootLocale;
import org.amplia.report.stat.Effort;
import org.amplia.report.stat.Format;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.Results;
import org.amplia.report.stat.RunSummary;
import org.amplia.report.stat.Statistics;
import org.amplia.rom.HumanNormalised;

/** What a reader must know before believing a report. */
final class Notes {
  private static final Set<String> GAME_REWARD = Set.of("dqn", "ppo", "dqfd-reward", "fitted-q");

  private Notes() {}

  /** Faults of these very runs, worst first; empty if there are none. */
  static List<String> warnings(
      List<Results.Arm> arms, List<RunSummary> finished, List<RunSummary> unfinished) {
    List<String> warnings = new ArrayList<>(Effort.warnings(arms));
    List<String> few =
        arms.stream()
            .filter(arm -> arm.seeds().size() < Statistics.ENOUGH_SEEDS)
            .map(arm -> arm.method() + " (" + arm.seeds().size() + ")")
            .toList();
    if (!few.isEmpty()) {
      warnings.add(
          RootLocale.format(
              "Fewer than 5 seeds: %s. This is an early look; do not publish these figures.",
              String.join(", ", few)));
    }
    for (RunSummary run : unfinished) {
      warnings.add(
          RootLocale.format(
              "Not finished, left out of every number: %s seed %d (%s, %d evaluations, no final"
                  + " one).",
              run.method(),
              run.seed(),
              run.description().state().name().toLowerCase(Locale.ROOT),
              run.evaluations().size()));
    }
    RunTables.mixedKeys(finished)
        .forEach(
            (method, keys) ->
                warnings.add(
                    RootLocale.format(
                        "Runs of %s differ in more than their seed: %s. They are not repetitions of"
                            + " one experiment.",
                        method, String.join(", ", keys))));
    List<String> protocol = RunTables.differingProtocol(finished);
    if (!protocol.isEmpty()) {
      warnings.add(
          RootLocale.format(
              "The runs were not measured alike: %s differ. Their scores cannot be compared.",
              String.join(", ", protocol)));
    }
    List<String> origins = RunTables.differingOrigins(finished);
    if (!origins.isEmpty()) {
      warnings.add("The runs were not made alike: " + String.join(", ", origins) + " differ.");
    }
    return warnings;
  }

  /** What holds for every report of this program. */
  static List<String> rules(
      String game, IntervalKind interval, List<Results.Arm> arms, List<RunSummary> finished) {
    List<String> rules = new ArrayList<>();
    rules.add(
        "Finished seeds: "
            + arms.stream()
                .map(arm -> arm.method() + " " + arm.seeds().size())
                .collect(Collectors.joining(", "))
            + ". Every finished seed counts; none was chosen.");
    rules.add(
        "A score is the mean of the final evaluation's games ("
            + finished.stream()
                .map(run -> run.finalEvaluation().orElseThrow().scores().size() + "")
                .distinct()
                .collect(Collectors.joining(" or "))
            + " a seed): the distilled policy alone, without look-ahead, on whole games with sticky"
            + " actions "
            + RunTables.values(finished, RunTables.ENVIRONMENT + "stickyProbability")
            + " and unclipped scores, with seeds that no training or progress evaluation used.");
    rules.add(humanNormalised(game));
    rules.add(
        "Look-ahead counts: “all frames” holds every emulator frame of training, “acting"
            + " frames” only those in which the policy or a demonstrator acted. Frames and time of"
            + " evaluation are not counted.");
    rules.add(
        "Scripted demonstrators are programs, not people; their demonstrations are never human"
            + " data. The configuration says which demonstrator was used.");
    List<String> reward =
        arms.stream().map(Results.Arm::method).filter(GAME_REWARD::contains).toList();
    if (!reward.isEmpty()) {
      rules.add(
          RootLocale.format(
              "Trained on the game's own reward: %s. The methods with an overseer are trained on"
                  + " its approval instead.",
              String.join(", ", reward)));
    }
    rules.add(
        "Intervals: 95 % over seeds; "
            + interval.inWords()
            + ". They are not corrected for the number of pairs. With fewer than "
            + Statistics.SEEDS_OF_A_CLAIM
            + " seeds of each method, that one is better than another is an early look.");
    rules.add(
        "A curve ends where its longest seed ends; between evaluations, and after a seed's end, its"
            + " last value holds. A method that learns nothing after its start is dashed on.");
    return rules;
  }

  private static String humanNormalised(String game) {
    return HumanNormalised.of(game)
        .map(
            scale ->
                RootLocale.format(
                    "Human-normalised: 0 is random play (%s points) and 1 a professional human"
                        + " tester (%s points), as published (Mnih et al. 2015, Wang et al. 2016)."
                        + " Those games had no sticky actions.",
                    Format.score(scale.randomScore()), Format.score(scale.humanScore())))
        .orElse("No human score is published for " + game + ", so none is normalised.");
  }
}
