package org.amplia.report.stat;

/**
 * One point of one run's curve.
 *
 * @param x what had been spent, in frames or seconds
 * @param y the value then
 */
public record Point(double x, double y) {}
