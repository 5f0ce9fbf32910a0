/**
 * What a run leaves behind and a report reads.
 *
 * <p>Enters: what a loop has measured and spent. Leaves: a {@link org.amplia.run.RunFolder} with
 * its {@link org.amplia.run.RunDescription}, {@link org.amplia.run.Measurement}s and {@link
 * org.amplia.run.Evaluation}s.
 */
package org.amplia.run;
