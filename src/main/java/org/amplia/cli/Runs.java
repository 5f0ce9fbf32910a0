package org.amplia.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amplia.ale.UnsavedRules;
import org.amplia.base.AtomicFile;
import org.amplia.base.IoFault;
import org.amplia.base.Json;
import org.amplia.base.PathName;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.dataset.DemonstrationsFile;
import org.amplia.env.AtariEnvironment;
import org.amplia.episode.EpisodeFolder;
import org.amplia.net.Network;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.train.Configuration;
import org.amplia.train.ConfigurationReader;
import org.amplia.train.Defaults;
import org.amplia.train.Method;
import org.amplia.train.RewardTraining;
import org.amplia.train.RunDescription;
import org.amplia.train.RunFolder;
import org.amplia.train.RunState;

/** Making, opening and naming run folders. */
final class Runs {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** One of these is in every folder that a run, a comparison or an experiment made. */
  private static final List<String> OWN = List.of("run.json", "comparison.json", "experiment.json");

  private Runs() {}

  /** {@code runs/<game>-<method>-s<seed>-<time>} below the current folder. */
  static Path defaultFolder(Configuration configuration) {
    return Path.of("runs")
        .resolve(
            RootLocale.format(
                "%s-%s-s%d-%s",
                configuration.game(),
                configuration.method(),
                configuration.seed(),
                STAMP.format(Instant.now())));
  }

  static RunFolder create(
      Path path, Configuration configuration, Cartridge cartridge, List<String> command) {
    requireStartable(configuration, cartridge);
    @SuppressWarnings("unchecked")
    Map<String, Object> resolved = Json.MAPPER.convertValue(configuration, Map.class);
    return RunFolder.create(
        path,
        new RunDescription(
            RunDescription.SCHEMA,
            command,
            configuration.game(),
            configuration.method(),
            configuration.seed(),
            resolved,
            Version.all(),
            Version.platform(),
            cartridge.md5(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            RunState.RUNNING));
  }

  /**
   * Refuses what is better found before there is a run, or before another one is replaced: a folder
   * of demonstrations with nothing in it, a replay memory that does not fit, a device that is not
   * there, look-ahead in a game whose states cannot be restored.
   */
  static void requireStartable(Configuration configuration, Cartridge cartridge) {
    if (Method.of(configuration.method()).looksAhead()) {
      UnsavedRules.refuse(cartridge.rules());
    }
    RewardTraining.requireRoom(configuration);
    requirePlayable(configuration, cartridge);
    Network.useDevice(configuration.device());
    String from = configuration.demonstrations().from();
    if (!from.isEmpty()) {
      Path folder = PathName.of(from, "demonstrations.from");
      if (!Files.isDirectory(folder) || DemonstrationsFile.in(folder).isEmpty()) {
        EpisodeFolder.files(folder);
      }
    }
  }

  /** Starts a console, which refuses modes and difficulties that the game does not have. */
  private static void requirePlayable(Configuration configuration, Cartridge cartridge) {
    new AtariEnvironment(cartridge, configuration.environment(), 0, false).close();
  }

  /** The configuration recorded in a run folder. */
  static Configuration configuration(RunFolder folder) {
    RunDescription description = folder.description();
    return new ConfigurationReader(Defaults.of(description.game(), Method.of(description.method())))
        .recorded(description.configuration(), folder.path().resolve("run.json").toString())
        .resolve();
  }

  /**
   * The cartridge of a run.
   *
   * @throws UserError if the library's is another one
   */
  static Cartridge cartridge(RunFolder folder) {
    RunDescription description = folder.description();
    Cartridge cartridge = RomLibrary.fromEnvironment().open(description.game());
    if (!cartridge.md5().equals(description.romMd5())) {
      throw new UserError(
          RootLocale.format(
              "%s was made with another cartridge (md5 %s, here %s): import the same one",
              folder.path(), description.romMd5(), cartridge.md5()));
    }
    return cartridge;
  }

  /** Whether there is something at that place that a new folder would write over. */
  static boolean isUsed(Path path) {
    if (!Files.isDirectory(path)) {
      return Files.exists(path);
    }
    try (var entries = Files.list(path)) {
      return !entries.allMatch(AtomicFile::isLeftover);
    } catch (IOException e) {
      throw new UserError(
          path + " cannot be read (" + IoFault.reason(e) + "): choose another folder", e);
    }
  }

  /**
   * Removes a folder that {@code --force} allows to replace, if it is a run's, a comparison's or an
   * experiment's.
   */
  static void replace(Path path) {
    if (!isUsed(path)) {
      return;
    }
    if (OWN.stream().noneMatch(own -> Files.isRegularFile(path.resolve(own)))) {
      throw new UserError(path + " was not made by amplia, so --force does not remove it");
    }
    try (var files = Files.walk(path)) {
      // What says that the folder is ours goes last, so that whoever is killed here can go on.
      Comparator<Path> order = Comparator.comparing(file -> isOwn(path, file));
      for (Path file : files.sorted(order.thenComparing(Comparator.reverseOrder())).toList()) {
        if (!file.equals(path)) {
          Files.delete(file);
        }
      }
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOwn(Path folder, Path file) {
    return file.getParent().equals(folder) && OWN.contains(file.getFileName().toString());
  }
}
