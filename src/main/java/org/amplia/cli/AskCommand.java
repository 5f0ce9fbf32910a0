package org.amplia.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amplia.ask.AskedQuestion;
import org.amplia.ask.EpisodeQuestions;
import org.amplia.ask.OpenAgent;
import org.amplia.base.Json;
import org.amplia.base.PathName;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.cli.option.QuestionOptions;
import org.amplia.cli.option.Terms;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeFile;
import org.amplia.question.TranscriptLine;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia ask}. */
@Command(
    name = "ask",
    description = {
      "Asks a trained agent and its overseer a question about one state of a recorded episode.",
      "The answer is printed as a tree, with all sub-questions that led to it, who answered each,"
          + " and how many emulator frames that took.",
      Terms.MODELS,
      "best-action and action-value: if every action leads to the same RAM after its first step, M2"
          + " answers 'no different' and gives no value.",
      "For best-action M2 looks at every action, and for action-value too, although one is named. Futures"
          + " that come to the same RAM are played once and counted under one action, so an action"
          + " can show fewer frames than its steps have. A plan in --action, and the action of any"
          + " other question, is looked at alone.",
      Terms.AGENT_STEP,
      "",
      "Questions (--question); all but the first need --action:",
      "  best-action          which action is good? (Q1)",
      "  action-value         how good is the action? (Q2)",
      "  useful-information   what is most useful to look up about it? (Q3)",
      "  usefulness           by how many nats does --item help to judge it? (Q4)",
      "  explained-value      how good is the action, with M1's explanation? (Q5) A judge",
      "                       forecasts the action's return from the explanation",
      "  explanation-quality  by how many nats does --text help to judge it? (Q6)",
      "  event-probability    how probable is --event within --horizon agent steps?",
      "useful-information names the same three items in every state, unless the run learned its"
          + " decomposition (`train --set overseer.decomposition=learned`): then M1's five most"
          + " probable items, with how useful each is. usefulness needs such a run. From usefulness"
          + " the price of the item's frames is subtracted; from explanation-quality that of the"
          + " text's words and false claims."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:  ./amplia ask crossing --step 120",
      "          ./amplia ask crossing --step 120 --question action-value --action UP",
      "          ./amplia ask crossing --question event-probability --action UP \\",
      "                                --event point-scored --horizon 32",
      "After `experiment explanations RUN`:",
      "          ./amplia ask crossing --run RUN --action UP \\",
      "                                --question explanation-quality \\",
      "                                --text 'lives-lost no in 16 by policy.'",
      "docs/questions.md explains the questions and how they are answered."
    })
final class AskCommand implements Callable<Integer> {
  private static final String AS_SHOWN = "asked_as_shown";

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "GAME", description = "the game, e.g. crossing")
  String game;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description =
          "run folder of the agent that is asked (default: the one that --episode lies in, or the"
              + " game's newest run directly in runs/ that can be asked: it has a recorded episode, and"
              + " its method is none of dqn, dqfd-reward, sqil, ppo, random and bc; one of the first four"
              + " cannot be asked at all)")
  Path run;

  @Option(
      names = "--episode",
      paramLabel = "E",
      description =
          "the recorded episode, an .episode.json file (default: the first in the run's episodes/)")
  Path episodeFile;

  @Option(
      names = "--step",
      paramLabel = "N",
      description =
          "agent step of the episode whose state is asked about (default: of 32 steps spread over"
              + " the episode, the one where M2's values of the actions differ most)")
  Optional<Integer> step = Optional.empty();

  @Mixin QuestionOptions options;

  @Option(names = "--json", description = "print the tree as JSON, as in the run's transcripts/")
  boolean json;

  @Override
  public Integer call() {
    AskedQuestion asked = options.asked();
    Cartridge cartridge = RomLibrary.fromEnvironment().open(game);
    RunFolder folder = folder(cartridge.game());
    Path file = episodeFile == null ? firstEpisode(folder) : episodeFile;
    Episode episode = EpisodeFile.read(file);
    OpenAgent.Answered answered =
        new EpisodeQuestions(folder, options.depth()).ask(episode, cartridge, step, asked);
    String name = PathName.last(file);
    spec.commandLine()
        .getOut()
        .print(
            json
                ? Json.pretty(
                    TranscriptLine.of(name, answered.step(), answered.state(), answered.tree()))
                : RootLocale.format(
                    "%s, agent step %d%n%s", name, answered.step(), answered.tree().toText()));
    if (!json && asked instanceof AskedQuestion.UsefulInformationQuestion) {
      asShown(folder).ifPresent(spec.commandLine().getOut()::println);
    }
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** Of a run that began from demonstrated decompositions. */
  private static Optional<String> asShown(RunFolder folder) {
    return folder.measurements().stream()
        .filter(one -> one.values().containsKey(AS_SHOWN))
        .reduce((before, last) -> last)
        .map(
            last ->
                RootLocale.format(
                    "M1 asks as it was shown (decomposition.from) in %.0f %% of what was shown, after"
                        + " round %d.",
                    100 * last.values().get(AS_SHOWN), last.round()));
  }

  private RunFolder folder(String resolvedGame) {
    if (run != null) {
      return RunFolder.open(run);
    }
    if (episodeFile != null) {
      return EpisodeQuestions.runOf(episodeFile);
    }
    return EpisodeQuestions.newestRun(Path.of("runs"), resolvedGame)
        .orElseThrow(
            () ->
                UserError.of(
                    "no run of %s in runs/ that has an overseer and a recorded episode:"
                        + " `./amplia train %s` first, or name one with --run",
                    resolvedGame, resolvedGame));
  }

  private static Path firstEpisode(RunFolder folder) {
    return EpisodeQuestions.firstEpisode(folder)
        .orElseThrow(
            () ->
                new UserError(folder.path() + " has no recorded episode: name one with --episode"));
  }
}
