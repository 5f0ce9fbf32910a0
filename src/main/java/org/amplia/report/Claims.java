package org.amplia.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.amplia.base.UserError;
import org.amplia.experiment.claims.ClaimArm;
import org.amplia.experiment.claims.ClaimRun;
import org.amplia.experiment.claims.Initialisation;
import org.amplia.report.export.ResultLine;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.Statistics.Interval;
import org.amplia.report.stat.Verdict;

/**
 * What a file of results says of the claims; the rules are in {@code docs/claims.md}.
 *
 * @param cells what was measured: for each initialisation the arms that were run there
 */
record Claims(Map<Initialisation, Map<ClaimArm, Cell>> cells) {
  /** The mix may fall so far short of the better of the two, as a share of it. */
  private static final double SHORT = 0.05;

  private static final List<ClaimArm> LITERAL =
      List.of(ClaimArm.IMITATION, ClaimArm.REINFORCE, ClaimArm.MIXED);

  /**
   * The runs of an arm from one start, by seed.
   *
   * @param areas under the learning curve
   * @param scores at the end
   * @param drifts at the end, KL to the clone in visited states; of some seeds only, maybe
   * @param approved scores, where they are known
   */
  record Cell(
      SortedMap<Long, Double> areas,
      SortedMap<Long, Double> scores,
      SortedMap<Long, Double> drifts,
      SortedMap<Long, Double> approved) {}

  /**
   * A difference of areas, paired by seed.
   *
   * @param claim its number; 0 for one that no claim is about
   * @param draws which answers the overseer was asked about: {@code literal}, {@code own1} …
   * @param first what the claim says is better
   * @param seeds that both have, 2 or more
   */
  record Difference(
      int claim,
      Initialisation start,
      String draws,
      ClaimArm first,
      ClaimArm second,
      int seeds,
      double mean,
      Interval interval,
      Verdict verdict) {}

  /** The answer to claim 18 for one way to draw. */
  record Best(String draws, Verdict verdict, List<Difference> differences) {}

  /** Collects the lines that are of the claims; others are left out. */
  static Claims of(ClaimLines lines, List<ResultLine> all) {
    Map<Initialisation, Map<ClaimArm, Cell>> cells = new EnumMap<>(Initialisation.class);
    for (Initialisation start : Initialisation.values()) {
      for (ClaimArm arm : ClaimArm.values()) {
        List<ResultLine> ofArm =
            all.stream().filter(line -> line.arm().equals(arm.label())).toList();
        List<ResultLine> scored =
            ofArm.stream().filter(line -> lines.isScore(line, start)).toList();
        if (!scored.isEmpty()) {
          cells
              .computeIfAbsent(start, none -> new EnumMap<>(ClaimArm.class))
              .put(
                  arm,
                  new Cell(
                      bySeed(scored, ClaimLines::area),
                      bySeed(scored, ResultLine::score),
                      bySeed(
                          ofArm.stream().filter(line -> lines.isDrift(line, start)).toList(),
                          ResultLine::score),
                      bySeed(
                          scored.stream().filter(line -> line.approvedScore() != null).toList(),
                          ResultLine::approvedScore)));
        }
      }
    }
    if (cells.isEmpty()) {
      throw UserError.of(
          "there is no run of the claims on %s with %,d frames in the file: name its --game and"
              + " --frames",
          lines.game(), lines.frames());
    }
    return new Claims(cells);
  }

  private static SortedMap<Long, Double> bySeed(
      List<ResultLine> lines, ToDoubleFunction<ResultLine> value) {
    SortedMap<Long, Double> bySeed = new TreeMap<>();
    for (ResultLine line : lines) {
      if (bySeed.put(line.seed(), value.applyAsDouble(line)) != null) {
        throw UserError.of(
            "seed %d of %s has two lines of '%s': remove one",
            line.seed(), line.arm(), line.measure());
      }
    }
    return bySeed;
  }

  /** The arms of one start, if any was run there. */
  Map<ClaimArm, Cell> of(Initialisation start) {
    return cells.getOrDefault(start, Map.of());
  }

