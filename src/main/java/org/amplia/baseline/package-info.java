/**
 * The baselines: algorithms that learn from the game's own reward or from demonstrations, without
 * an overseer.
 *
 * <p>Losses, targets, advantages, transformed rewards and schedules are plain arithmetic on arrays,
 * and know no network, game or replay memory. Enters: a network's outputs (batch × outputs) with
 * what the batch's loss is about: actions, rewards, targets, log-probabilities. Leaves: a {@link
 * org.amplia.baseline.LossResult}, the loss with its gradient at the outputs, ready for {@link
 * org.amplia.net.Network#trainStep}, and its parts by metric name.
 *
 * <p>Learners play and learn. Enters: environments that were reset, a network, and to some {@link
 * org.amplia.baseline.PlayedGame demonstrations}. Leaves: the network, trained, and a state from
 * which another process goes on ({@link org.amplia.baseline.OnlineLearner}). {@link
 * org.amplia.baseline.Ppo} is one; {@link org.amplia.baseline.ReplayLearner} is the engine of those
 * with a replay memory, whose algorithms are a file each ({@link
 * org.amplia.baseline.ReplayAlgorithm}).
 */
package org.amplia.baseline;
