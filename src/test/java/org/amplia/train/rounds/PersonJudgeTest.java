package org.amplia.train.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.Hash;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Method;
import org.amplia.episode.EpisodeReplay;
import org.amplia.model.Preferences;
import org.amplia.observe.View;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.ComparisonAnswer;
import org.amplia.run.ComparisonAnswer.Choice;
import org.amplia.run.ComparisonFolder;
import org.amplia.run.ComparisonQuestion;
import org.amplia.run.ComparisonQuestions;
import org.amplia.run.Measurement;
import org.amplia.run.Progress;
import org.amplia.run.RunFolder;
import org.amplia.run.TestRuns;
import org.amplia.train.agent.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs in which somebody answers beside them, as a person does. */
@Timeout(180)
class PersonJudgeTest {
  private static final Cartridge CARTRIDGE = new RomLibrary(Path.of("none")).open("crossing");

  @TempDir Path temporary;

  private static Configuration configuration(String... more) {
    ConfigurationReader reader =
        new ConfigurationReader(TrainingTest.small(Method.RRM, 2, 1))
            .set("environment.maxEpisodeFrames=1200")
            .set("rrm.judge=human")
            .set("rrm.questions=6")
            .set("rrm.filmSteps=5")
            .set("rrm.answerMinutes=0.05");
    ConfigurationReader changed = new ConfigurationReader(reader.resolve());
    Arrays.stream(more).forEach(changed::set);
    return changed.resolve();
  }

  private RunFolder train(String name, Configuration configuration) {
    RunFolder folder =
        RunFolder.create(temporary.resolve(name), TestRuns.describe(configuration, CARTRIDGE));
    goOn(folder, configuration);
    return folder;
  }

  private static void goOn(RunFolder folder, Configuration configuration) {
    try (Training training = new Training(folder, configuration, CARTRIDGE, Progress.NONE)) {
      training.run();
    }
  }

  /** Answers every question but the last as soon as it is open. */
  private static Thread person(ComparisonFolder folder) {
    Thread person =
        new Thread(
            () -> {
              for (int round = 1; round <= 2; round++) {
                while (folder.questions(round).isEmpty()) {
                  Thread.onSpinWait();
                }
                List<ComparisonQuestion> asked = folder.questions(round).get().questions();
                for (int i = 0; i < asked.size() - 1; i++) {
                  Choice[] all = {Choice.CANNOT_TELL, Choice.LEFT, Choice.EQUAL, Choice.RIGHT};
                  folder.answer(answer(asked.get(i).id(), all[i % all.length]));
                }
              }
            });
    person.start();
    return person;
  }

  private static ComparisonAnswer answer(String question, Choice choice) {
    return new ComparisonAnswer(
        ComparisonAnswer.SCHEMA, question, choice, "2026-01-01T12:00:00Z", "test", "human");
  }

  private static List<String> withoutTime(RunFolder folder) {
    List<String> lines = new ArrayList<>();
    for (Measurement m : folder.measurements()) {
      Map<String, Double> values = new TreeMap<>(m.values());
      values.keySet().removeIf(name -> name.endsWith("_seconds"));
      lines.add(m.round() + " " + m.actingFrames() + " " + m.frames() + " " + values);
    }
    return lines;
  }