  /** The ways to draw by name, and the arms that drew so, in the order of {@link #LITERAL}. */
  static Map<String, List<ClaimArm>> draws() {
    Map<String, List<ClaimArm>> draws = new LinkedHashMap<>();
    draws.put("literal", LITERAL);
    for (int own : ClaimArm.DRAWS) {
      String name = own == ClaimRun.APPROVALS ? "all own" : own + " own";
      draws.put(name, LITERAL.stream().map(arm -> arm.withOwn(own)).toList());
    }
    return draws;
  }

  /** Claim 16 from a good start, claim 17 from the two that it is about, and the fourth start. */
  List<Difference> updates() {
    List<Difference> all = new ArrayList<>();
    for (Initialisation start :
        List.of(
            Initialisation.GOOD,
            Initialisation.SUBOPTIMAL,
            Initialisation.UNREPRODUCIBLE,
            Initialisation.UNIFORM)) {
      int claim =
          switch (start) {
            case GOOD -> 16;
            case SUBOPTIMAL, UNREPRODUCIBLE -> 17;
            case UNIFORM -> 0;
          };
      draws()
          .forEach(
              (name, arms) -> {
                ClaimArm first = arms.get(claim == 16 ? 0 : 1);
                ClaimArm second = arms.get(claim == 16 ? 1 : 0);
                difference(claim, start, name, first, second).ifPresent(all::add);
              });
    }
    return all;
  }

  /** Claim 18, for each way to draw. */
  List<Best> best() {
    return draws().entrySet().stream().map(e -> best(e.getKey(), e.getValue())).toList();
  }

  private Best best(String draws, List<ClaimArm> arms) {
    List<Difference> differences =
        Stream.of(Initialisation.values())
            .flatMap(start -> ofMix(start, draws, arms).stream())
            .toList();
    boolean falls = differences.stream().anyMatch(one -> one.verdict() == Verdict.NO);
    boolean whole = differences.size() == Initialisation.values().length;
    return new Best(draws, falls ? Verdict.NO : whole ? Verdict.YES : Verdict.OPEN, differences);
  }

  /** The mix less the better of the other two; its verdict is whether it is within 5 %. */
  private Optional<Difference> ofMix(Initialisation start, String draws, List<ClaimArm> arms) {
    Map<ClaimArm, Cell> run = of(start);
    if (!run.keySet().containsAll(arms)) {
      return Optional.empty();
    }
    ClaimArm mixed = arms.get(2);
    ClaimArm better =
        area(start, arms.get(0)) >= area(start, arms.get(1)) ? arms.get(0) : arms.get(1);
    return difference(18, start, draws, mixed, better)
        .map(
            one -> {
              boolean within = isWithin(one.mean(), area(start, better));
              return new Difference(
                  18,
                  start,
                  draws,
                  mixed,
                  better,
                  one.seeds(),
                  one.mean(),
                  one.interval(),
                  within ? Verdict.YES : Verdict.NO);
            });
  }

  /** Whether a mean difference from the better of two is no more than 5 % of it below it. */
  static boolean isWithin(double difference, double better) {
    return difference >= -SHORT * Math.abs(better);
  }

  /** The mean area of an arm. */
  double area(Initialisation start, ClaimArm arm) {
    return mean(values(of(start).get(arm).areas()));
  }

  private Optional<Difference> difference(
      int claim, Initialisation start, String draws, ClaimArm first, ClaimArm second) {
    Cell one = of(start).get(first);
    Cell other = of(start).get(second);
    if (one == null || other == null) {
      return Optional.empty();
    }
    double[] differences =
        one.areas().entrySet().stream()
            .filter(entry -> other.areas().containsKey(entry.getKey()))
            .mapToDouble(entry -> entry.getValue() - other.areas().get(entry.getKey()))
            .toArray();
    if (differences.length < 2) {
      return Optional.empty();
    }
    Interval interval = IntervalKind.T.mean(differences);
    return Optional.of(
        new Difference(
            claim,
            start,
            draws,
            first,
            second,
            differences.length,
            mean(differences),
            interval,
            Verdict.of(interval)));
  }

  /** The values of all seeds. */
  static double[] values(SortedMap<Long, Double> bySeed) {
    return bySeed.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The mean of one value or more. */
  static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
