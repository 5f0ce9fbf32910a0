package org.amplia.cli.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.FolderLayout;
import org.amplia.base.FolderLock;
import org.amplia.base.InputFile;
import org.amplia.base.Json;
import org.amplia.base.PathName;
import org.amplia.base.UserError;
import org.amplia.experiment.Arm;
import org.amplia.report.ReportFiles;
import org.amplia.run.RunFolder;
import org.amplia.train.agent.EventModelsFolder;
import org.amplia.train.agent.ExplainersFolder;

/**
 * What {@code --force} removes: a folder's content, if all of it was written by a run, a comparison
 * or an experiment.
 */
public final class ForcedRemoval {
  static final String COMPARISON = "comparison.json";
  static final String EXPERIMENT = "experiment.json";

  private static final String REPORT = "report";

  private static final int MOST_BYTES = 1 << 20;

  private static final FolderLayout OF_RUN = RunFolder.layout(ReportFiles.RUN);

  private static final FolderLayout OF_COMPARISON =
      FolderLayout.marked(COMPARISON, Arm.LOGS)
          .with(Arm.NAMES, OF_RUN)
          .with(REPORT, ReportFiles.COMPARISON);

  private static final FolderLayout OF_EXPERIMENT =
      FolderLayout.marked(EXPERIMENT, "")
          .with(REPORT, ReportFiles.EXPERIMENT)
          .with(EventModelsFolder.KIND, EventModelsFolder.LAYOUT)
          .with(ExplainersFolder.KIND, ExplainersFolder.LAYOUT);

  private ForcedRemoval() {}

  /**
   * What would be removed, in that order; changes nothing.
   *
   * @throws UserError naming the first thing that is not ours
   */
  public static List<Path> contents(Path folder) {
    if (Files.isSymbolicLink(folder)) {
      throw new UserError(
          folder + " is a link, which --force does not follow: name the folder itself");
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UserError(folder + " is a file, not a folder: give another --out");
    }
    if (!Files.exists(folder)) {
      return List.of();
    }
    if (RunFolder.isUnused(folder)) {
      return OF_RUN.contents(folder); // of a run whose making was stopped
    }
    if (isThere(folder, RunFolder.DESCRIPTION)) {
      List<Path> contents = OF_RUN.contents(folder);
      requireRun(folder);
      return contents;
    }
    if (isThere(folder, COMPARISON)) {
      List<Path> contents = OF_COMPARISON.contents(folder);
      requireCommand(folder.resolve(COMPARISON), "compare");
      arms(folder, contents).stream()
          .filter(arm -> !RunFolder.isUnused(arm))
          .forEach(ForcedRemoval::requireRun);
      return contents;
    }
    if (isThere(folder, EXPERIMENT)) {
      List<Path> contents = OF_EXPERIMENT.contents(folder);
      requireCommand(folder.resolve(EXPERIMENT), "experiment");
      return contents;
    }
    throw new UserError(folder + " was not made by amplia, so --force does not remove it");
  }

  private static boolean isThere(Path folder, String mark) {
    return Files.exists(folder.resolve(mark), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Empties a folder that this process has locked. The file that marks the folder as ours goes
   * last: after a kill the same command goes on.
   *
   * @throws UserError naming the first thing that is not ours, or the run that is being trained;
   *     then nothing is removed
   */
  static void empty(FolderLock lock) {
    Path folder = lock.folder();
    List<Path> contents = contents(folder);
    List<FolderLock> locks = new ArrayList<>();
    try {
      for (Path arm : arms(folder, contents)) {
        locks.add(FolderLock.take(arm));
      }
      for (Path path : contents) {
        if (PathName.last(path).equals(FolderLock.NAME)) {
          continue; // held until its folder goes
        }
        for (FolderLock arm : locks) {
          if (arm.folder().equals(path)) {
            arm.close();
            Files.deleteIfExists(path.resolve(FolderLock.NAME));
          }
        }
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      locks.forEach(FolderLock::close);
    }
  }

  /** The runs of a comparison. */
  private static List<Path> arms(Path folder, List<Path> contents) {
    return contents.stream()
        .filter(path -> folder.relativize(path).getNameCount() == 1)
        .filter(path -> PathName.last(path).matches(Arm.NAMES))
        .toList();
  }

  private static void requireRun(Path folder) {
    try {
      RunFolder.open(folder).description();
    } catch (UserError e) {
      throw new UserError(e.getMessage() + "; so --force removes nothing", e);
    }
  }

  private static void requireCommand(Path file, String command) {
    if (!isCommand(file, command)) {
      throw new UserError(
          file + " does not hold a command of amplia, so --force removes nothing there");
    }
  }

  /** Whether a file holds the words that made a comparison or an experiment. */
  static boolean isCommand(Path file, String command) {
    String text = InputFile.text(file, MOST_BYTES, "a list of words", "");
    try {
      String[] words = Json.read(text, String[].class, file.toString());
      return words.length > 1 && "./amplia".equals(words[0]) && command.equals(words[1]);
    } catch (UserError e) {
      return false;
    }
  }
}
