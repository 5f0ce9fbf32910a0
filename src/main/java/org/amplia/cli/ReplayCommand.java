package org.amplia.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.amplia.ask.AskedQuestion;
import org.amplia.ask.EpisodeQuestions;
import org.amplia.ask.RunInformants;
import org.amplia.ask.TranscriptCheck;
import org.amplia.base.Json;
import org.amplia.base.NumberText;
import org.amplia.base.OutputPlaces;
import org.amplia.base.PathName;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.cli.option.Terms;
import org.amplia.decomposition.demonstrate.DecompositionDemonstration;
import org.amplia.decomposition.demonstrate.DecompositionReplay;
import org.amplia.decomposition.demonstrate.DecompositionsFile;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeFile;
import org.amplia.episode.EpisodeReplay;
import org.amplia.episode.EpisodeReplay.Verification;
import org.amplia.episode.GifExport;
import org.amplia.episode.GifExport.GifOptions;
import org.amplia.episode.Mp4Export;
import org.amplia.episode.PngExport;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia replay}. */
@Command(
    name = "replay",
    description = {
      "Plays a recorded episode again: to verify it, or to draw it.",
      "Without options, or with --verify, the recorded actions are played in the emulator and"
          + " everything is compared: every reward, the score, and a hash of RAM and screen for"
          + " every second.",
      "Other options write pictures or videos of it, or print the questions that the run's overseer"
          + " asks at one of its steps.",
      Terms.AGENT_STEP
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:  ./amplia replay runs/x/episodes/final-0.episode.json --verify",
      "          ./amplia replay runs/x/episodes/final-0.episode.json --gif game.gif",
      "          ./amplia replay runs/x/episodes/final-0.episode.json --tree 120"
    })
