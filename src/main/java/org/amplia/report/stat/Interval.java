package org.amplia.report.stat;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A confidence interval; in JSON an array {@code [low, high]}.
 *
 * @param low lower end, in the unit of the statistic
 * @param high upper end, at least {@code low}
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"low", "high"})
public record Interval(double low, double high) {}
