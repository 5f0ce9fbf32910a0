package org.amplia.cli.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.amplia.base.IoFault;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.episode.EpisodeFile;
import org.amplia.episode.GifExport;
import org.amplia.episode.GifExport.GifOptions;
import org.amplia.report.ReportFiles;
import org.amplia.run.RunFolder;

/** The animated replay of a run's first recorded episode. */
public final class Replays {
  private Replays() {}

  /** The replay, drawn if it is not there yet; nothing if no episode was recorded. */
  public static Optional<Path> gif(RunFolder folder) {
    Path gif = folder.report().resolve(ReportFiles.REPLAY);
    if (Files.exists(gif)) {
      return Optional.of(gif);
    }
    return firstEpisode(folder)
        .map(
            episode -> {
              GifExport.write(
                  EpisodeFile.read(episode), Runs.cartridge(folder), GifOptions.STANDARD, gif);
              return gif;
            });
  }

  public static Optional<Path> firstEpisode(RunFolder folder) {
    try (var files = Files.list(folder.episodes())) {
      return files
          .filter(file -> file.toString().endsWith(EpisodeFile.SUFFIX))
          .min(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UserError(
          RootLocale.format(
              "%s cannot be read (%s): is the run folder whole?",
              folder.episodes(), IoFault.reason(e)),
          e);
    }
  }
}
