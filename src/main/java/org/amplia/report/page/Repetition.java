package org.amplia.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.amplia.base.RootLocale;
import org.amplia.base.ShellWords;
import org.amplia.base.UserError;
import org.amplia.report.stat.RunSummary;
import org.amplia.run.Reproduction;

/** How runs are repeated, and whether the repetition ends in the same bytes. */
final class Repetition {
  private static final String MINUTES = "budget.minutes";
  private static final String DEVICE = "device";

  private final List<RunSummary> runs;

  Repetition(List<RunSummary> runs) {
    this.runs = runs;
  }

  /** Commands and what to expect of them. */
  Html html() {
    Set<String> started = new LinkedHashSet<>();
    Set<String> alone = new LinkedHashSet<>();
    Map<String, List<String>> faults = new LinkedHashMap<>();
    for (RunSummary run : runs) {
      started.add(ShellWords.line(run.description().command()));
      try {
        alone.add(ShellWords.line(Reproduction.command(run.description())));
      } catch (UserError e) {
        faults.computeIfAbsent(e.getMessage(), fault -> new ArrayList<>()).add(name(run));
      }
    }
    List<Html> html = new ArrayList<>();
    html.add(Html.paragraph("As started:"));
    html.add(Html.code(String.join("\n", started)));
    alone.removeAll(started);
    if (!alone.isEmpty()) {
      html.add(Html.paragraph("Each run by itself, from its configuration below:"));
      html.add(Html.code(String.join("\n", alone)));
    }
    faults.forEach(
        (fault, names) ->
            html.add(
                Html.warning(
                    RootLocale.format(
                        "This version has no such configuration (%s), so it cannot repeat %s.",
                        fault, String.join(", ", names)))));
    html.add(Html.list(expectations()));
    return Html.join(html);
  }

  /** Which runs repeat exactly, and why others do not. */
  List<String> expectations() {
    List<RunSummary> byClock = those(run -> !List.of("0", "0.0").contains(of(run, MINUTES, "0")));
    List<RunSummary> onDevice = those(run -> !of(run, DEVICE, "cpu").equals("cpu"));
    List<RunSummary> exact = those(run -> !byClock.contains(run) && !onDevice.contains(run));
    return List.of(
            text(
                exact,
                "a budget in frames or rounds. The same command ends in the same bytes, all but the"
                    + " seconds, given the same version of Amplia, number of threads, cartridge,"
                    + " files that it names, and kind of machine; so does a run that was stopped"
                    + " and resumed."),
            text(
                byClock,
                "a budget in minutes, which depends on the clock: the same command does not repeat"
                    + " these results exactly, not even on the same machine. A budget in --frames"
                    + " does."),
            text(
                onDevice,
                "networks trained on another device than the CPU, which does not add up in the same"
                    + " order each time: the same command does not repeat these results exactly."))
        .stream()
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private String text(List<RunSummary> some, String what) {
    if (some.isEmpty()) {
      return "";
    }
    return some.size() == runs.size()
        ? Character.toUpperCase(what.charAt(0)) + what.substring(1)
        : some.stream().map(Repetition::name).collect(Collectors.joining(", ")) + ": " + what;
  }

  private List<RunSummary> those(Predicate<RunSummary> wanted) {
    return runs.stream().filter(wanted).toList();
  }

  private static String of(RunSummary run, String key, String usual) {
    return run.description().settings().getOrDefault(key, usual);
  }

  private static String name(RunSummary run) {
    return run.method() + " seed " + run.seed();
  }
}
