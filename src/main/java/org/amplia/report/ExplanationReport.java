package org.amplia.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.amplia.experiment.ExplanationOutcome;
import org.amplia.question.QuestionTree;
import org.amplia.report.export.ResultLine;
import org.amplia.report.page.Html;
import org.amplia.report.stat.IntervalKind;
import org.knowm.xchart.XYChart;

/** The report of the experiment about Q5 and Q6. */
public final class ExplanationReport {
  private static final String ANSWERED_BY = "Q5 answered by";

  /** What is measured of an arm, by its name in results. */
  private static final Map<String, ToDoubleFunction<ExplanationOutcome>> MEASURES = measures();

  private final ArmTable<ExplanationOutcome> table;
  private final List<QuestionTree> examples;

  /**
   * A report of outcomes in the order in which they are to be shown.
   *
   * @param examples texts with all that was asked about them
   * @param interval how intervals over seeds are computed
   */
  public ExplanationReport(
      List<ExplanationOutcome> outcomes, List<QuestionTree> examples, IntervalKind interval) {
    table =
        ArmTable.of(
            outcomes, ExplanationOutcome::arm, ExplanationOutcome::seed, MEASURES, interval);
    this.examples = examples;
  }

  private static Map<String, ToDoubleFunction<ExplanationOutcome>> measures() {
    Map<String, ToDoubleFunction<ExplanationOutcome>> measures = new LinkedHashMap<>();
    measures.put("qualityNats", ExplanationOutcome::quality);
    measures.put("gainNats", ExplanationOutcome::gain);
    measures.put("freshGainNats", ExplanationOutcome::freshGain);
    measures.put("falseClaimRate", ExplanationOutcome::falseShare);
    measures.put("claims", ExplanationOutcome::claims);
    measures.put("words", ExplanationOutcome::words);
    measures.put("characters", ExplanationOutcome::characters);
    measures.put("kendallTau", ExplanationOutcome::tau);
    measures.put("trainingFrames", ExplanationOutcome::trainingFrames);
    return measures;
  }

  /**
   * Writes {@code index.html}, {@code explanations.csv}, {@code examples.txt}, {@code results.json}
   * and the chart.
   *
   * @param folder made if missing
   * @param command that made the outcomes
   * @return the page
   */
  public Path write(Path folder, String command) {
    XYChart chart =
        table.dots(
            "what an explanation tells",
            "words",
            "words a text",
            "freshGainNats",
            "gain by a fresh judge, nats");
    ReportWriter.writeChart(folder, "explanations", chart);
    List<Html> body =
        List.of(
            Html.chart(
                chart,
                "nats that texts tell a judge against their length in words",
                "What a judge that was never trained on texts of an explainer learns from a text,"
                    + " against its length."
                    + " Interquartile means over the seeds."),
            table.html("Ways to explain", ANSWERED_BY),
            Html.heading("Examples"),
            Html.code(examplesAsText()));
    ReportWriter.write(folder.resolve("explanations.csv"), table.csv());
    ReportWriter.write(folder.resolve("examples.txt"), examplesAsText());
    return ReportWriter.writeExperiment(
        folder,
        "How good is it, with an explanation?",
        "One agent is frozen; Q5 (how good is the action, with an explanation?) is answered in"
            + " several ways. Gain: by how much the forecast of held-out returns improves, in nats,"
            + " if a judge that believes every claim reads the text; fresh gain: the same by a"
            + " judge that was never trained on texts of an explainer; quality: the gain less a"
            + " price for words and for claims that the emulator contradicts. τ: Kendall's, between"
            + " the actions' values that follow from the texts and the true ones. Interquartile"
            + " means over seeds, 95 % intervals.",
        body,
        command,
        results());
  }

  private String examplesAsText() {
    return examples.stream().map(QuestionTree::toText).collect(Collectors.joining("\n"));
  }

  /**
   * A line for every seed of every way to explain: the gain by a fresh judge; what the overseer
   * gives to the texts is their quality.
   */
  public List<ResultLine> lines(ResultLine.Source source, String game) {
    return table.lines(
        source,
        game,
        "freshGainNats",
        ExplanationOutcome::quality,
        ExplanationOutcome::trainingFrames);
  }

  /** The table for a terminal. */
  public String text() {
    return table.text(ANSWERED_BY);
  }

  /** The results as JSON: a schema number and a line for every arm. */
  public Map<String, Object> results() {
    return table.results();
  }
}
