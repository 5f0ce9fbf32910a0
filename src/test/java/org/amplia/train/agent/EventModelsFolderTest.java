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
import org.amplia.model.ProbabilityModel;
import org.amplia.net.InputEncoder;
import org.amplia.net.RamEncoder;
import org.amplia.observe.GameState;
import org.amplia.question.Event;
import org.amplia.question.Question.EventProbability;
import org.amplia.run.RunFolder;
import org.amplia.train.agent.EventModelsFolder.EventExamples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventModelsFolderTest {
  private static final List<String> ACTIONS = List.of("NOOP", "UP", "DOWN");
  private static final int HORIZON = 24;

  @TempDir Path folder;
  private RunFolder run;
  private EventModelsFolder models;

  @BeforeEach
  void makeARun() throws IOException {
    run = new RunFolder(folder.resolve("run"));
    Files.createDirectories(run.checkpoints());
    Files.writeString(run.checkpoints().resolve("last.safetensors"), "an agent");
    models = new EventModelsFolder(folder.resolve("events"));
  }

  private static byte[] ram(int value) {
    byte[] ram = new byte[256 + ACTIONS.size()];
    ram[7] = (byte) value;
    ram[9] = (byte) (200 - value);
    ram[135] = (byte) value;
    ram[257] = 1;
    return ram;
  }

  private static TaughtEvents taught() {
    InputEncoder.Ram encoder =
        RamEncoder.ofCells(List.of(7, 9), 24, List.of(ram(3), ram(90), ram(130)), ACTIONS.size());
    return new TaughtEvents(
        Event.POINT_CONCEDED,
        HORIZON,
        Map.of(
            "imitation", EventExamples.freshModel(encoder, ACTIONS.size(), 8, new RandomStream(1)),
            "reinforce",
                EventExamples.freshModel(encoder, ACTIONS.size(), 8, new RandomStream(2))));
  }

  private static EventProbability asked(Event event, int horizonSteps) {
    return new EventProbability(new GameState(null, ram(90)), 2, event, horizonSteps);
  }

  private static double answer(TaughtEvents taught, String update) {
    return taught.answer(update, asked(Event.POINT_CONCEDED, HORIZON), ACTIONS).value();
  }

  @Test
  void whatIsReadAnswersAsWhatWasWritten() {
    try (TaughtEvents written = taught()) {
      models.write(run, written);
      try (TaughtEvents read = models.read(run)) {
        assertThat(read.byUpdate().keySet()).isEqualTo(written.byUpdate().keySet());
        for (String update : List.of("imitation", "reinforce")) {
          assertThat(answer(read, update)).isEqualTo(answer(written, update)).isBetween(0.0, 1.0);
        }
        assertThat(answer(read, "imitation")).isNotEqualTo(answer(read, "reinforce"));
        ProbabilityModel model = written.byUpdate().get("reinforce");
        byte[][] question = {ProbabilityModel.question(ram(90), 2)};
        assertThat(answer(read, "reinforce")).isEqualTo(model.modes(question).get(0));
      }
    }
  }

  @Test
  void whatWasNotTaughtIsNotAnswered() {
    try (TaughtEvents taught = taught()) {
      assertThatThrownBy(() -> taught.answer("mixed", asked(Event.POINT_CONCEDED, 24), ACTIONS))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("no learner 'mixed'");
      for (EventProbability other :
          List.of(asked(Event.POINT_SCORED, 24), asked(Event.POINT_CONCEDED, 23))) {
        assertThatThrownBy(() -> taught.answer("imitation", other, ACTIONS))
            .isInstanceOf(UserError.class)
            .hasMessageContaining("event point-conceded and horizon 24");
      }
    }
  }

  @Test
  void nobodyWasTaughtAboutAnotherAgent() throws IOException {
    try (TaughtEvents written = taught()) {
      models.write(run, written);
    }
    Files.writeString(run.checkpoints().resolve("last.safetensors"), "the agent, a round later");
    assertThatThrownBy(() -> models.read(run))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no model of an event that was taught about " + run.path())
        .hasMessageContaining("experiment events --run " + run.path());
  }
}
