package org.amplia.decomposition.demonstrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.decomposition.demonstrate.KeyFrame.AskedItem;
import org.amplia.decomposition.demonstrate.KeyFrame.Conclusion;
import org.amplia.decomposition.demonstrate.KeyFrame.Consideration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at the terminal, mistakes included. */
class TerminalDecomposerTest {
  private static final String[] WHOLE = {"UP", "DOWN", "reward/16/repeat", "", "8", "", "0"};

  @TempDir Path folder;

  @Test
  void mistakesAreToldInOneLineAndAskedAgain() {
    ShownGames.Session session =
        ShownGames.typed(
            folder,
            1,
            "jump",
            "up",
            "up",
            "Down",
            "?",
            "reward/17/repeat",
            "leaf-value/16/repeat",
            "reward/16/policy",
            "Ram-4/8/repeat",
            "ram-4/8/repeat",
            "reward/64/demonstrator",
            "reward/64/random",
            "11",
            "7.5",
            "10",
            "",
            "0");
    assertThat(session.said())
        .contains("'jump' is no action here: one of NOOP, UP, DOWN")
        .contains("UP is the one to take: name another")
        .contains("'reward/17/repeat' can not be looked up: name feature/horizon/continuation")
        .contains("'leaf-value/16/repeat' can not be looked up: there is no trained agent here")
        .contains("ram-4/8/repeat is known: ask for another")
        .contains("key frame 1 of 1, agent step 0, score 0: ")
        .contains("action to take (NOOP, UP, DOWN)?")
        .contains("UP: item 1 of 3 to look up (? for help, nothing: enough)?")
        .contains("UP: item 3 of 3 to look up")
        .contains("UP: how good is it, 0 to 10?")
        .contains("an item is feature/horizon/continuation")
        .contains("policy: not here, for want of a trained agent")
        .contains("demonstrator: the game's simple rule")
        .contains("'11' is no goodness", "'7.5' is no goodness");
    assertThat(session.kept()).hasSize(1);
    DecompositionDemonstration shown = session.kept().get(0);
    assertThat(shown.source()).isEqualTo("human");
    assertThat(shown.demonstrator()).isEqualTo("human");
    assertThat(shown.episode().about()).containsEntry("source", "human");
    KeyFrame keyFrame = shown.keyFrames().get(0);
    assertThat(keyFrame.action()).isEqualTo("UP");
    Consideration up = keyFrame.considered().get(0);
    assertThat(up.asked())
        .extracting(AskedItem::item)
        .containsExactly("ram-4/8/repeat", "reward/64/demonstrator", "reward/64/random");
    assertThat(session.said()).contains("ram-4/8/repeat: " + up.asked().get(0).answer());
    assertThat(up.conclusion()).isEqualTo(new Conclusion(Conclusion.GOODNESS, 10));
    assertThat(keyFrame.considered().get(1))
        .isEqualTo(new Consideration("DOWN", List.of(), new Conclusion(Conclusion.GOODNESS, 0)));
    assertThat(ShownGames.verify(shown).identical()).isTrue();
    assertThat(folder.resolve("step-00000.png")).isNotEmptyFile();
  }

  @Test
  void whatWasWholeIsKeptWhereverTheInputEnds() {
    for (int end = 0; end < WHOLE.length; end++) {
      String[] lines = new String[WHOLE.length + end];
      System.arraycopy(WHOLE, 0, lines, 0, WHOLE.length);
      System.arraycopy(WHOLE, 0, lines, WHOLE.length, end);
      List<DecompositionDemonstration> kept = ShownGames.typed(folder, 2, lines).kept();
      assertThat(kept).hasSize(1);
      assertThat(ShownGames.verify(kept.get(0)).identical()).isTrue();
    }
    assertThat(ShownGames.typed(folder, 2, "UP", "end").kept()).isEmpty();
  }

  @Test
  void theActionIsHeldUntilTheNextKeyFrame() {
    String[] lines = {"UP", "NOOP", "", "8", "", "0", "DOWN", "UP", "", "1", "", "9"};
    List<DecompositionDemonstration> kept = ShownGames.typed(folder, 2, lines).kept();
    assertThat(kept.get(1).steps()).containsExactly(0, 4);
    assertThat(kept.get(1).episode().choices()).isEqualTo("bbbbcccc");
    assertThat(kept.get(0).keyFrames()).isEqualTo(kept.get(1).keyFrames().subList(0, 1));
  }

  @Test
  void whateverIsTypedNothingIsLostAndNothingBreaks() {
    String[] words = {
      "UP",
      "down",
      "noop",
      "8",
      "0",
      "10",
      "",
      "?",
      "%s%n",
      "reward/4/repeat",
      "ram-4/2/noop",
      "ended/1/random",
      "leaf-value/4/policy",
      "ram-999/1/noop",
      "\u0007\u202e",
      "é 7",
      "-1",
      "1e1"
    };
    for (int seed = 0; seed < 10; seed++) {
      RandomStream random = new RandomStream(seed);
      String[] lines = new String[60];
      Arrays.setAll(lines, i -> words[random.nextInt(words.length)]);
      ShownGames.Session session = ShownGames.typed(folder, 3, lines);
      assertThat(session.said()).doesNotContain("\u0007", "\u202e").doesNotContain("Exception");
      int count = 0;
      for (DecompositionDemonstration kept : session.kept()) {
        assertThat(kept.keyFrames()).hasSize(++count);
      }
      if (count > 0) {
        assertThat(ShownGames.verify(session.kept().get(count - 1)).identical()).isTrue();
      }
    }
  }
}
