package org.amplia.baseline;

import java.io.IOException;
import java.time.Duration;
import org.amplia.base.RandomStream;
import org.amplia.baseline.Dqn.ExplorationSchedule;
import org.amplia.baseline.ReplayAlgorithm.ImportanceSchedule;
import org.amplia.baseline.ReplayLearner.Settings;
import org.amplia.baseline.ReplayLearner.Settings.Endings;
import org.amplia.env.EnvironmentSettings;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.Rate;
import org.amplia.observe.MemoryProcess;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.VectorEnvironment;
import org.amplia.observe.VectorEnvironment.VectorSettings;
import org.amplia.observe.View;
import org.amplia.replay.ObservationLayout;
import org.amplia.replay.ReplaySettings;
import org.amplia.rom.RomLibrary;

/** Learns from pictures, and prints what memory the process holds meanwhile. */
final class UpdatesMemoryCheck {
  private static final int LINES = 10;
  private static final int CAPACITY_FRAMES = 500;

  private UpdatesMemoryCheck() {}

  /** Makes {@code args[0]} gradient steps or a few more, one for every agent step. */
  public static void main(String[] args) throws IOException {
    long wanted = Long.parseLong(args[0]);
    VectorSettings vectorSettings =
        new VectorSettings(2, 1, View.PIXELS, 7, 11, Duration.ofMinutes(1));
    try (VectorEnvironment games =
            new VectorEnvironment(
                RomLibrary.fromEnvironment().open("crossing"),
                EnvironmentSettings.STANDARD,
                vectorSettings);
        Network network =
            new Network(
                new Architecture.NatureCnn(games.actionCount()),
                new InputEncoder.Scaled(ObservationKind.PIXELS.length(games.actionCount())),
                new RandomStream(1))) {
      games.resetAll();
      try (ReplayLearner learner = learner(games, network)) {
        long before = games.frames();
        long steps = 0;
        for (int line = 1; line <= LINES; line++) {
          while (steps < wanted * line / LINES) {
            learner.update();
            steps = (games.frames() - before) / EnvironmentSettings.STANDARD.frameSkip();
          }
          MemoryProcess.print(steps);
        }
      }
    }
  }

  private static ReplayLearner learner(VectorEnvironment games, Network network) {
    return new ReplayLearner(
        new Dqn(
            new ExplorationSchedule(1, 0.1, 1000),
            true,
            new ImportanceSchedule(0.4, 1000),
            RewardTransform.named("clip")),
        new Settings(
            "capacityFrames",
            new ReplaySettings(CAPACITY_FRAMES, 3, 0.99, 0.5, 1e-3, 1e-3),
            4,
            Rate.fixed(1e-4),
            0,
            10,
            1,
            100,
            0,
            0,
            new Endings(false, true)),
        games,
        network,
        ObservationLayout.PIXELS,
        new RandomStream(2));
  }
}
