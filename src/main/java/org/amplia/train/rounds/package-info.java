/**
 * The loop in rounds: amplify, distil, repeat.
 *
 * <p>Enters: a {@link org.amplia.config.Configuration} and the demonstrator's games. Leaves: the
 * agent after every round, with its checkpoint, measurements and evaluation: {@link
 * org.amplia.train.rounds.Training}.
 */
package org.amplia.train.rounds;
