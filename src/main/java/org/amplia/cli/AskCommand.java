package org.amplia.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amplia.base.IoFault;
import org.amplia.base.Json;
import org.amplia.base.PathName;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.cli.ask.AskedQuestion;
import org.amplia.cli.ask.EpisodeQuestions;
import org.amplia.cli.ask.QuestionKinds;
import org.amplia.cli.ask.QuestionOptions;
import org.amplia.cli.session.Replays;
import org.amplia.cli.session.Runs;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeFile;
import org.amplia.question.TranscriptLine;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.RunDescription;
import org.amplia.run.RunFolder;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia ask}. */
@Command(
    name = "ask",
    description = "Asks the overseer about one state of a recorded episode; prints the questions.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:  ./amplia ask crossing --step 120",
      "          ./amplia ask crossing --step 120 --question action-value --action UP",
      "          ./amplia ask crossing --question useful-information --action UP",
      "          ./amplia ask crossing --question event-probability --action UP \\",
      "                                --event point-scored --horizon 32",
      "          ./amplia ask crossing --question explained-value --action UP",
      "          ./amplia ask crossing --question explanation-quality --action UP \\",
      "                                --text 'lives-lost no in 16 by policy.'"
    })
final class AskCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "GAME", description = "the game")
  String game;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "run folder of the agent (default: the episode's, or the newest of the game)")
  Path run;

  @Option(
      names = "--episode",
      paramLabel = "E",
      description = "recorded episode (default: the run's first)")
  Path episodeFile;

  @Option(
      names = "--step",
      paramLabel = "N",
      description =
          "agent step of the episode (default: of 32 steps along it, the one where the approvals of"
              + " the actions differ most)")
  Optional<Integer> step = Optional.empty();

  @Option(
      names = "--question",
      paramLabel = "Q",
      defaultValue = "best-action",
      completionCandidates = QuestionKinds.class,
      description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  String question;

  @Mixin QuestionOptions options;

  @Option(names = "--json", description = "print the transcript as JSON")
  boolean json;

  @Override
  public Integer call() {
    AskedQuestion asked = QuestionKinds.read(question, options);
    Cartridge cartridge = RomLibrary.fromEnvironment().open(game);
    RunFolder folder = folder(cartridge.game());
    Path file = episodeFile == null ? firstEpisode(folder) : episodeFile;
    Episode episode = EpisodeFile.read(file);
    EpisodeQuestions.Answered answered =
        new EpisodeQuestions(folder, options.depth).ask(episode, cartridge, step, asked);
    String name = PathName.last(file);
    spec.commandLine()
        .getOut()
        .print(
            json
                ? Json.pretty(
                    TranscriptLine.of(name, answered.step(), answered.state(), answered.tree()))
                : RootLocale.format(
                    "%s, agent step %d%n%s", name, answered.step(), answered.tree().toText()));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private RunFolder folder(String resolvedGame) {
    if (run != null) {
      return RunFolder.open(run);
    }
    if (episodeFile != null) {
      return EpisodeQuestions.of(episodeFile).run();
    }
    return newest(Path.of("runs"), resolvedGame).orElseThrow(() -> untrained(resolvedGame));
  }

  /** The newest run of a game that can be asked. */
  static Optional<RunFolder> newest(Path runs, String game) {
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

  /**
   * Whether a run has an agent of the game that answers to an overseer, and a game to ask about.
   */
  private static boolean canBeAsked(RunFolder folder, String game) {
    try {
      RunDescription description = folder.description();
      return description.game().equals(game)
          && !description.method().learnsFromReward()
          && Runs.configuration(folder).game().equals(game)
          && Runs.cartridge(folder).game().equals(game)
          && folder.hasCheckpoint()
          && Replays.firstEpisode(folder).isPresent();
    } catch (UserError e) {
      LoggerFactory.getLogger(AskCommand.class).debug("no run to ask", e);
      return false;
    }
  }

  private static UserError untrained(String game) {
    return new UserError(
        RootLocale.format(
            "no run of %s in runs/ that has an overseer and a recorded episode: `./amplia train %s` first, or name one with --run",
            game, game));
  }

  private static Path firstEpisode(RunFolder folder) {
    return Replays.firstEpisode(folder)
        .orElseThrow(
            () ->
                new UserError(folder.path() + " has no recorded episode: name one with --episode"));
  }
}
