/**
 * Self-contained HTML pages.
 *
 * <p>Enters: summaries of runs and charts. Leaves: the page of a run, that of a {@link
 * org.amplia.report.page.MethodComparison}, and that of runs that are sent to others.
 */
package org.amplia.report.page;
