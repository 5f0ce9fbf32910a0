/**
 * The post's claims on a game: the continuous answer domain (the probability of an event), which
 * information is useful, and what an explanation is worth.
 *
 * <p>Enters: a run, seeds, a plan. Leaves: outcomes beside what happened, see {@link
 * org.amplia.experiment.Calibration}.
 */
package org.amplia.experiment;
