/**
 * The loop of learners without an overseer: act, learn, repeat.
 *
 * <p>Enters: a {@link org.amplia.config.Configuration} and environments. Leaves: a network, with
 * its checkpoint, replay memory, measurements and evaluations: {@link
 * org.amplia.train.online.OnlineTraining}.
 */
package org.amplia.train.online;
