package org.amplia.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.amplia.ale.AleLibrary;
import org.amplia.ale.Emulator;
import org.amplia.ale.EmulatorSettings;
import org.amplia.base.Json;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.env.EnvironmentSettings;
import org.amplia.net.Network;
import org.amplia.observe.EnvironmentCheck;
import org.amplia.observe.GamesCheck;
import org.amplia.observe.ObservationKind;
import org.amplia.rom.BundledCartridge;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.rom.RomLibrary.LibraryEntry;
import org.amplia.rom.RomLibrary.RomStatus;
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
  private static final Set<RomStatus> PLAYABLE = Set.of(RomStatus.BUNDLED, RomStatus.IMPORTED);

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
    if (spec.commandLine().getParseResult().hasMatchedOption("--observation")) {
      throw new UserError("--observation belongs to --environment: give both or neither");
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
      findings.forEach((name, finding) -> out.printf(Locale.ROOT, "%-10s %s%n", name, finding));
      remedies.forEach(remedy -> out.println("  → " + remedy));
      out.println(remedies.isEmpty() ? "All is well." : "Some things need attention.");
    }
    out.flush();
    return remedies.isEmpty() ? 0 : 1;
  }

  private int checkEnvironment() {
    RomLibrary library = RomLibrary.fromEnvironment();
    boolean all = environment.equals(ALL_GAMES);
    List<Cartridge> games =
        all
            ? library.list().stream()
                .filter(entry -> PLAYABLE.contains(entry.status()))
                .map(entry -> library.open(entry.name()))
                .toList()
            : List.of(library.open(environment));
    PrintWriter out = spec.commandLine().getOut();
    List<GamesCheck.Checked> checked =
        GamesCheck.run(
            games,
            EnvironmentSettings.STANDARD,
            observation,
            game -> {
              if (!json) {
                print(game, all, out);
              }
            });
    if (json) {
      out.println(Json.pretty(all ? checked : checked.get(0).findings()));
    } else if (all) {
      long good = checked.stream().filter(GamesCheck.Checked::holds).count();
      out.printf(Locale.ROOT, "%d of %d games keep every promise%n", good, checked.size());
    }
    out.flush();
    return checked.stream().allMatch(GamesCheck.Checked::holds) ? 0 : 1;
  }

  /** Of one game all that was seen, of many what is wrong or refused. */
  private static void print(GamesCheck.Checked game, boolean brief, PrintWriter out) {
    if (brief) {
      out.printf(Locale.ROOT, "%-20s %s%n", game.game(), game.holds() ? "ok" : "FAULT");
    }
    for (EnvironmentCheck.Promise finding : game.findings()) {
      if (!brief || !finding.holds() || finding.refused()) {
        String holds = finding.holds() ? "ok" : "FAULT";
        out.printf(Locale.ROOT, "%-12s %s: %s%n", finding.what(), holds, finding.detail());
      }
    }
    out.flush();
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
          RootLocale.format(
              "Java may use only %d MB: give it 1 GB or more with JAVA_TOOL_OPTIONS=-Xmx2g",
              bytes >> 20));
    }
    return RootLocale.format("%.1f GB for Java", bytes / 1e9);
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
      return RootLocale.format(
          "ALE %s, %,d frames/s on one core", AleLibrary.VERSION, frames / SELF_TEST_SECONDS);
    }
  }

  private static String networks() {
    return Network.engineVersions().entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "))
        + ", "
        + (Network.gpuCount() == 0 ? "no" : Network.gpuCount())
        + " GPU";
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
    return RootLocale.format(
        "%d bundled, %d imported in %s",
        counts.getOrDefault(RomStatus.BUNDLED, 0L),
        counts.getOrDefault(RomStatus.IMPORTED, 0L),
        library.folder());
  }
}