final class ReplayCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "EPISODE",
      description =
          "an .episode.json file, from a run's episodes/ or from `demonstrate`, or a"
              + " .decompositions.json file, which holds an episode")
  Path file;

  @Option(
      names = "--verify",
      description =
          "play it again and compare everything that was recorded; exit code 1 if something"
              + " differs")
  boolean verify;

  @Option(
      names = "--transcripts",
      description =
          "with --verify: also ask again every question that the run's overseer was asked "
              + "about this episode (its transcript, in the run's transcripts/) and compare the "
              + "answers")
  boolean transcripts;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description =
          "only for a .decompositions.json file that was recorded with --run: the same run "
              + "folder, which is needed to look up the recorded values again")
  Path run;

  @Option(
      names = "--gif",
      paramLabel = "FILE",
      description = "write an animated GIF, a picture for each agent step")
  Path gif;

  @Option(
      names = "--mp4",
      paramLabel = "FILE",
      description = "write a video with every emulator frame")
  Path mp4;

  @Option(
      names = "--png",
      arity = "2",
      hideParamSyntax = true,
      paramLabel = "STEP FILE",
      description = "write the screen at agent step STEP to FILE; may be given several times")
  List<String> png = List.of();

  @Option(
      names = "--tree",
      paramLabel = "STEP",
      description =
          "for an episode of a run: ask the run's overseer at that agent step which action is good,"
              + " and print the tree, as `ask` does")
  Integer tree;

  @Option(names = "--force", description = "replace the files if they exist")
  boolean force;

  @Option(names = "--json", description = "print the result of the verification as JSON")
  boolean json;

  @Override
  public Integer call() {
    if (transcripts && !verify) {
      throw new UserError("--transcripts belongs to --verify: give both");
    }
    Optional<DecompositionsFile> shown =
        file.toString().endsWith(DecompositionsFile.SUFFIX)
            ? Optional.of(DecompositionsFile.read(file))
            : Optional.empty();
    checkDecompositions(shown.isPresent());
    Episode episode =
        shown.map(read -> read.content().episode()).orElseGet(() -> EpisodeFile.read(file));
    Cartridge cartridge = RomLibrary.fromEnvironment().open(episode.game());
    PrintWriter out = spec.commandLine().getOut();
    int code = 0;
    List<Still> stills = stills(episode);
    checkOutputs(stills);
    if (gif != null) {
      GifExport.write(episode, cartridge, GifOptions.STANDARD, gif);
      spec.commandLine().getErr().println("wrote " + gif);
    }
    if (mp4 != null) {
      Mp4Export.write(episode, cartridge, mp4);
      spec.commandLine().getErr().println("wrote " + mp4);
    }
    for (Still still : stills) {
      PngExport.write(episode, cartridge, still.step(), still.file());
      spec.commandLine().getErr().println("wrote " + still.file());
    }
    if (tree != null) {
      out.print(
          questions()
              .ask(episode, cartridge, Optional.of(tree), new AskedQuestion.BestActionQuestion())
              .tree()
              .toText());
    }
    if (verify || (gif == null && mp4 == null && png.isEmpty() && tree == null)) {
      if (shown.isPresent()) {
        return report(shown.get(), cartridge, out);
      }
      Verification verification = EpisodeReplay.verify(episode, cartridge);
      // An episode that is not the recorded one does not come to the states of its transcript.
      Optional<TranscriptCheck.Result> questions =
          transcripts && verification.identical()
              ? Optional.of(questions().verify(file, episode, cartridge))
              : Optional.empty();
      code = report(episode, verification, questions, out);
    }
    out.flush();
    return code;
  }

  private EpisodeQuestions questions() {
    return new EpisodeQuestions(EpisodeQuestions.runOf(file), Optional.empty());
  }

  private void checkDecompositions(boolean given) {
    if (given && (transcripts || tree != null)) {
      throw UserError.of(
          "%s has no transcript: leave out --transcripts and --tree, which are for episodes of"
              + " runs",
          file);
    }
    if (!given && run != null) {
      throw UserError.of(
          "--run is for a %s file: leave it out, an episode lies in its run's folder",
          DecompositionsFile.SUFFIX);
    }
  }

  private int report(DecompositionsFile shown, Cartridge cartridge, PrintWriter out) {
    DecompositionDemonstration content = shown.content();
    DecompositionReplay.Verification verification =
        DecompositionReplay.verify(
            shown,
            cartridge,
            () ->
                RunInformants.open(
                    Optional.ofNullable(run),
                    cartridge,
                    content.episode().settings(),
                    content.answers().discount()));
    out.println(
        json
            ? Json.line(verification)
            : RootLocale.format("%s: %s", file.getFileName(), verification.explanation()));
    out.flush();
    return verification.identical() ? 0 : 1;
  }

  private int report(
      Episode episode,
      Verification verification,
      Optional<TranscriptCheck.Result> questions,
      PrintWriter out) {
    if (json) {
      Map<String, Object> result = new TreeMap<>();
      result.put("identical", verification.identical());
      result.put("firstDivergentFrame", verification.firstDivergentFrame());
      result.put("explanation", verification.explanation());
      questions.ifPresent(asked -> result.put("transcript", asked));
      out.println(Json.line(result));
    } else {
      out.printf(
          Locale.ROOT,
          "%s: %s, %d frames, score %d: %s%n",
          file.getFileName(),
          episode.game(),
          episode.frames(),
          episode.score(),
          verification.explanation());
      questions.ifPresent(
          asked ->
              out.printf(
                  Locale.ROOT, "%s: transcript: %s%n", file.getFileName(), asked.explanation()));
    }
    boolean sameAnswers = questions.map(TranscriptCheck.Result::identical).orElse(true);
    return verification.identical() && sameAnswers ? 0 : 1;
  }

  /** A picture to write. */
  private record Still(int step, Path file) {}

  private List<Still> stills(Episode episode) {
    List<Still> stills = new ArrayList<>();
    for (int i = 0; i < png.size(); i += 2) {
      int step = step(png.get(i));
      EpisodeReplay.requireStep(episode, step);
      stills.add(new Still(step, PathName.of(png.get(i + 1), "--png")));
    }
    return stills;
  }

  private void checkOutputs(List<Still> stills) {
    OutputPlaces outputs = new OutputPlaces(force).reads(file);
    if (run != null) {
      new RunFolder(run).sources().forEach(outputs::reads);
    } else if (tree != null || transcripts) {
      EpisodeQuestions.runOf(file).sources().forEach(outputs::reads);
    }
    if (gif != null) {
      outputs.file("--gif", gif);
    }
    if (mp4 != null) {
      outputs.file("--mp4", mp4);
    }
    stills.forEach(still -> outputs.file("--png", still.file()));
  }

  private static int step(String text) {
    try {
      return (int) NumberText.whole(text, 0, Integer.MAX_VALUE);
    } catch (UserError e) {
      throw new UserError("--png takes an agent step and a file: " + e.getMessage(), e);
    }
  }
}
