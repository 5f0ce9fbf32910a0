/**
 * Self-contained HTML pages.
 *
 * <p>Enters: summaries of runs and charts. Leaves: the page of a run and that of a {@link
 * org.amplia.report.page.MethodComparison}.
 */
package org.amplia.report.page;
