package org.amplia.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.amplia.ale.AleLibrary;
import org.amplia.ale.Emulator;
import org.amplia.ale.Emulator.EmulatorSettings;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.net.Network;
import org.amplia.rom.BundledCartridge;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.rom.RomLibrary.LibraryEntry;
import org.amplia.rom.RomLibrary.RomStatus;

/**
 * Whether this machine can train: platform, Java, memory, native libraries, ROMs.
 *
 * @param findings a line for each check that was made, by its name
 * @param remedies what to do about each fault; empty if there is none
 */
public record HealthCheck(Map<String, String> findings, List<String> remedies) {
  private static final int SELF_TEST_SECONDS = 2;
  private static final long MIN_MEMORY_BYTES = 1L << 30;
  private static final String ALL_GAMES = "all";
  private static final Set<RomStatus> PLAYABLE = Set.of(RomStatus.BUNDLED, RomStatus.IMPORTED);

  /** Makes all checks; plays the bundled game for two seconds. */
  public static HealthCheck run() {
    Map<String, Supplier<String>> checks = new LinkedHashMap<>();
    checks.put("platform", HealthCheck::platform);
    checks.put("java", () -> System.getProperty("java.version"));
    checks.put("memory", HealthCheck::memory);
    if (AleLibrary.PLATFORMS.contains(AleLibrary.platform())) {
      checks.put("emulator", HealthCheck::emulator);
      checks.put("networks", HealthCheck::networks);
    }
    checks.put("ROMs", HealthCheck::roms);
    Map<String, String> findings = new LinkedHashMap<>();
    List<String> remedies = new ArrayList<>();
    checks.forEach(
        (name, check) -> {
          try {
            findings.put(name, "ok: " + check.get());
          } catch (UserError e) {
            findings.put(name, "FAULT");
            remedies.add(e.getMessage());
          } catch (RuntimeException | LinkageError e) {
            findings.put(name, "FAULT: " + e);
            remedies.add(name + ": delete the caches ~/.javacpp and ~/.djl.ai, then try again");
          }
        });
    return new HealthCheck(findings, remedies);
  }

  /**
   * The cartridge of a game, or all that can be played here.
   *
   * @param name a game's, or {@code all}
   */
  public static List<Cartridge> games(String name) {
    RomLibrary library = RomLibrary.fromEnvironment();
    return isAll(name)
        ? library.list().stream()
            .filter(entry -> PLAYABLE.contains(entry.status()))
            .map(entry -> library.open(entry.name()))
            .toList()
        : List.of(library.open(name));
  }

  /** Whether {@link #games} opens all games for that name. */
  public static boolean isAll(String name) {
    return name.equals(ALL_GAMES);
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
      throw UserError.of(
          "Java may use only %d MB: give it 1 GB or more with JAVA_TOOL_OPTIONS=-Xmx2g",
          bytes >> 20);
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
