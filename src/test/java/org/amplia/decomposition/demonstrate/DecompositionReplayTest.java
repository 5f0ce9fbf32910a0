package org.amplia.decomposition.demonstrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.decomposition.demonstrate.KeyFrame.Consideration;
import org.amplia.observe.ObservationKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is not what happened is found, with its place. */
class DecompositionReplayTest {
  private static final DecompositionDemonstration SHOWN = ShownGames.suboptimal(3);

  @TempDir Path folder;

  @Test
  void whatWasRecordedIsIdentical() {
    DecompositionReplay.Verification found = ShownGames.verify(SHOWN);
    assertThat(found.explanation()).contains("18 answers at 3 key frames").contains("identical");
    assertThat(found.identical()).isTrue();
    assertThat(found.lookUps()).isEqualTo(18);
    assertThat(found.step()).isEqualTo(DecompositionReplay.Verification.NO_STEP);
  }

  @Test
  void everySingleChangedAnswerIsFoundWhereItIs() {
    for (int k = 0; k < SHOWN.keyFrames().size(); k++) {
      KeyFrame keyFrame = SHOWN.keyFrames().get(k);
      for (int c = 0; c < keyFrame.considered().size(); c++) {
        Consideration one = keyFrame.considered().get(c);
        for (int i = 0; i < one.asked().size(); i++) {
          ObjectNode json = Json.MAPPER.valueToTree(SHOWN);
          ObjectNode asked =
              (ObjectNode) json.at("/keyFrames/%d/considered/%d/asked/%d".formatted(k, c, i));
          // The smallest change that a double can have.
          asked.put("answer", Math.nextUp(asked.get("answer").asDouble()));
          DecompositionReplay.Verification found = ShownGames.verify(sealed(json));
          assertThat(found.identical()).isFalse();
          assertThat(found.step()).isEqualTo(keyFrame.step());
          assertThat(found.explanation())
              .contains(
                  "key frame %d (step %d), %s, item %d (%s): the emulator answers"
                      .formatted(
                          k + 1, keyFrame.step(), one.action(), i + 1, one.asked().get(i).item()));
        }
      }
    }
  }

  /** A forger who knows of the digest makes it fit. */
  private static DecompositionDemonstration sealed(JsonNode json) {
    DecompositionDemonstration read =
        Json.read(json.toString(), DecompositionDemonstration.class, "forged");
    return DecompositionDemonstration.sealed(
        read.source(),
        read.demonstrator(),
        read.seed(),
        read.answers(),
        read.keyFrames(),
        read.episode());
  }

  private static DecompositionReplay.Verification forged(String from, String to) {
    String good = Json.line(SHOWN);
    int at = good.indexOf(from);
    assertThat(at).isNotNegative();
    String bad = good.substring(0, at) + to + good.substring(at + from.length());
    return ShownGames.verify(sealed(Json.read(bad, JsonNode.class, "forged")));
  }

  @Test
  void aForgedActionStateSeedOrConclusionIsFound() {
    String state = SHOWN.keyFrames().get(2).state();
    assertThat(forged(state, "0".repeat(64)).explanation())
        .contains("key frame 3 (step 8): the state is", "and 000000000000… was recorded");
    String action = SHOWN.keyFrames().get(0).action();
    String other = action.equals("UP") ? "DOWN" : "UP";
    assertThat(
            forged("\"action\":\"" + action + "\",\"c", "\"action\":\"" + other + "\",\"c")
                .explanation())
        .contains("key frame 1 (step 0): " + other + " is said to be taken");
    assertThat(forged("\"action\":\"DOWN\",\"asked", "\"action\":\"FIRE\",\"asked").explanation())
        .contains("there is no FIRE here");
    assertThat(forged("\"value\":", "\"value\":1").explanation()).contains("from these answers");
    assertThat(forged("\"romMd5\":\"" + SHOWN.episode().romMd5(), "\"romMd5\":\"" + "0".repeat(32)))
        .extracting(DecompositionReplay.Verification::explanation)
        .asString()
        .contains("the episode does not replay", "md5 " + "0".repeat(32));
    assertThat(forged("\"discount\":0.95", "\"discount\":0.9").identical()).isFalse();
  }

  @Test
  void aPersonsForgedWordIsFoundByTheDigest() {
    DecompositionDemonstration said =
        ShownGames.typed(folder, 1, "UP", "NOOP", "reward/16/repeat", "", "8", "", "2")
            .kept()
            .get(0);
    assertThat(ShownGames.verify(said).identical()).isTrue();
    String bad = Json.line(said).replace("\"value\":8.0", "\"value\":9.0");
    DecompositionReplay.Verification found =
        ShownGames.verify(Json.read(bad, DecompositionDemonstration.class, "forged"));
    assertThat(found.identical()).isFalse();
    assertThat(found.explanation()).contains("1 answers agree, but the digest does not");
  }

  @Test
  void anotherAgentsAnswersAreNotCompared() {
    AnswerSources agent =
        new AnswerSources(0.95, ObservationKind.RAM, "ab".repeat(32), AnswerSources.CLONE);
    DecompositionDemonstration of =
        DecompositionDemonstration.sealed(
            SHOWN.source(),
            SHOWN.demonstrator(),
            SHOWN.seed(),
            agent,
            SHOWN.keyFrames(),
            SHOWN.episode());
    assertThatThrownBy(() -> ShownGames.verify(of))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("shown.decompositions.json was recorded with agent abababababab…")
        .hasMessageContaining("name the run that it was recorded with by --run");
  }
}
