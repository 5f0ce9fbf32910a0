/**
 * The post's claims where everything can be computed: worlds of one question each, whose overseer
 * is a known function and whose M1 is a table.
 *
 * <p>Enters: a world, a start, an update, noise, seeds. Leaves: regret against the number of times
 * that the overseer was asked, {@link
 * org.amplia.experiment.tabular.TabularExperiment.TabularOutcome}.
 */
package org.amplia.experiment.tabular;
