/**
 * The loop: amplify, distil, repeat. The only place where the circle from policy to policy closes.
 *
 * <p>Enters: a {@link org.amplia.train.Configuration}, in which every key is present. Leaves: a
 * {@link org.amplia.train.RunFolder} with its {@link org.amplia.train.RunDescription}, {@link
 * org.amplia.train.Measurement}s, {@link org.amplia.train.Evaluation}s by the standard protocol,
 * and checkpoints from which a run goes on as if it had never stopped.
 */
package org.amplia.train;
