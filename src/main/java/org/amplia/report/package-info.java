/**
 * Run folders in; statistics, charts, tables and self-contained HTML pages out.
 *
 * <p>Enters: {@link org.amplia.run.RunFolder}s (descriptions, evaluations, measurements) and GIFs
 * of replays. Leaves: {@code index.html}, PNG, SVG, CSV, {@code results.json} and event files for
 * TensorBoard, each written whole or not at all, and text for the terminal. Recorded games are
 * played again for their pictures; nothing is read from or sent to a network.
 *
 * <p>Tour: {@link org.amplia.report.stat.RunSummary} reads one run; {@link
 * org.amplia.report.page.MethodComparison} groups runs by method and asks {@link
 * org.amplia.report.stat.Statistics}; {@link org.amplia.report.stat.LearningCurve} aggregates
 * curves over seeds; {@link org.amplia.report.ReportWriter} writes it all.
 */
package org.amplia.report;
