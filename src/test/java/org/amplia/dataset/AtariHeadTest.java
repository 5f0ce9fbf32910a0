package org.amplia.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.Json;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.dataset.AtariHead.TrialChains;
import org.amplia.dataset.Demonstrations.Split;
import org.amplia.dataset.Demonstrations.StepReward;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AtariHeadTest extends TrialImport {
  @Test
  void aTrialBecomesStepsOfFourFrames() throws IOException {
    Path file = imported(TrialFiles.plain(10).write(in()));
    Demonstrations read = DemonstrationsFile.read(file);
    assertThat(read.source()).isEqualTo("Atari-HEAD");
    assertThat(read.game()).isEqualTo("ms_pacman");
    assertThat(read.trial()).isEqualTo(TrialFiles.NAME);
    assertThat(read.chain()).isEqualTo("52");
    assertThat(read.frames()).isEqualTo(10);
    assertThat(read.steps()).isEqualTo(3);
    assertThat(read.actions()).isEqualTo("ccc");
    assertThat(read.starts()).containsExactly(0);
    assertThat(read.rewards())
        .containsExactly(new StepReward(0, 4), new StepReward(1, 4), new StepReward(2, 2));
    assertThat(read.score()).isEqualTo(10);
    assertThat(read.gaze().get(2)).containsExactly(10.5f, 20, 11, 21, 10.5f, 20, 11, 21);
    byte[] pictures = DemonstrationsFile.pictures(file, read);
    assertThat(pictures).hasSize(3 * 84 * 84);
    // Steps begin with frames 1, 5 and 9; shades grow, so the last screen is the brighter one.
    assertThat(pictures[0]).isEqualTo((byte) 5);
    assertThat(pictures[84 * 84 + 100]).isEqualTo((byte) 25);
    assertThat(pictures[3 * 84 * 84 - 1]).isEqualTo((byte) 45);
    assertThat(out()).isDirectoryNotContaining("glob:**.tmp");
  }

  /** Every value is one that is taken, so their sum is what they come to: not −12. */
  @ParameterizedTest
  @CsvSource({
    "2147483647, 25769803764",
    "1999999999, 23999999988",
    "-2147483648, -25769803776",
    "1e6, 12000000"
  })
  void scoresAddUpBeyondAnInt(String points, long score) throws IOException {
    TrialFiles trial = new TrialFiles();
    for (int i = 1; i <= 12; i++) {
      trial.frame(i, "0,0,250," + points + ",2,null", TrialFiles.png(160, 210, i));
    }
    Path file = imported(trial.write(in()));
    Demonstrations read = DemonstrationsFile.read(file);
    assertThat(read.score()).isEqualTo(score);
    assertThat(read.rewards())
        .extracting(StepReward::points)
        .containsExactly(score / 3, score / 3, score / 3);
  }

  @Test
  void picturesAreWhatTheLearnerWouldHaveSeen() throws IOException {
    Cartridge crossing = RomLibrary.fromEnvironment().open("crossing");
    EnvironmentSettings perFrame =
        EnvironmentSettings.STANDARD.withFrameSkip(1).withStickyProbability(0);
    TrialFiles trial = new TrialFiles();
    List<byte[]> expected = new ArrayList<>();
    try (ObservedGame frames = new ObservedGame(crossing, perFrame, View.PIXELS, 3);
        ObservedGame steps =
            new ObservedGame(
                crossing, EnvironmentSettings.STANDARD.withStickyProbability(0), View.PIXELS, 3)) {
      frames.reset(new RandomStream(4));
      steps.reset(new RandomStream(4));
      byte[] screen = new byte[210 * 160];
      for (int frame = 0; frame < 60; frame++) {
        if (frame % 4 == 0) {
          byte[] stack = steps.observation();
          expected.add(Arrays.copyOfRange(stack, stack.length - 84 * 84, stack.length));
          steps.step(1);
        }
        BufferedImage image = new BufferedImage(160, 210, BufferedImage.TYPE_INT_RGB);
        frames.environment().copyScreen(screen);
        for (int i = 0; i < screen.length; i++) {
          image.setRGB(i % 160, i / 160, frames.environment().palette().rgb(screen[i]));
        }
        trial.frame(frame + 1, "null,null,null,0,2,null", TrialFiles.png(image));
        frames.step(1);
      }
    }
    Path file = imported(trial.write(in()));
    byte[] pictures = DemonstrationsFile.pictures(file, DemonstrationsFile.read(file));
    for (int step = 0; step < expected.size(); step++) {
      assertThat(Arrays.copyOfRange(pictures, step * 84 * 84, (step + 1) * 84 * 84))
          .as("step " + step)
          .isEqualTo(expected.get(step));
    }
  }

  @Test
  void theFileFollowsTheSchema() throws IOException {
    Path file = imported(TrialFiles.plain(9).write(in()));
    try (InputStream in =
        AtariHeadTest.class.getResourceAsStream("/org/amplia/schema/demonstrations.schema.json")) {
      JsonNode schema = Json.MAPPER.readTree(in);
      JsonNode written = Json.MAPPER.readTree(file.toFile());
      var validator =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
      assertThat(validator.validate(written)).isEmpty();
      assertThat(validator.validate(Json.MAPPER.readTree("{}"))).isNotEmpty();
      assertThat(schema.path("properties").fieldNames())
          .toIterable()
          .containsExactlyElementsOf(written::fieldNames);
      schema
          .path("properties")
          .forEach(p -> assertThat(p.path("description").asText()).isNotEmpty());
    }
  }

  @Test
  void anyOrderOfThePicturesWillDo() throws IOException {
    TrialFiles trial = TrialFiles.plain(40);
    String sorted = Files.readString(imported(trial.write(in())));
    List<String> names = new ArrayList<>(trial.entries.keySet());
    java.util.Collections.reverse(names);
    TrialFiles reversed = new TrialFiles();
    reversed.text.setLength(0);
    reversed.text.append(trial.text);
    names.forEach(name -> reversed.entries.put(name, trial.entries.get(name)));
    assertThat(Files.readString(imported(reversed.write(in())))).isEqualTo(sorted);
  }

  @Test
  void aFolderOfTrialsIsSplitByChains() throws IOException {
    for (int trial = 1; trial <= 12; trial++) {
      TrialFiles.plain(4).write(in(), trial + "_AB_" + trial);
    }
    Files.writeString(in().resolve("action_enums.txt"), "NOOP = 0\n");
    Files.writeString(
        folder.resolve("meta_data.csv"),
        """
        GameName,trial_id,subject_id,load_trial,fps
        ms_pacman,1,AB,0,20
        ms_pacman,2,AB,1,20
        ms_pacman,3,AB,2,20
        ms_pacman,5,AB,4,20
        ms_pacman,7,AB,,20
        ms_pacman,8,AB
        """);
    List<Path> trials = AtariHead.trials(in());
    assertThat(trials).hasSize(12);
    List<String> heard = new ArrayList<>();
    new AtariHead("ms_pacman", false, 0.3, 1)
        .run(
            trials,
            out(),
            (file, read) -> {
              heard.add(read.chain() + " " + read.split());
              assertThat(read.gaze()).isEmpty();
            });
    assertThat(heard).hasSize(12);
    // 9 chains: 1-2-3, 4-5, and 6 … 12 alone.
    assertThat(heard.stream().distinct()).hasSize(9);
    assertThat(heard.stream().distinct().filter(line -> line.endsWith("VALIDATION"))).hasSize(3);
  }

  @Test
  void oneChainIsForTrainingAndTwoAreOneEach() {
    assertThat(TrialChains.split(List.of("a"), 0.1, 1).values()).containsExactly(Split.TRAIN);
    assertThat(TrialChains.split(List.of("a", "b"), 0.9, 1).values())
        .containsExactlyInAnyOrder(Split.TRAIN, Split.VALIDATION);
    assertThat(TrialChains.split(List.of("a", "b"), 0, 1).values()).containsOnly(Split.TRAIN);
  }

  @Test
  void whatIsNoTrialIsRefused() throws IOException {
    assertThatThrownBy(() -> AtariHead.trials(folder.resolve("nowhere")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("nowhere.txt is missing");
    assertThatThrownBy(() -> AtariHead.trials(folder))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("holds no trial");
    Path text = TrialFiles.plain(4).write(in());
    assertThat(AtariHead.trials(in().resolve(TrialFiles.NAME + ".tar.bz2"))).containsExactly(text);
    Files.delete(in().resolve(TrialFiles.NAME + ".tar.bz2"));
    assertThatThrownBy(() -> AtariHead.trials(text))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(".tar.bz2 is missing");
  }

  @Test
  void otherPicturesAreNoticed() throws IOException {
    Path file = imported(TrialFiles.plain(8).write(in()));
    Demonstrations read = DemonstrationsFile.read(file);
    Path other =
        imported(
            TrialFiles.plain(8)
                .frame(9, "0,0,1,0,2,null", TrialFiles.png(160, 210, 9))
                .write(in(), "53_AB_1"));
    Files.copy(
        other.resolveSibling("53_AB_1.pictures.gz"),
        file.resolveSibling(TrialFiles.NAME + ".pictures.gz"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> DemonstrationsFile.pictures(file, read))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("other pictures");
  }
}
