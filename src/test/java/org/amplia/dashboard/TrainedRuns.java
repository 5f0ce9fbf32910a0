package org.amplia.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.cli.CapturedConsole;

/** Small runs that have really learned, with episodes and transcripts. */
final class TrainedRuns {
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

  /** Trains one on the bundled cartridge, in a few seconds. */
  static void train(Path folder, String method, int seed) {
    List<Object> words = new ArrayList<>(List.of("train", "--out", folder));
    words.addAll(List.of("--method", method, "--seed", seed));
    SETTINGS.forEach(setting -> words.addAll(List.of("--set", setting)));
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
