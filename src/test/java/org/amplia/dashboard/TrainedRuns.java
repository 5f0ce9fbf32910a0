package org.amplia.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.amplia.cli.CapturedConsole;
import org.amplia.run.ComparisonFolder;
import org.amplia.run.RunFolder;

/** Small runs that have really learned, with episodes and transcripts. */
public final class TrainedRuns {
  private static final List<String> SETTINGS =
      List.of(
          "threads=1",
          "demonstrations.games=2",
          "rounds.states=64",
          "rounds.valueGames=2",
          "rounds.batches=10",
          "rounds.batchSize=32",
          "rounds.hiddenUnits=16",
          "rounds.maximum=1",
          "overseer.horizonSteps=4",
          "environment.maxEpisodeFrames=1200",
          "evaluation.progressGames=1",
          "evaluation.finalGames=2");

  private TrainedRuns() {}

  /** Trains one whose judge is a person, and leaves the questions of its first round open. */
  static ComparisonFolder trainWithQuestions(Path folder) {
    train(
        folder,
        "rrm",
        2,
        "rrm.judge=human",
        "rrm.answerMinutes=0",
        "rrm.questions=4",
        "rrm.filmSteps=20");
    ComparisonFolder asked = RunFolder.open(folder).comparisons();
    asked.ask(1, asked.questions(1).orElseThrow().questions());
    return asked;
  }

  private static String key(String setting) {
    return setting.substring(0, setting.indexOf('='));
  }

  /** Trains one on crossing, in a few seconds. */
  public static void train(Path folder, String method, int seed, String... more) {
    trainOn("crossing", folder, method, seed, more);
  }

  /** Trains one on a bundled cartridge, in a few seconds. */
  static void trainOn(String game, Path folder, String method, int seed, String... more) {
    List<Object> words = new ArrayList<>(List.of("train", game, "--out", folder));
    words.addAll(List.of("--method", method, "--seed", seed));
    List<String> keys = Stream.of(more).map(TrainedRuns::key).toList();
    Stream.concat(SETTINGS.stream().filter(usual -> !keys.contains(key(usual))), Stream.of(more))
        .forEach(setting -> words.addAll(List.of("--set", setting)));
    CapturedConsole quiet = new CapturedConsole();
    quiet.start();
    int code;
    try {
      code = quiet.run(words.toArray());
    } finally {
      quiet.stop();
    }
    assertThat(code).as(quiet.err()).isZero();
  }
}
