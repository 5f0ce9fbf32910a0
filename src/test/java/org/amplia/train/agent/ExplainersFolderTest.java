package org.amplia.train.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.explanation.Critic;
import org.amplia.explanation.Critic.Prices;
import org.amplia.explanation.Seen;
import org.amplia.explanation.TaughtExplainers;
import org.amplia.model.Dossier;
import org.amplia.model.Judge;
import org.amplia.model.ReturnBins;
import org.amplia.net.InputEncoder;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Finding;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;
import org.amplia.question.Vocabulary;
import org.amplia.run.RunFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainersFolderTest {
  private static final List<Information> ITEMS =
      List.of(
          new Information(new Feature.RamChange(17), 4, Continuation.REPEAT),
          new Information(new Feature.RewardSum(), 16, Continuation.POLICY));
  private static final Dossier DOSSIER =
      new Dossier(
          new InputEncoder.Scaled(2),
          new QuerySpace(new int[] {9, 17}),
          3,
          new ReturnBins(new double[] {-1.0 / 3, 0, 2.0 / 3}),
          4);
  private static final Seen SEEN =
      new Seen(ITEMS, DOSSIER, new Vocabulary(DOSSIER.space(), new double[] {-0.125, 0, 0.375}));

  @TempDir Path folder;
  private RunFolder run;
  private ExplainersFolder explainers;

  @BeforeEach
  void makeARun() throws IOException {
    run = new RunFolder(folder.resolve("run"));
    Files.createDirectories(run.checkpoints());
    Files.writeString(run.checkpoints().resolve("last.safetensors"), "an agent");
    explainers = new ExplainersFolder(folder.resolve("explanations"));
  }

  private static Critic critic(long seed) {
    return new Critic(
        new Judge(DOSSIER.freshNetwork(24, 3, 0.5f, new RandomStream(seed)), DOSSIER.bins()),
        DOSSIER,
        SEEN.vocabulary());
  }

  private static TaughtExplainers taught() {
    return new TaughtExplainers(
        Map.of(
            "demonstrated", SEEN.freshExplainer(new RandomStream(3)),
            "reinforce", SEEN.freshExplainer(new RandomStream(4))),
        SEEN,
        critic(1),
        critic(2),
        new Prices(0.75, 0.02),
        24);
  }

  /** A state and an action of which something is known, as networks are asked. */
  private static byte[][] dossiers() {
    List<Finding> known = List.of(new Finding(ITEMS.get(1), 0.4));
    return new byte[][] {DOSSIER.bytes(new byte[] {7, 80}, 2, 0.1, known)};
  }

  private static byte[][] questions() {
    return new byte[][] {
      SEEN.encoder().bytes(dossiers()[0], List.of(new InputEncoder.Entry(5, 1)))
    };
  }

  @Test
  void whatIsReadAnswersAsWhatWasWritten() {
    try (TaughtExplainers written = taught()) {
      explainers.write(run, written);
      try (TaughtExplainers read = explainers.read(run)) {
        assertThat(read.byArm().keySet()).isEqualTo(written.byArm().keySet());
        written
            .byArm()
            .forEach(
                (arm, explainer) ->
                    assertThat(read.byArm().get(arm).samples(questions(), new RandomStream(9)))
                        .isEqualTo(explainer.samples(questions(), new RandomStream(9))));
        assertThat(distribution(read.critic())).containsExactly(distribution(written.critic()));
        assertThat(distribution(read.fresh())).containsExactly(distribution(written.fresh()));
        assertThat(distribution(read.fresh())).isNotEqualTo(distribution(read.critic()));
        assertThat(read.seen().items()).isEqualTo(ITEMS);
        assertThat(read.seen().vocabulary().words()).isEqualTo(SEEN.vocabulary().words());
        assertThat(read.prices()).isEqualTo(written.prices());
        assertThat(read.referenceSteps()).isEqualTo(24);
      }
    }
  }

  private static double[] distribution(Critic critic) {
    return critic.judge().distributions(dossiers())[0];
  }

  @Test
  void nobodyWasTaughtAboutAnotherAgent() throws IOException {
    try (TaughtExplainers written = taught()) {
      explainers.write(run, written);
    }
    Files.writeString(run.checkpoints().resolve("last.safetensors"), "the agent, a round later");
    assertThatThrownBy(() -> explainers.read(run))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("has no explainer that was taught about " + run.path())
        .hasMessageContaining("experiment explanations");
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    try (TaughtExplainers written = taught()) {
      explainers.write(run, written);
    }
    Path file;
    try (var files = Files.list(folder.resolve("explanations/explainers"))) {
      file = files.findFirst().orElseThrow();
    }
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);
    assertThatThrownBy(() -> explainers.read(run))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("damaged");
  }
}
