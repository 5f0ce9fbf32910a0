package org.amplia.report.stat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amplia.base.RootLocale;

/** How much training is behind a score: what never trained must not look like a result. */
public final class Effort {
  private static final String CLONE = "this is the clone";
  private static final String UNTRAINED = "this is an untrained network";

  /** Counts that differ by more than this factor are not alike. */
  private static final long UNEVEN = 2;

  private Effort() {}

  /** Rounds of one or more seeds, in words. */
  static String rounds(List<Long> counts) {
    return inWords(counts, "round", CLONE);
  }

  /** Gradient steps of one or more seeds, in words. */
  static String steps(List<Long> counts) {
    return inWords(counts, "gradient step", UNTRAINED);
  }

  private static String inWords(List<Long> counts, String unit, String untrained) {
    long most = Collections.max(counts);
    String text = range(counts) + " " + unit + (most == 1 ? "" : "s");
    return most == 0 ? text + ": " + untrained : text;
  }

  private static String range(List<Long> counts) {
    long least = Collections.min(counts);
    long most = Collections.max(counts);
    return least == most
        ? Format.count((double) most)
        : Format.count((double) least) + " to " + Format.count((double) most);
  }

  /** What is behind an arm's scores, in words; a dash where there is nothing to count. */
  public static String of(Results.Arm arm) {
    if (arm.rounds() != null) {
      return rounds(arm.rounds());
    }
    return arm.gradientSteps() == null ? "–" : steps(arm.gradientSteps());
  }

  /** Scores that are not their method's, and runs that were not trained alike. */
  public static List<String> warnings(List<Results.Arm> arms) {
    List<String> warnings = new ArrayList<>();
    for (Results.Arm arm : arms) {
      warn(arm, arm.rounds(), "0 rounds: " + CLONE, warnings);
      warn(arm, arm.gradientSteps(), "0 gradient steps: " + UNTRAINED, warnings);
      if (arm.gradientSteps() != null && areUneven(arm.gradientSteps())) {
        warnings.add(
            RootLocale.format(
                "Seeds of %s went through unequally many gradient steps, %s: compare by --frames.",
                arm.method(), range(arm.gradientSteps())));
      }
    }
    List<Results.Arm> inRounds = arms.stream().filter(arm -> arm.rounds() != null).toList();
    if (areUneven(inRounds.stream().flatMap(arm -> arm.rounds().stream()).toList())) {
      warnings.add(
          RootLocale.format(
              "The runs went through unequally many rounds, %s: with --minutes that depends on what else the machine did; compare by --frames, or by rounds.maximum.",
              inRounds.stream()
                  .map(arm -> arm.method() + " " + range(arm.rounds()))
                  .collect(Collectors.joining(", "))));
    }
    return warnings;
  }

  private static void warn(Results.Arm arm, List<Long> counts, String what, List<String> warnings) {
    if (counts == null || Collections.min(counts) > 0) {
      return;
    }
    List<String> seeds =
        IntStream.range(0, counts.size())
            .filter(i -> counts.get(i) == 0)
            .mapToObj(i -> arm.seeds().get(i) + "")
            .toList();
    warnings.add(
        RootLocale.format(
            "%s, %s: %s. The budget was used up before %1$s learned anything, so this is not a score of %1$s: give it more frames or minutes.",
            arm.method(),
            (seeds.size() == 1 ? "seed " : "seeds ") + String.join(", ", seeds),
            what));
  }

  private static boolean areUneven(List<Long> counts) {
    return !counts.isEmpty() && Collections.max(counts) > UNEVEN * Collections.min(counts);
  }
}
