package org.amplia.report.stat;

import org.amplia.run.Evaluation;
import org.amplia.run.Measurement;

/** The three horizontal axes that every curve is drawn against; see {@link org.amplia.run.Cost}. */
public enum Axis {
  /** Emulator frames in which the policy or a demonstrator acted. */
  ACTING_FRAMES("acting-frames", "acting frames", "acting frames (look-ahead not counted)"),
  /** All emulator frames, look-ahead included. */
  FRAMES("frames", "all frames", "all emulator frames (look-ahead included)"),
  /** Wall-clock time of training. */
  SECONDS("seconds", "seconds", "wall-clock time of training");

  private final String id;
  private final String label;
  private final String title;

  Axis(String id, String label, String title) {
    this.id = id;
    this.label = label;
    this.title = title;
  }

  /** For file names and CSV. */
  public String id() {
    return id;
  }

  /** Two words for headings. */
  public String label() {
    return label;
  }

  /** What is counted, for the axis of a chart. */
  public String title() {
    return title;
  }

  /** What had been spent at an evaluation, in frames or seconds. */
  public double of(Evaluation evaluation) {
    return pick(evaluation.actingFrames(), evaluation.frames(), evaluation.seconds());
  }

  /** What had been spent at a measurement, in frames or seconds. */
  public double of(Measurement measurement) {
    return pick(measurement.actingFrames(), measurement.frames(), measurement.seconds());
  }

  private double pick(long actingFrames, long frames, double seconds) {
    return switch (this) {
      case ACTING_FRAMES -> actingFrames;
      case FRAMES -> frames;
      case SECONDS -> seconds;
    };
  }
}
