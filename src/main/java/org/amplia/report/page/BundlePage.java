package org.amplia.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amplia.base.UserError;
import org.amplia.report.stat.Format;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.RunSummary;
import org.amplia.run.Evaluation;

/** The page of some runs, of one game or of several, that is sent to somebody else. */
public final class BundlePage {
  private final List<RunSummary> runs;
  private final Map<String, List<RunSummary>> games = new LinkedHashMap<>();

  /** Of one run or more. */
  public BundlePage(List<RunSummary> runs) {
    this.runs = List.copyOf(runs);
    runs.forEach(
        run -> games.computeIfAbsent(run.description().game(), game -> new ArrayList<>()).add(run));
  }

  /**
   * The page.
   *
   * @param command the command that made the page, quoted for a shell
   * @param interval how intervals over seeds are computed
   * @param program what can be looked into
   */
  public Html html(String command, IntervalKind interval, Html.Program program) {
    List<Html> body = new ArrayList<>();
    body.add(program.look("curves", ComparisonPage.LOOK_AT_CURVES));
    body.add(program.look("compare", "Compare the methods at equal frames"));
    body.addAll(List.of(Html.heading("Runs"), table()));
    games.forEach((game, some) -> body.addAll(scores(game, some, interval)));
    body.addAll(ComparisonPage.replays("Games", List.of(), program));
    body.addAll(
        List.of(
            Html.heading("Reproduce"),
            Html.paragraph("This page:"),
            Html.code(command),
            new Repetition(runs).html()));
    games.forEach(
        (game, some) ->
            body.addAll(
                List.of(
                    Html.heading("Configuration" + of(game)),
                    Html.paragraph("Keys that differ come first, on a tinted ground."),
                    RunTables.configuration(some),
                    Html.heading("Versions" + of(game)),
                    RunTables.versions(some))));
    return Html.page(
        runs.size()
            + (runs.size() == 1 ? " run of " : " runs of ")
            + String.join(", ", games.keySet()),
        "Everything is in this one file: it can be sent to others, and opens from a disk, without a"
            + " network.",
        body,
        program);
  }

  /** Of several games each part says which it is about. */
  private String of(String game) {
    return games.size() == 1 ? "" : ", " + game;
  }

  private List<Html> scores(String game, List<RunSummary> some, IntervalKind interval) {
    List<Html> parts = new ArrayList<>(List.of(Html.heading("Final scores" + of(game))));
    try {
      MethodComparison comparison = MethodComparison.ofComparable(some, interval);
      comparison.warnings().forEach(warning -> parts.add(Html.warning(warning)));
      if (comparison.finished().isEmpty()) {
        parts.add(Html.paragraph("No run has finished yet."));
      } else {
        parts.add(new ComparisonPage(comparison).findings());
        parts.add(Html.list(comparison.rules()));
      }
    } catch (UserError e) {
      parts.add(Html.warning("These runs are not averaged: " + e.getMessage() + "."));
    }
    return parts;
  }

  private Html table() {
    List<Html.Row> rows = new ArrayList<>();
    for (RunSummary run : runs) {
      List<Evaluation> all = run.evaluations();
      Evaluation last = all.isEmpty() ? null : all.get(all.size() - 1);
      rows.add(
          Html.Row.ofTexts(
              run.name(),
              List.of(
                  run.description().game(),
                  run.method(),
                  Long.toString(run.seed()),
                  run.description().state().name().toLowerCase(Locale.ROOT),
                  last == null ? "–" : Format.score(last.meanScore()),
                  last == null ? "–" : Format.count((double) last.actingFrames()),
                  last == null ? "–" : Format.count((double) last.frames()),
                  last == null ? "–" : Format.duration(last.seconds()),
                  run.trained().orElse("–"))));
    }
    return Html.table(
        "scores",
        "Runs",
        List.of(
            "run",
            "game",
            "method",
            "seed",
            "state",
            "last score",
            "acting frames",
            "all frames",
            "time",
            "trained for"),
        rows);
  }
}
