/**
 * Charts.
 *
 * <p>Enters: points and curves. Leaves: PNG, SVG, and lines of text for a terminal.
 */
package org.amplia.report.chart;
