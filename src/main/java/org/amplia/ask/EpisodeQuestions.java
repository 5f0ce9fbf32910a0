package org.amplia.ask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.amplia.base.IoFault;
import org.amplia.base.PathName;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeFile;
import org.amplia.rom.Cartridge;
import org.amplia.run.RunDescription;
import org.amplia.run.RunFolder;
import org.slf4j.LoggerFactory;

/** Questions about steps of recorded episodes, asked of the agent of a run. */
public final class EpisodeQuestions {
  private final RunFolder run;
  private final Optional<Integer> depth;

  /**
   * Questions to the agent of a run's last checkpoint.
   *
   * @param depth levels of questions; if empty as many as the run was trained with
   */
  public EpisodeQuestions(RunFolder run, Optional<Integer> depth) {
    this.run = run;
    this.depth = depth;
  }

  /**
   * The run folder that an episode's file lies in.
   *
   * @throws UserError if it lies in none
   */
  public static RunFolder runOf(Path episodeFile) {
    Path episodes = episodeFile.toAbsolutePath().normalize().getParent();
    Path run = episodes == null ? null : episodes.getParent();
    if (run == null) {
      throw new UserError(episodeFile + " does not lie in a run folder: use `ask --run RUN`");
    }
    return RunFolder.open(run);
  }

  /**
   * The run of a game that was changed last, of those that have a trained agent with an overseer
   * and a recorded episode.
   *
   * @param runs a folder of run folders; may be missing
   * @param game its name
   */
  public static Optional<RunFolder> newestRun(Path runs, String game) {
    if (!Files.isDirectory(runs)) {
      return Optional.empty();
    }
    try (var folders = Files.list(runs)) {
      return folders
          .filter(path -> Files.isRegularFile(path.resolve(RunFolder.DESCRIPTION)))
          .filter(path -> canBeAsked(new RunFolder(path), game))
          .max(Comparator.comparingLong(path -> path.toFile().lastModified()))
          .map(RunFolder::open);
    } catch (IOException e) {
      throw new UserError(
          runs + " cannot be read (" + IoFault.reason(e) + "): name a run with --run", e);
    }
  }

  private static boolean canBeAsked(RunFolder folder, String game) {
    try {
      RunDescription description = folder.description();
      return description.game().equals(game)
          && description.method().worksInRounds()
          && RecordedRun.configuration(folder).game().equals(game)
          && RecordedRun.cartridge(folder).game().equals(game)
          && folder.hasCheckpoint()
          && firstEpisode(folder).isPresent();
    } catch (UserError e) {
      LoggerFactory.getLogger(EpisodeQuestions.class).debug("no run to ask", e);
      return false;
    }
  }

  /** The run's first recorded episode, by name; empty if none was recorded. */
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

  /**
   * Goes to a step and asks.
   *
   * @param step if empty one is chosen where the actions differ
   */
  public OpenAgent.Answered ask(
      Episode episode, Cartridge cartridge, Optional<Integer> step, AskedQuestion question) {
    RecordedRun about = RecordedRun.about(run, episode, cartridge);
    try (OpenAgent agent = new OpenAgent(about)) {
      int asked = step.orElseGet(() -> agent.decisiveStep(episode));
      return agent.ask(episode, asked, question, depth);
    }
  }

  /** Asks the questions of the episode's transcript again. */
  public TranscriptCheck.Result verify(Path episodeFile, Episode episode, Cartridge cartridge) {
    return new TranscriptCheck(RecordedRun.about(run, episode, cartridge))
        .verify(PathName.last(episodeFile), episode);
  }
}
