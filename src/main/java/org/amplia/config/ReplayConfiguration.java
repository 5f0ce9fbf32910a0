package org.amplia.config;

import static org.amplia.config.Limits.atLeast;
import static org.amplia.config.Limits.given;
import static org.amplia.config.Limits.within;

import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.replay.ReplaySettings;

/**
 * What all methods with a replay memory have, as keys of the method's own section. A step is an
 * agent step of one environment.
 *
 * @param environments games that are played together
 * @param capacityFrames observations that the replay memory keeps, demonstrations included
 * @param batchSize transitions in a gradient step
 * @param learningRate Adam's
 * @param maxGradientNorm longer gradients are scaled down to this length
 * @param stepsPerGradientStep steps between two gradient steps
 * @param stepsPerTargetUpdate steps between two copies to the target network
 * @param stepsBeforeLearning steps that are only played
 * @param discount γ a step, 0 … 1
 * @param lifeLossEnds whether nothing is credited beyond the loss of a life
 * @param dueling whether the network has a dueling head
 * @param ramInputs how the network reads RAM: {@code features} or {@code bytes}
 * @param hiddenUnits width of both hidden layers (RAM observations)
 */
public record ReplayConfiguration(
    int environments,
    int capacityFrames,
    int batchSize,
    double learningRate,
    double maxGradientNorm,
    int stepsPerGradientStep,
    int stepsPerTargetUpdate,
    int stepsBeforeLearning,
    double discount,
    boolean lifeLossEnds,
    boolean dueling,
    RamInputs ramInputs,
    int hiddenUnits) {
  /**
   * Checks the values.
   *
   * @param section what the keys begin with
   * @throws UserError that names the key
   */
  void check(String section) {
    within(1, Limits.MOST_ENVIRONMENTS, section + ".environments", environments);
    atLeast(1, section + ".capacityFrames", capacityFrames);
    if (capacityFrames > ReplaySettings.MOST_FRAMES) {
      throw new UserError(
          RootLocale.format(
              "%s.capacityFrames is %,d: it must be %,d or less",
              section, capacityFrames, ReplaySettings.MOST_FRAMES));
    }
    within(1, Limits.MOST_IN_A_BATCH, section + ".batchSize", batchSize);
    within(1e-9, 1, section + ".learningRate", learningRate);
    within(1e-9, 1e9, section + ".maxGradientNorm", maxGradientNorm);
    atLeast(1, section + ".stepsPerGradientStep", stepsPerGradientStep);
    atLeast(1, section + ".stepsPerTargetUpdate", stepsPerTargetUpdate);
    atLeast(0, section + ".stepsBeforeLearning", stepsBeforeLearning);
    within(0, 1, section + ".discount", discount);
    given(section + ".ramInputs", ramInputs);
    within(1, Limits.MOST_HIDDEN_UNITS, section + ".hiddenUnits", hiddenUnits);
  }
}
