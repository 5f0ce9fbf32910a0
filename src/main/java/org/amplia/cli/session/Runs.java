package org.amplia.cli.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.amplia.ale.Emulator;
import org.amplia.ale.UnsavedRules;
import org.amplia.ask.RecordedRun;
import org.amplia.base.AtomicFile;
import org.amplia.base.FolderLock;
import org.amplia.base.IoFault;
import org.amplia.base.Json;
import org.amplia.base.PathName;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.bench.Versions;
import org.amplia.config.Configuration;
import org.amplia.config.Method;
import org.amplia.dataset.DemonstrationsFile;
import org.amplia.decomposition.demonstrate.ShownDecompositions;
import org.amplia.env.AtariEnvironment;
import org.amplia.episode.CorrectionsFile;
import org.amplia.episode.EpisodeFile;
import org.amplia.net.Network;
import org.amplia.question.QuerySpace;
import org.amplia.rom.Cartridge;
import org.amplia.run.ComparisonFolder;
import org.amplia.run.RunDescription;
import org.amplia.run.RunDescription.RunState;
import org.amplia.run.RunFolder;
import org.amplia.train.online.OnlineTraining;

/** Making and naming run folders. */
public final class Runs {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Runs() {}

  /** {@code runs/<game>-<method>-s<seed>-<time>} below the current folder. */
  public static Path defaultFolder(Configuration configuration) {
    return Path.of("runs")
        .resolve(
            RootLocale.format(
                "%s-%s-s%d-%s",
                configuration.game(),
                configuration.method().label(),
                configuration.seed(),
                STAMP.format(Instant.now())));
  }

  /** What a run is that begins now. */
  public static RunDescription describe(
      Configuration configuration, Cartridge cartridge, List<String> command) {
    @SuppressWarnings("unchecked")
    Map<String, Object> resolved = Json.MAPPER.convertValue(configuration, Map.class);
    return new RunDescription(
        RunDescription.SCHEMA,
        command,
        configuration.game(),
        configuration.method(),
        configuration.seed(),
        resolved,
        Versions.all(),
        Versions.platform(),
        cartridge.md5(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        RunState.RUNNING);
  }

  /**
   * A run of a comparison, made if it is not there.
   *
   * @param command that makes it
   * @param why what may be the reason if it was begun otherwise, and what to do then
   * @throws UserError if it was begun with another configuration, or cannot start
   */
  public static RunFolder begun(
      Path path,
      Configuration configuration,
      Cartridge cartridge,
      List<String> command,
      String why) {
    if (Files.exists(path.resolve(RunFolder.DESCRIPTION))) {
      RunFolder begun = RunFolder.open(path);
      if (!RecordedRun.configuration(begun).equals(configuration)) {
        throw new UserError(path + " was begun with another configuration (" + why);
      }
      return begun;
    }
    requireStartable(configuration, cartridge);
    // Stopped, until its training begins.
    return RunFolder.create(
        path, describe(configuration, cartridge, command).withState(RunState.STOPPED));
  }

  /**
   * Checks that a run can start, before its folder is made or another one is replaced.
   *
   * @throws UserError if the folder of demonstrations is empty, the replay memory does not fit, the
   *     device is not there, or the method looks ahead and the game's states cannot be restored
   */
  public static void requireStartable(Configuration configuration, Cartridge cartridge) {
    if (configuration.method().looksAhead()) {
      UnsavedRules.refuse(cartridge.rules());
    }
    OnlineTraining.requireRoom(configuration);
    requirePlayable(configuration, cartridge);
    Network.useDevice(configuration.device());
    if (configuration.method() == Method.RRM && !configuration.rrm().answers().isEmpty()) {
      ComparisonFolder.answersIn(PathName.of(configuration.rrm().answers(), "rrm.answers"));
    }
    String corrections = configuration.dagger().corrections();
    if (configuration.method() == Method.DAGGER && !corrections.isEmpty()) {
      CorrectionsFile.in(PathName.of(corrections, "dagger.corrections"))
          .forEach(CorrectionsFile::read);
    }
    requireDecompositions(configuration);
    String from = configuration.demonstrations().from();
    if (!from.isEmpty()) {
      Path folder = PathName.of(from, "demonstrations.from");
      if (!Files.isDirectory(folder) || DemonstrationsFile.in(folder).isEmpty()) {
        EpisodeFile.in(folder);
      }
    }
  }

  /** Of RAM cells only the first round knows which change. */
  private static void requireDecompositions(Configuration configuration) {
    String shown = configuration.decomposition().from();
    if (configuration.overseer().learnsDecomposition() && !shown.isEmpty()) {
      int[] cells =
          IntStream.range(0, Emulator.RAM_BYTES)
              .filter(cell -> !configuration.hiddenCells().contains(cell))
              .toArray();
      QuerySpace space = configuration.decomposition().space(cells);
      ShownDecompositions.in(PathName.of(shown, "decomposition.from"))
          .forEach(file -> ShownDecompositions.require(file, space));
    }
  }

  /** Starts a console, which refuses modes and difficulties that the game does not have. */
  private static void requirePlayable(Configuration configuration, Cartridge cartridge) {
    new AtariEnvironment(cartridge, configuration.environment(), 0, false).close();
  }

  /**
   * Whether a folder is missing or holds nothing but a file of that name, a lock and what was left
   * by processes that are gone.
   */
  public static boolean isEmptyBut(String name, Path folder) {
    if (!Files.exists(folder)) {
      return true;
    }
    if (!Files.isDirectory(folder)) {
      throw new UserError(folder + " is a file, not a folder: give another --out");
    }
    try (var entries = Files.list(folder)) {
      return entries.allMatch(
          entry ->
              Set.of(name, FolderLock.NAME).contains(PathName.last(entry))
                  || AtomicFile.isLeftover(entry));
    } catch (IOException e) {
      throw new UserError(
          folder + " cannot be read (" + IoFault.reason(e) + "): choose another folder", e);
    }
  }

  /**
   * Locks a folder to write there alone, and with {@code force} empties it.
   *
   * @throws UserError if another process writes there, or with {@code force} something in it is not
   *     ours; then nothing has changed
   */
  public static FolderLock take(Path folder, boolean force) {
    if (force) {
      ForcedRemoval.contents(folder); // first, as the lock makes a file in the folder
    }
    FolderLock lock = FolderLock.take(folder);
    try {
      if (force) {
        ForcedRemoval.empty(lock);
      }
      return lock;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }
}
