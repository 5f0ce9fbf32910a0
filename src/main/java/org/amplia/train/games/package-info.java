/**
 * Playing whole games for the loop, and measuring with them.
 *
 * <p>Enters: a policy or a demonstrator, and pools of games. Leaves: {@link
 * org.amplia.train.games.GameResult}s, states that were visited, and {@link
 * org.amplia.run.Evaluation}s by the standard protocol.
 */
package org.amplia.train.games;
