package org.amplia.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amplia.base.UserError;
import org.amplia.dataset.AtariHead.TrialChains;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of trials that are refused. */
class TrialTextTest extends TrialImport {
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
}
