package org.amplia.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amplia.experiment.puzzle.PuzzleArm;
import org.amplia.experiment.puzzle.PuzzleOutcome;
import org.amplia.experiment.puzzle.PuzzleOutcome.Measure;
import org.amplia.experiment.puzzle.PuzzleRun;
import org.amplia.experiment.puzzle.PuzzleWorld;
import org.amplia.report.export.ResultLine;

/**
 * Outcomes of {@code experiment puzzle} as lines of a file of results: the arm is the run's, the
 * measure is called {@code decision gain of M1}.
 */
public final class PuzzleLines {
  private static final String OF = " of ";

  private PuzzleLines() {}

  /** A line for each measure of each outcome. */
  public static List<ResultLine> of(ResultLine.Source source, List<PuzzleOutcome> outcomes) {
    List<ResultLine> lines = new ArrayList<>();
    for (PuzzleOutcome outcome : outcomes) {
      for (Measure measure : outcome.measures().keySet()) {
        lines.add(
            ResultLine.of(
                source,
                outcome.run().arm().label(),
                outcome.run().world().label(),
                outcome.run().seed(),
                measure.label() + OF + outcome.asked(),
                outcome.get(measure),
                null,
                outcome.frames()));
      }
    }
    return lines;
  }

  /** Whether lines are of a run: they are written all at once. */
  public static boolean have(List<ResultLine> lines, PuzzleRun run) {
    return outcomes(lines).stream().anyMatch(one -> one.run().equals(run));
  }

  /** The outcomes that lines tell, in their order. */
  static List<PuzzleOutcome> outcomes(List<ResultLine> lines) {
    record Key(PuzzleRun run, String asked, long frames) {}
    Map<Key, Map<Measure, Double>> found = new LinkedHashMap<>();
    for (ResultLine line : lines) {
      for (Measure measure : Measure.values()) {
        if (PuzzleWorld.names().contains(line.game())
            && line.measure().startsWith(measure.label() + OF)
            && line.frames() != null) {
          String asked = line.measure().substring(measure.label().length() + OF.length());
          PuzzleRun run =
              new PuzzleRun(PuzzleWorld.of(line.game()), PuzzleArm.of(line.arm()), line.seed());
          Key key = new Key(run, asked, line.frames());
          found.computeIfAbsent(key, k -> new EnumMap<>(Measure.class)).put(measure, line.score());
        }
      }
    }
    return found.entrySet().stream()
        .map(
            entry -> {
              Key key = entry.getKey();
              return new PuzzleOutcome(key.run(), key.asked(), entry.getValue(), key.frames());
            })
        .toList();
  }
}
