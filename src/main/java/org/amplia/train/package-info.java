/**
 * The loop: amplify, distil, repeat. The only place where the circle from policy to policy closes.
 *
 * <p>Enters: a {@link org.amplia.config.Configuration}, in which every key is present. Leaves: a
 * {@link org.amplia.run.RunFolder} with its {@link org.amplia.run.RunDescription}, {@link
 * org.amplia.run.Measurement}s, {@link org.amplia.run.Evaluation}s by the standard protocol, and
 * checkpoints from which a run goes on as if it had never stopped.
 */
package org.amplia.train;
