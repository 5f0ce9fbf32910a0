package org.amplia.cli.session;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amplia.ask.RecordedRun;
import org.amplia.base.RootLocale;
import org.amplia.base.ShellWords;
import org.amplia.cli.terminal.ProgressLine;
import org.amplia.cli.terminal.StopNote;
import org.amplia.config.Configuration;
import org.amplia.report.ReportWriter;
import org.amplia.report.chart.TerminalChart;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.RunSummary;
import org.amplia.report.view.Extent;
import org.amplia.rom.Cartridge;
import org.amplia.run.Cost;
import org.amplia.run.Progress;
import org.amplia.run.RunDescription.RunState;
import org.amplia.run.RunFolder;
import org.amplia.train.online.OnlineTraining;
import org.amplia.train.rounds.Training;
import picocli.CommandLine;

/** A training run as the command line shows it: a bar, then the curve, replay and report. */
public final class TrainingSession {
  private final RunFolder folder;
  private final Configuration configuration;
  private final Cartridge cartridge;

  /** A session that trains a run, or goes on with it. */
  public TrainingSession(RecordedRun run) {
    folder = run.folder();
    configuration = run.configuration();
    cartridge = run.cartridge();
  }

  /** The words of the running command, to be recorded. */
  public static List<String> commandLine(CommandLine command) {
    List<String> words = new ArrayList<>(List.of("./amplia"));
    words.addAll(command.getParseResult().originalArgs());
    return words;
  }

  /** Says how much memory replay memories will take, before training starts; silent if none. */
  public static void printMemory(PrintWriter out, long bytes) {
    if (bytes > 0) {
      out.printf(Locale.ROOT, "memory:  %.2f GB for steps to learn from%n", bytes / 1e9);
      out.flush();
    }
  }

  /** Trains (or goes on) and leaves the finished run folder; shows a bar. Returns the replay. */
  public Optional<Path> run(String label) {
    try (ProgressLine bar = new ProgressLine(label);
        StopNote note = new StopNote(() -> StopNote.stopped(folder))) {
      train(bar);
    }
    return RunReports.replay(folder);
  }

  /** Trains (or goes on) and leaves the finished run folder. */
  public void train(Progress progress) {
    if (folder.description().state() != RunState.RUNNING) {
      folder.write(folder.description().withState(RunState.RUNNING));
    }
    try {
      if (configuration.method().learnsOnline()) {
        try (OnlineTraining training =
            new OnlineTraining(folder, configuration, cartridge, progress)) {
          training.run();
        }
      } else {
        try (Training training = new Training(folder, configuration, cartridge, progress)) {
          training.run();
        }
      }
    } catch (RuntimeException e) {
      try {
        folder.noteStopped();
      } catch (RuntimeException second) {
        e.addSuppressed(second); // the first says why
      }
      throw e;
    }
  }

  /** Trains and prints curve, score and where things are; the last line names the report. */
  public void runAndReport(PrintWriter out) {
    printMemory(out, OnlineTraining.memoryBytes(configuration));
    Optional<Path> gif = run(configuration.game() + " " + configuration.method().label());
    Path report = ReportWriter.writeRun(folder, gif, Extent.OF_A_RUN);
    RunSummary summary = RunSummary.of(folder);
    out.println(TerminalChart.draw(summary, Axis.FRAMES));
    out.printf(
        Locale.ROOT,
        "final score %.2f (mean of %d games of the policy alone, no look-ahead)%n",
        summary.finalScore().orElseThrow(),
        configuration.evaluation().finalGames());
    summary.trained().ifPresent(trained -> out.println("trained: " + trained));
    out.println("spent:   " + spent());
    gif.ifPresent(path -> out.println("replay:  " + path));
    out.println("browser: " + serve() + "   (its curves, and why it did what at any step)");
    out.println("run:     " + folder.path());
    out.println("report:  " + report);
    out.flush();
  }

  /** Shows the run's folder in the browser. */
  private String serve() {
    Path runs = Optional.ofNullable(folder.path().getParent()).orElse(Path.of("."));
    return ShellWords.line(List.of("./amplia", "serve", "--runs", runs.toString(), "--open"));
  }

  /** Frames and seconds of training; says so if they came to more than was asked for. */
  private String spent() {
    Cost cost = folder.cost();
    long budget = configuration.budget().frames();
    String more =
        budget > 0 && cost.frames() > budget
            ? RootLocale.format(
                " (%,d were asked for: the first fit and a round that has begun are always finished)",
                budget)
            : "";
    return RootLocale.format(
        "%,d frames, %,d of them acting, in %.0f s of training%s",
        cost.frames(), cost.actingFrames(), cost.seconds(), more);
  }
}
