package org.amplia.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
import org.amplia.observe.ObservationKind;
import org.amplia.observe.ObservedGame;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AtariHeadTest {
  private static final AtariHead DATA_SET = new AtariHead("ms_pacman", true, 0.1, 1);

  @TempDir Path folder;

  private Path in() {
    return folder.resolve("ms_pacman");
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Path imported(Path text) {
    DATA_SET.run(List.of(text), out(), (file, demonstrations) -> {});
    return AtariHead.target(text, out());
  }

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

  @ParameterizedTest
  @ValueSource(strings = {"2147483648", "+5", "0x10", "1_000", "5.5", "NaN", "1e99", "5d", "007"})
  void whatIsNoWholeNumberIsNoPoints(String points) throws IOException {
    TrialFiles trial = new TrialFiles();
    trial.frame(1, "0,0,250," + points + ",2,null", TrialFiles.png(160, 210, 1));
    Path text = trial.write(in());
    assertThatThrownBy(() -> imported(text))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("unclipped_reward is '" + points + "'")
        .hasMessageContaining("line 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "0x1p3", "1d", "1f", "+5", "1e400"})
  void whatIsNoNumberIsNoGaze(String gaze) throws IOException {
    TrialFiles trial = new TrialFiles();
    trial.frame(1, "0,0,250,1,2,10.5," + gaze, TrialFiles.png(160, 210, 1));
    Path text = trial.write(in());
    assertThatThrownBy(() -> imported(text))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("gaze_positions holds '" + gaze + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frame_id,episode_id,unclipped_reward,unclipped_reward,action,gaze_positions",
        "frame_id,action,episode_id,unclipped_reward,action,gaze_positions",
        "frame_id,frame_id ,episode_id,unclipped_reward,action,gaze_positions",
        "frame_id,episode_id,score,score,unclipped_reward,action,gaze_positions"
      })
  void aColumnThatIsNamedTwiceIsRefused(String header) throws IOException {
    TrialFiles trial = TrialFiles.plain(4);
    trial.text.replace(0, TrialFiles.HEADER.length(), header);
    Path text = trial.write(in());
    assertThatThrownBy(() -> imported(text))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("is there twice")
        .hasMessageContaining("line 1");
  }

  @Test
  void aTableOfTrialsThatNamesAColumnTwiceIsRefused() throws IOException {
    Path text = TrialFiles.plain(4).write(in());
    Files.writeString(in().resolve(TrialChains.TABLE), "trial_id,load_trial,trial_id\n52,0,53\n");
    assertThatThrownBy(() -> imported(text))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("names a column twice");
  }

  @Test
  void picturesAreWhatTheLearnerWouldHaveSeen() throws IOException {
    Cartridge crossing = RomLibrary.fromEnvironment().open("crossing");
    EnvironmentSettings perFrame =
        EnvironmentSettings.STANDARD.withFrameSkip(1).withStickyProbability(0);
    TrialFiles trial = new TrialFiles();
    List<byte[]> expected = new ArrayList<>();
    try (ObservedGame frames = new ObservedGame(crossing, perFrame, ObservationKind.PIXELS, 3);
        ObservedGame steps =
            new ObservedGame(
                crossing,
                EnvironmentSettings.STANDARD.withStickyProbability(0),
                ObservationKind.PIXELS,
                3)) {
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
  void aChainThatGoesRoundIsRefused() throws IOException {
    Path text = TrialFiles.plain(4).write(in());
    Files.writeString(in().resolve("meta_data.csv"), "trial_id,load_trial\n52,3\n3,52\n");
    assertThatThrownBy(() -> imported(text))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("meta_data.csv");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unclipped_reward,||there is no column unclipped_reward",
        "action,gaze_positions|gaze_positions,action|not the last column",
        "frame_id|frame|there is no column frame_id",
        "_3,0,0,250,1,2|_3,0,0,250,1,18|line 4: action 18",
        "_3,0,0,250,1,2|_3,0,0,250,1,-2|line 4: action -2",
        "_3,0,0,250,1,2|_3,0,0,250,1,UP|line 4: action is 'UP'",
        "_3,0,0,250,1,2|_3,0,0,250,many,2|unclipped_reward is 'many'",
        "_3,0,0|_2,0,0|frame 2 follows a later one",
        "_3,0,0|_99999999999,0,0|not the name of a frame",
        "AB_1234_3,|../../etc_3,|not the name of a frame",
        "10.5,20,11,21|10.5,20,11|no pairs",
        "10.5,20,11,21|10.5,20,11,NaN|gaze_positions holds 'NaN'",
        ",1,2,10.5,20,11,21||values for 7 columns"
      })
  void aWrongTextIsRefusedInOneLine(String from, String to, String problem) throws IOException {
    Path text = TrialFiles.plain(6).write(in());
    String content = Files.readString(text);
    assertThat(content).contains(from);
    Files.writeString(text, content.replace(from, to == null ? "" : to));
    assertRefused(text, problem);
  }

  @Test
  void textsWithoutFramesOrLinesAreRefused() throws IOException {
    Path text = TrialFiles.plain(1).write(in());
    Files.writeString(text, "");
    assertRefused(text, "there is no column");
    Files.writeString(text, TrialFiles.HEADER + "\n");
    assertRefused(text, "there is no frame");
    Files.writeString(text, TrialFiles.HEADER + "\nAB_1234_1,0,0,1,0,null,null\n");
    assertRefused(text, "records no action");
    Files.write(text, new byte[1 << 20]);
    assertRefused(text, "longer than");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x.png", "a/../../x.png", "/etc/x.png", "C:\\x.png", "..\\x.png"})
  void anArchiveThatLeadsOutIsRefused(String name) throws IOException {
    TrialFiles trial = new TrialFiles();
    trial.entries.put(name, new byte[10]);
    trial.entries.putAll(TrialFiles.plain(4).entries);
    trial.text.append(TrialFiles.plain(4).text.substring(TrialFiles.HEADER.length() + 1));
    assertRefused(trial.write(in()), "leads out of its folder");
  }

  /** The PNG with one bit changed, so many bytes behind the name of a chunk. */
  private static byte[] flipped(byte[] png, String chunk, int behind) {
    String text = new String(png, java.nio.charset.StandardCharsets.ISO_8859_1);
    byte[] damaged = png.clone();
    damaged[text.indexOf(chunk) + behind] ^= 1;
    return damaged;
  }

  @Test
  void damagedArchivesAreRefused() throws IOException {
    Path text = TrialFiles.plain(6).write(in());
    Path archive = in().resolve(TrialFiles.NAME + ".tar.bz2");
    byte[] whole = Files.readAllBytes(archive);
    for (int length : new int[] {0, 3, 10, whole.length / 2, whole.length - 12}) {
      Files.write(archive, Arrays.copyOf(whole, length));
      assertRefused(text, TrialFiles.NAME + ".tar.bz2");
    }
    Files.write(archive, TrialFiles.bzip2(new byte[0]));
    assertRefused(text, "lacks 3 pictures");
    Files.write(archive, TrialFiles.bzip2(TrialFiles.plain(4).tar()));
    assertRefused(text, "lacks 1 pictures");
  }

  @Test
  void wrongPicturesAreRefused() throws IOException {
    assertRefused(withFirst(TrialFiles.png(320, 210, 1)), "320 × 210 pixels");
    assertRefused(withFirst(TrialFiles.png(160, 192, 1)), "several sizes");
    assertRefused(withFirst("no picture".getBytes(StandardCharsets.UTF_8)), "damaged picture");
    assertRefused(withFirst(flipped(TrialFiles.png(160, 210, 9), "IHDR", 12)), "checksum");
    assertRefused(withFirst(flipped(TrialFiles.png(160, 210, 9), "IDAT", 40)), "checksum");
    assertRefused(withFirst(flipped(TrialFiles.png(160, 210, 9), "IEND", 5)), "checksum");
    byte[] cut = TrialFiles.png(160, 210, 7);
    assertRefused(withFirst(Arrays.copyOf(cut, cut.length / 2)), "damaged picture");
    assertRefused(withFirst(new byte[300_000]), "no screen needs so many");
  }

  private Path withFirst(byte[] picture) throws IOException {
    TrialFiles trial = TrialFiles.plain(6);
    trial.entries.put(TrialFiles.NAME + "/AB_1234_1.png", picture);
    return trial.write(in());
  }

  @Test
  void bombsAreRefusedBeforeTheyFillTheMemory() throws IOException {
    Path text = TrialFiles.plain(4).write(in());
    Path archive = in().resolve(TrialFiles.NAME + ".tar.bz2");
    // A name of 4 MB, as GNU tar writes long names.
    TrialFiles bomb = new TrialFiles();
    bomb.entries.put("././@LongLink", new byte[0]);
    byte[] tar = bomb.tar();
    byte[] header = Arrays.copyOf(tar, 512);
    System.arraycopy("00017204400".getBytes(StandardCharsets.UTF_8), 0, header, 124, 11);
    header[156] = 'L';
    checksum(header);
    byte[] large = Arrays.copyOf(header, 4_000_000 + 512);
    Files.write(archive, TrialFiles.bzip2(large));
    assertThat(Files.size(archive)).isLessThan(10_000);
    assertRefused(text, "unpacks to more");
    // Very many empty files.
    TrialFiles many = new TrialFiles();
    many.entries.put("x", new byte[0]);
    byte[] one = Arrays.copyOf(many.tar(), 512);
    byte[] all = new byte[512 * 1_100];
    for (int i = 0; i < 1_100; i++) {
      System.arraycopy(one, 0, all, 512 * i, 512);
    }
    Files.write(archive, TrialFiles.bzip2(all));
    assertRefused(text, "more files than");
  }

  private static void checksum(byte[] header) {
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte value : header) {
      sum += value & 0xff;
    }
    System.arraycopy("%06o\0 ".formatted(sum).getBytes(StandardCharsets.UTF_8), 0, header, 148, 8);
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

  private void assertRefused(Path text, String problem) {
    assertThatThrownBy(() -> imported(text))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(problem)
        .message()
        .matches("\\P{Cntrl}+")
        .hasSizeLessThan(600);
    assertThat(out()).doesNotExist();
  }
}
