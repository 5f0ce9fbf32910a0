/**
 * Tables for other programs.
 *
 * <p>Enters: summaries of runs. Leaves: CSV, event files for TensorBoard, a table for the terminal.
 */
package org.amplia.report.export;
