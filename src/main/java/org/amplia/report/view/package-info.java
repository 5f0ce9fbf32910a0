/**
 * What can be looked into: curves of any metric, methods at equal frames, recorded episodes with
 * what was asked about them. The dashboard answers with it over HTTP; a report holds it.
 *
 * <p>Enters: {@link org.amplia.report.stat.RunSummary}s, recorded episodes, transcripts. Leaves:
 * records that become JSON, and the modules of JavaScript that draw them.
 *
 * <p>Tour: {@link org.amplia.report.view.GroupedCurves}, {@link org.amplia.report.view.Comparison}
 * and {@link org.amplia.report.view.RecordedGame} are what is shown; {@link
 * org.amplia.report.view.WebFile} is what shows it; {@link org.amplia.report.view.Viewer} puts both
 * into a page.
 */
package org.amplia.report.view;
