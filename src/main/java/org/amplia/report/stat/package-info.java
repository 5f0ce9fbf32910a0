/**
 * What the numbers of runs say.
 *
 * <p>Enters: {@link org.amplia.run.RunFolder}s. Leaves: {@link org.amplia.report.stat.RunSummary}s,
 * learning curves over seeds, interquartile means, intervals. Only this package and the experiments
 * compute with ND4J.
 */
package org.amplia.report.stat;
