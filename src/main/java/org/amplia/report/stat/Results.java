package org.amplia.report.stat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.amplia.report.stat.Statistics.Interval;

/**
 * {@code results.json}: the final scores of a comparison.
 *
 * @param schema version of this file's format
 * @param game the game's name
 * @param interval how the intervals were computed: {@code t} or {@code percentile}
 * @param arms one for each method, in the order in which the runs were given; methods without a
 *     finished run are absent
 * @param pairs every unordered pair of arms once
 * @param warnings what a reader must know before believing the numbers, worst first
 */
public record Results(
    int schema,
    String game,
    String interval,
    List<Arm> arms,
    List<Pair> pairs,
    List<String> warnings) {
  /** The version that this program writes. */
  public static final int SCHEMA = 1;

  /**
   * The finished runs of one method.
   *
   * @param method {@code imitation}, …
   * @param seeds root seeds, in the order of {@code scores}
   * @param scores one final score a seed: the mean of its final evaluation's games
   * @param iqm interquartile mean of the scores
   * @param ci95 95 % interval of the interquartile mean; of no width for one seed
   * @param mean of the scores
   * @param meanCi95 95 % interval of the mean; of no width for one seed
   * @param humanNormalised {@code iqm} where 0 is random play and 1 a human tester; null where no
   *     human score is published
   * @param actingFrames mean over seeds, rounded
   * @param frames mean over seeds, rounded
   * @param seconds mean over seeds
   * @param rounds of each seed, in the order of {@code seeds}; 0 is the demonstrator's clone. Null
   *     for a method without rounds
   * @param gradientSteps of each seed, likewise; 0 is an untrained network. Null for a method that
   *     does not count them
   */
  public record Arm(
      String method,
      List<Long> seeds,
      List<Double> scores,
      double iqm,
      Interval ci95,
      double mean,
      Interval meanCi95,
      @JsonInclude(JsonInclude.Include.ALWAYS) Double humanNormalised,
      long actingFrames,
      long frames,
      double seconds,
      @JsonInclude(JsonInclude.Include.ALWAYS) List<Long> rounds,
      @JsonInclude(JsonInclude.Include.ALWAYS) List<Long> gradientSteps) {}

  /**
   * How probably a seed of {@code a} beats a seed of {@code b}.
   *
   * @param a a method
   * @param b another method
   * @param probabilityOfImprovement P(a &gt; b) + ½ P(a = b), between 0 and 1
   * @param ci95 its 95 % interval
   * @param difference mean of a − b over the seeds that both have; null if there are fewer than two
   * @param differenceCi95 95 % interval of the difference; null likewise
   */
  public record Pair(
      String a,
      String b,
      double probabilityOfImprovement,
      Interval ci95,
      @JsonInclude(JsonInclude.Include.ALWAYS) Double difference,
      @JsonInclude(JsonInclude.Include.ALWAYS) Interval differenceCi95) {}
}
