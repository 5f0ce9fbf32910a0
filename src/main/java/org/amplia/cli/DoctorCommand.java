package org.amplia.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.amplia.ale.AleLibrary;
import org.amplia.ale.Emulator;
import org.amplia.ale.EmulatorSettings;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.env.EnvironmentSettings;
import org.amplia.net.Network;
import org.amplia.observe.EnvironmentCheck;
import org.amplia.observe.ObservationKind;
import org.amplia.rom.BundledCartridge;
import org.amplia.rom.LibraryEntry;
import org.amplia.rom.RomLibrary;
import org.amplia.rom.RomStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amplia doctor}. */
@Command(
    name = "doctor",
    description =
        "Checks platform, native libraries, memory and ROMs; names the remedy of a fault.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  ./amplia doctor", "          ./amplia doctor --environment crossing"})
final class DoctorCommand implements Callable<Integer> {
  private static final int SELF_TEST_SECONDS = 2;
  private static final long MIN_MEMORY_BYTES = 1L << 30;
  private static final String ALL_GAMES = "all";

  @Spec CommandSpec spec;

  @Option(names = "--json", description = "print the findings as JSON")
  boolean json;

  @Option(
      names = "--environment",
      paramLabel = "GAME",
      description =
          "check one game's environment instead: spaces, seeds, endings, snapshots, …;"
              + " `all` checks every game that is there (about 10 s a game and core)")
  String environment;

  @Option(
      names = "--observation",
      paramLabel = "KIND",
      defaultValue = "PIXELS",
      description = "with --environment: ram or pixels (default: pixels)")
  ObservationKind observation;

  private final Map<String, String> findings = new LinkedHashMap<>();
  private final List<String> remedies = new ArrayList<>();

  @Override
  public Integer call() {
    if (environment != null) {
      return checkEnvironment();
    }
    check("platform", () -> platform());
    check("java", () -> System.getProperty("java.version"));
    check("memory", () -> memory());
    if (AleLibrary.PLATFORMS.contains(AleLibrary.platform())) {
      check("emulator", () -> emulator());
      check("networks", () -> networks());
    }
    check("ROMs", () -> roms());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.line(Map.of("findings", findings, "remedies", remedies)));
    } else {
      findings.forEach((name, finding) -> out.printf("%-10s %s%n", name, finding));
      remedies.forEach(remedy -> out.println("  → " + remedy));
      out.println(remedies.isEmpty() ? "All is well." : "Some things need attention.");
    }
    out.flush();
    return remedies.isEmpty() ? 0 : 1;
  }

  private int checkEnvironment() {
    RomLibrary library = RomLibrary.fromEnvironment();
    if (environment.equals(ALL_GAMES)) {
      return checkAll(library);
    }
    List<EnvironmentCheck.Finding> seen = check(library, environment);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.pretty(seen));
    } else {
      seen.forEach(finding -> out.println(line(finding)));
    }
    out.flush();
    return seen.stream().allMatch(EnvironmentCheck.Finding::holds) ? 0 : 1;
  }

  private List<EnvironmentCheck.Finding> check(RomLibrary library, String game) {
    return new EnvironmentCheck(library.open(game), EnvironmentSettings.STANDARD, observation)
        .run();
  }

  private static String line(EnvironmentCheck.Finding finding) {
    return "%-12s %s: %s"
        .formatted(finding.what(), finding.holds() ? "ok" : "FAULT", finding.detail());
  }

  private record Checked(String game, List<EnvironmentCheck.Finding> findings) {
    boolean holds() {
      return findings.stream().allMatch(EnvironmentCheck.Finding::holds);
    }
  }

  /** Every game that is there, on all cores; a line as each is done, in order of their names. */
  private int checkAll(RomLibrary library) {
    PrintWriter out = spec.commandLine().getOut();
    List<Checked> checked = new ArrayList<>();
    library.list().parallelStream()
        .filter(entry -> Set.of(RomStatus.BUNDLED, RomStatus.IMPORTED).contains(entry.status()))
        .map(entry -> new Checked(entry.name(), check(library, entry.name())))
        .forEachOrdered(
            game -> {
              checked.add(game);
              if (!json) {
                out.println(summary(game));
                out.flush();
              }
            });
    if (json) {
      out.println(Json.pretty(checked));
    } else {
      long good = checked.stream().filter(Checked::holds).count();
      out.printf("%d of %d games keep every promise%n", good, checked.size());
    }
    out.flush();
    return checked.stream().allMatch(Checked::holds) ? 0 : 1;
  }

  private static String summary(Checked game) {
    StringBuilder summary = new StringBuilder("%-18s".formatted(game.game()));
    summary.append(game.holds() ? "ok" : "FAULT");
    for (EnvironmentCheck.Finding finding : game.findings()) {
      if (!finding.holds() || finding.refused()) {
        summary.append("%n  ".formatted()).append(line(finding));
      }
    }
    return summary.toString();
  }

  private void check(String name, java.util.function.Supplier<String> test) {
    try {
      findings.put(name, "ok: " + test.get());
    } catch (UserError e) {
      findings.put(name, "FAULT");
      remedies.add(e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      findings.put(name, "FAULT: " + e);
      remedies.add(name + ": delete the caches ~/.javacpp and ~/.djl.ai, then try again");
    }
  }

  private static String platform() {
    String platform = AleLibrary.platform();
    if (AleLibrary.PLATFORMS.contains(platform)) {
      return platform;
    }
    String remedy =
        platform.startsWith("macosx")
            ? "install an x86-64 JDK (it runs under Rosetta 2) and set JAVA_HOME to it"
            : "use an x86-64 JDK on Linux, macOS or Windows";
    throw new UserError("the Atari emulator has no native code for " + platform + ": " + remedy);
  }

  private static String memory() {
    long bytes = Runtime.getRuntime().maxMemory();
    if (bytes < MIN_MEMORY_BYTES) {
      throw new UserError(
          "Java may use only %d MB: give it 1 GB or more with JAVA_TOOL_OPTIONS=-Xmx2g"
              .formatted(bytes >> 20));
    }
    return "%.1f GB for Java".formatted(bytes / 1e9);
  }

  private static String emulator() {
    try (Emulator emulator =
        new Emulator(
            RomLibrary.fromEnvironment().open(BundledCartridge.all().get(0).name()),
            EmulatorSettings.withSeed(0))) {
      long start = System.nanoTime();
      long frames = 0;
      while (System.nanoTime() - start < SELF_TEST_SECONDS * 1_000_000_000L) {
        if (emulator.isGameOver()) {
          emulator.reset();
        }
        emulator.act(emulator.minimalActions()[(int) (frames++ % 3)]);
      }
      return "ALE %s, %,d frames/s on one core"
          .formatted(AleLibrary.VERSION, frames / SELF_TEST_SECONDS);
    }
  }

  private static String networks() {
    return Network.engineVersions().entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String roms() {
    RomLibrary library = RomLibrary.fromEnvironment();
    Map<RomStatus, Long> counts =
        library.list().stream()
            .collect(Collectors.groupingBy(LibraryEntry::status, Collectors.counting()));
    if (counts.getOrDefault(RomStatus.DAMAGED, 0L) > 0) {
      throw new UserError(
          "damaged ROMs in "
              + library.folder()
              + ": see `./amplia rom list` and import them again");
    }
    return "%d bundled, %d imported in %s"
        .formatted(
            counts.getOrDefault(RomStatus.BUNDLED, 0L),
            counts.getOrDefault(RomStatus.IMPORTED, 0L),
            library.folder());
  }
}