  @Test
  void theSameAnswersMakeTheSameRun() throws Exception {
    Path live = temporary.resolve("live");
    Thread person = person(new RunFolder(live).comparisons());
    RunFolder run = train("live", configuration());
    person.join();
    assertAsked(run);
    assertLearned(run);

    Path answers = run.comparisons().path().resolve(ComparisonFolder.ANSWERS);
    RunFolder again = train("again", configuration("rrm.answers=" + answers));
    assertThat(withoutTime(again)).isEqualTo(withoutTime(run));
    assertThat(again.lastCheckpoint()).hasSameBinaryContentAs(run.lastCheckpoint());
    assertThat(again.comparisons().answers()).isEqualTo(run.comparisons().answers());

    // Resumed in its second round, which was closed: nothing is waited for, nothing is different.
    Files.move(
        run.checkpoints().resolve("previous.safetensors"),
        run.lastCheckpoint(),
        StandardCopyOption.REPLACE_EXISTING);
    goOn(run, configuration());
    assertThat(withoutTime(run)).isEqualTo(withoutTime(again));
    assertThat(run.lastCheckpoint()).hasSameBinaryContentAs(again.lastCheckpoint());

    assertThatThrownBy(() -> train("other", configuration("seed=2", "rrm.answers=" + answers)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("answers no question of this run");
  }

  /** What was asked can be executed again, and what was answered is recorded. */
  private static void assertAsked(RunFolder run) throws IOException {
    ComparisonFolder folder = run.comparisons();
    for (int round = 1; round <= 2; round++) {
      ComparisonQuestions asked = folder.questions(round).orElseThrow();
      assertThat(asked.questions()).hasSize(6);
      assertThat(asked.questions())
          .extracting(ComparisonQuestion::disagreement)
          .isSortedAccordingTo((a, b) -> Double.compare(b, a));
      assertThat(asked.questions().get(0).disagreement()).isPositive();
      for (ComparisonQuestion question : asked.questions()) {
        assertThat(EpisodeReplay.verify(question.until(), CARTRIDGE).identical()).isTrue();
        assertThat(question.left()).hasSizeLessThanOrEqualTo(5);
        EpisodeReplay.playTo(question.until(), CARTRIDGE, View.RAM, question.until().steps())
            .close();
      }
      assertThat(asked.closed().answered()).isEqualTo(5);
      byte[] answers = Files.readAllBytes(folder.path().resolve(ComparisonFolder.ANSWERS));
      byte[] then = Arrays.copyOf(answers, (int) asked.closed().bytes());
      assertThat(asked.closed().sha256()).isEqualTo(Hash.sha256(then));
      // It has gone on: what comes now is refused, and not written.
      String late = asked.questions().get(5).id();
      assertThatThrownBy(() -> folder.answer(answer(late, Choice.LEFT)))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("no answer was taken");
      assertThat(Files.readAllBytes(folder.path().resolve(ComparisonFolder.ANSWERS)))
          .isEqualTo(answers);
    }
    Map<String, Double> values = run.measurements().get(1).values();
    assertThat(values)
        .containsEntry("comparisons_asked", 6.0)
        .containsEntry("comparisons_unanswered", 1.0)
        .containsEntry("comparisons_untold", 2.0)
        .containsEntry("comparisons", 3.0)
        .containsKey("reward_overseer_agreement")
        .doesNotContainKey("reward_judge_agreement");
    assertThat(values.get("judge_wait_seconds")).isGreaterThan(2.9);
  }

  /** The judgements are those that were given: of the second question the left side, and so on. */
  private static void assertLearned(RunFolder run) {
    Checkpoint checkpoint = Checkpoint.read(run.lastCheckpoint(), run);
    List<ComparisonQuestion> asked = run.comparisons().questions(1).orElseThrow().questions();
    List<String> learned =
        checkpoint.data().judged().get(0).stream().map(PersonJudgeTest::text).sorted().toList();
    byte l = (byte) asked.get(1).leftAction();
    byte r = (byte) asked.get(1).rightAction();
    byte l2 = (byte) asked.get(2).leftAction();
    byte r2 = (byte) asked.get(2).rightAction();
    byte l3 = (byte) asked.get(3).leftAction();
    byte r3 = (byte) asked.get(3).rightAction();
    assertThat(learned)
        .containsExactlyInAnyOrder(
            text(new Preferences(null, new byte[] {l, l}, new byte[] {r, r})),
            text(new Preferences(null, new byte[] {l2, r2}, new byte[] {r2, l2})),
            text(new Preferences(null, new byte[] {r3, r3}, new byte[] {l3, l3})));
    checkpoint.agent().close();
    checkpoint.cloned().network().close();
  }

  private static String text(Preferences preferences) {
    return Arrays.toString(preferences.preferred()) + Arrays.toString(preferences.other());
  }

  @Test
  void withoutAnAnswerThePolicyStays() {
    RunFolder run = train("silent", configuration("rrm.answerMinutes=0"));
    assertThat(run.measurements()).hasSize(3);
    assertThat(run.measurements().get(2).values())
        .containsEntry("comparisons", 0.0)
        .containsEntry("comparisons_unanswered", 6.0);
    assertThat(run.measurements().get(2).values().values()).noneMatch(v -> v.isNaN());
    Checkpoint checkpoint = Checkpoint.read(run.lastCheckpoint(), run);
    byte[][] seen =
        checkpoint.data().demonstrations().stream()
            .limit(50)
            .map(step -> step.observation())
            .toArray(byte[][]::new);
    assertThat(checkpoint.agent().policy().scores(seen))
        .isDeepEqualTo(checkpoint.cloned().scores(seen));
    checkpoint.agent().close();
    checkpoint.cloned().network().close();
  }

  @Test
  void aHalfWrittenLineDoesNotCount() throws IOException {
    RunFolder run = train("torn", configuration("rrm.answerMinutes=0", "rounds.maximum=1"));
    ComparisonFolder folder = run.comparisons();
    List<ComparisonQuestion> asked = folder.questions(1).orElseThrow().questions();
    folder.ask(2, asked);
    folder.answer(answer(asked.get(0).id(), Choice.LEFT));
    Path file = folder.path().resolve(ComparisonFolder.ANSWERS);
    String first = Files.readString(file);
    Files.writeString(file, first + first.substring(0, 30));
    assertThat(folder.answers()).hasSize(1);
    folder.answer(answer(asked.get(0).id(), Choice.RIGHT));
    assertThat(Files.readAllLines(file)).hasSize(2);
    // Of two answers the last counts.
    assertThat(folder.answers().get(asked.get(0).id()).choice()).isEqualTo(Choice.RIGHT);
    Files.writeString(file, first + "{}\n");
    assertThatThrownBy(folder::answers)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("line 2");
  }
}
