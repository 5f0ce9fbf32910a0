package org.amplia.experiment.claims;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is tuned for each arm and initialisation.
 *
 * @param step the policy's learning rate
 * @param leash β, standard deviations of approval a nat
 * @param clip how far p / p_start may go beyond 1
 */
public record ClaimSettings(double step, double leash, double clip) {
  private static final List<Double> STEPS = List.of(0.001, 0.003, 0.01);
  private static final List<Double> OTHER_LEASHES = List.of(0.03, 1.0);
  private static final double OTHER_CLIP = 0.3;

  /** The stages of the tuning: step, leash, clip. */
  public static final int STAGES = 3;

  /** What an arm has before anybody tuned it: an early study's settings. */
  public static ClaimSettings usual(ClaimArm arm) {
    return new ClaimSettings(arm.method() == ClaimArm.REINFORCE.method() ? 0.01 : 0.003, 0.1, 3);
  }

  /**
   * What a stage of the tuning tries, beside what was tried before.
   *
   * @param stage 0 … {@link #STAGES} − 1
   * @param best of what was tried before; any in stage 0
   */
  public static List<ClaimSettings> tried(ClaimArm arm, int stage, ClaimSettings best) {
    ClaimSettings usual = usual(arm);
    Stream<ClaimSettings> tried =
        switch (stage) {
          case 0 -> STEPS.stream().map(s -> new ClaimSettings(s, usual.leash, usual.clip));
          case 1 -> OTHER_LEASHES.stream().map(b -> new ClaimSettings(best.step, b, best.clip));
          default ->
              Stream.of(new ClaimSettings(best.step, best.leash, OTHER_CLIP))
                  .filter(clipped -> arm.hasRatio());
        };
    return tried.toList();
  }

  /** In words, as files and folders have them. */
  public String label() {
    return "step " + text(step) + " leash " + text(leash) + " clip " + text(clip);
  }

  /** A number without needless zeros. */
  private static String text(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
