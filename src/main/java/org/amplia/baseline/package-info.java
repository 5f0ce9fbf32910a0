/**
 * The losses of the baselines: algorithms that learn from the game's own reward or from
 * demonstrations, without an overseer.
 *
 * <p>Enters: a network's outputs (batch × outputs) with what the batch's loss is about: actions,
 * rewards, targets, log-probabilities. Leaves: a {@link org.amplia.baseline.LossResult}, the loss
 * with its gradient at the outputs, ready for {@link org.amplia.net.Network#trainStep}, and its
 * parts by metric name. Beside them what is computed before a batch is made: targets, advantages,
 * transformed rewards, exploration. Everything is plain arithmetic on arrays: nothing here knows a
 * network, a game or a replay memory.
 */
package org.amplia.baseline;
