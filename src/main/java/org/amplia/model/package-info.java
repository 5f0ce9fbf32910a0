/**
 * M1, the learned answerers.
 *
 * <p>Enters: a {@link org.amplia.net.Network} and observations. Leaves: distributions over answers
 * ({@link org.amplia.model.ChoiceModel}, {@link org.amplia.model.ProbabilityModel}), values of
 * actions ({@link org.amplia.model.Evaluator}) and what a judge seems to like ({@link
 * org.amplia.model.RewardModel}). What they should answer is decided elsewhere: in {@code overseer}
 * and {@code update}.
 */
package org.amplia.model;
