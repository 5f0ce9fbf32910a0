/**
 * The post's claims about a game's policy, as runs: where M1 begins, what is compared, at which
 * settings.
 *
 * <p>Enters: a game, a budget, seeds, settings that a tuning chose. Leaves: the configuration and
 * the name of each run, {@link org.amplia.experiment.claims.ClaimRun}, and recorded demonstrations.
 * What the runs come to is in {@code org.amplia.report}.
 */
package org.amplia.experiment.claims;
