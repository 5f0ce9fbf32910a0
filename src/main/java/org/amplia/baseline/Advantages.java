package org.amplia.baseline;

/**
 * What {@link GeneralisedAdvantage} makes of a rollout, as [steps][environments].
 *
 * @param advantages how much better the action was than the state's value
 * @param returns advantage + value: what the value is fitted to
 */
public record Advantages(float[][] advantages, float[][] returns) {}
