/**
 * The post's claims where everything can be computed: worlds of one question each, whose overseer
 * is a known function and whose M1 is a table; and the continuous answer domain on a game, the
 * probability of an event.
 *
 * <p>Enters: a world, a start, an update, noise, seeds; or a game, an event and a player. Leaves:
 * regret against the number of times that the overseer was asked; or probabilities beside what
 * happened, see {@link org.amplia.experiment.Calibration}.
 */
package org.amplia.experiment;
