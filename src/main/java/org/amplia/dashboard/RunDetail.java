package org.amplia.dashboard;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.amplia.base.InputFile;
import org.amplia.base.IoFault;
import org.amplia.base.Json;
import org.amplia.base.ShellWords;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.Defaults;
import org.amplia.dashboard.RunCatalogue.Found;
import org.amplia.report.stat.RunSummary;
import org.amplia.report.view.RunOverview;
import org.amplia.run.Evaluation;
import org.amplia.run.Reproduction;
import org.amplia.run.RunDescription;
import org.amplia.run.RunFolder;

/**
 * One run.
 *
 * @param overview how far it is
 * @param configuration every key, by name
 * @param command as it was typed
 * @param repeat the {@code train} command that repeats it; null if this version has none
 * @param repeatFault why there is none
 * @param versions of what it was made with, platform and cartridge too
 * @param evaluations oldest first
 * @param metrics names that it has measured
 * @param log the end of what its process printed; null if there is no such file
 */
record RunDetail(
    RunOverview overview,
    List<Setting> configuration,
    String command,
    String repeat,
    String repeatFault,
    Map<String, String> versions,
    List<Measured> evaluations,
    List<String> metrics,
    String log) {
  private static final int LOG_BYTES = 32 << 10;
  private static final int LOG_LINES = 200;
  private static final int LONGEST_LINE = 1_000;

  /** A progress line is drawn over itself; colours and other control characters say nothing. */
  private static final Pattern OVERDRAWN = Pattern.compile("[^\\n]*\\r(?!\\n)");

  private static final Pattern CONTROL =
      Pattern.compile("\\x1b\\[[0-9;?]*[A-Za-z]|[\\p{Cc}&&[^\\n\\t]]");

  /**
   * A key of the configuration.
   *
   * @param usual its default for this game and method; null if this version has no such key
   * @param differs whether the value decides something and is not the default
   */
  record Setting(String key, String value, String usual, boolean differs) {}

  /**
   * An evaluation.
   *
   * @param lowest score of a game
   * @param highest score of a game
   */
  record Measured(
      String kind,
      int round,
      long actingFrames,
      long frames,
      double seconds,
      int games,
      double mean,
      double lowest,
      double highest) {
    private static Measured of(Evaluation line) {
      return new Measured(
          line.kind(),
          line.round(),
          line.actingFrames(),
          line.frames(),
          line.seconds(),
          line.scores().size(),
          line.meanScore(),
          line.scores().stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
          line.scores().stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }
  }

  /** Of a run that was read. */
  static RunDetail of(Found run, RunSummary summary) {
    RunDescription description = summary.description();
    String repeat = null;
    String fault = null;
    try {
      repeat = ShellWords.line(Reproduction.command(description));
    } catch (UserError e) {
      fault = e.getMessage();
    }
    Map<String, String> versions = new TreeMap<>(description.versions());
    versions.put("platform", description.platform());
    versions.put("ROM MD5", description.romMd5());
    return new RunDetail(
        RunOverview.of(EpisodeShelf.listed(run), summary),
        settings(description),
        ShellWords.line(description.command()),
        repeat,
        fault,
        versions,
        summary.evaluations().stream().map(Measured::of).toList(),
        List.copyOf(summary.metricNames()),
        log(run.folder()));
  }

  private static List<Setting> settings(RunDescription run) {
    Configuration defaults = Defaults.of(run.game(), run.method()).withSeed(run.seed());
    Map<String, String> usual =
        RunDescription.flat(
            Json.MAPPER.convertValue(defaults, new TypeReference<Map<String, Object>>() {}));
    List<Setting> settings = new ArrayList<>();
    run.settings()
        .forEach(
            (key, value) -> {
              String other = usual.get(key);
              boolean differs =
                  other != null
                      && !other.equals(value)
                      // Its default is the machine's.
                      && !key.equals("threads")
                      && run.method().reads(key);
              settings.add(new Setting(key, value, other, differs));
            });
    return settings;
  }

  private static String log(RunFolder folder) {
    Path file = folder.log();
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    try (InputStream in = InputFile.open(file, Long.MAX_VALUE, "a log", "it is gone")) {
      in.skipNBytes(Math.max(0, Files.size(file) - LOG_BYTES));
      return tail(new String(in.readNBytes(LOG_BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return "the log cannot be read: " + IoFault.reason(e);
    } catch (UserError e) {
      return e.getMessage();
    }
  }

  /** The last lines as a terminal would show them. */
  static String tail(String text) {
    String shown =
        CONTROL.matcher(OVERDRAWN.matcher(text.stripTrailing()).replaceAll("")).replaceAll("");
    List<String> lines = shown.lines().toList();
    return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()).stream()
        .map(line -> line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…")
        .collect(Collectors.joining("\n"));
  }
}
