package org.amplia.experiment.claims;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The runs of a comparison or of its tuning.
 *
 * @param starts arms from where they begin
 * @param firstSeed of the seeds that follow each other
 * @param seeds runs of each arm from each start
 * @param tuning whether several settings of an arm are tried, not compared with other arms
 */
public record ClaimRuns(List<Start> starts, long firstSeed, int seeds, boolean tuning) {
  /** An arm from where it begins. */
  public record Start(Initialisation initialisation, ClaimArm arm) {}

  /**
   * Every arm from every start.
   *
   * @param tuning whether settings are tried; arms without any are left out then
   */
  public static ClaimRuns of(
      List<Initialisation> initialisations,
      List<ClaimArm> arms,
      long firstSeed,
      int seeds,
      boolean tuning) {
    List<Start> starts =
        initialisations.stream()
            .flatMap(initialisation -> arms.stream().map(arm -> new Start(initialisation, arm)))
            .filter(start -> !tuning || start.arm().learns())
            .toList();
    return new ClaimRuns(starts, firstSeed, seeds, tuning);
  }

  /** One for each seed. */
  public Stream<ClaimRun> of(Start start, ClaimSettings settings) {
    return LongStream.range(firstSeed, firstSeed + seeds)
        .mapToObj(
            seed -> new ClaimRun(start.initialisation(), start.arm(), settings, seed, tuning));
  }

  /** All, seed by seed, so that a part of the runs is a comparison already. */
  public List<ClaimRun> all(Function<Start, ClaimSettings> settings) {
    return starts.stream()
        .flatMap(start -> of(start, settings.apply(start)))
        .sorted(Comparator.comparingLong(ClaimRun::seed))
        .toList();
  }
}
