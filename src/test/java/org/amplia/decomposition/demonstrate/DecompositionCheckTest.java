package org.amplia.decomposition.demonstrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.decomposition.demonstrate.KeyFrame.AskedItem;
import org.amplia.decomposition.demonstrate.KeyFrame.Conclusion;
import org.amplia.decomposition.demonstrate.KeyFrame.Consideration;
import org.amplia.observe.ObservationKind;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts that do not fit together, one at a time in a demonstration that is sound. */
class DecompositionCheckTest {
  private static final DecompositionDemonstration SHOWN = ShownGames.suboptimal(1);
  private static final String AGENT = "ab".repeat(32);

  @TempDir Path folder;

  private static ObjectNode at(ObjectNode json, String parent) {
    return parent.isEmpty() ? json : (ObjectNode) json.at(parent);
  }

  private static DecompositionDemonstration read(ObjectNode json) {
    return Json.read(json.toString(), DecompositionDemonstration.class, "changed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | demonstrator | ` \" \"` | demonstrator is missing",
        "`` | demonstrator | null | demonstrator is missing",
        "`` | episode | null | episode is missing",
        "`` | digest | null | digest is not 64",
        "`` | digest | \"abc\" | digest is not 64",
        "`` | answers | null | answers is missing",
        "`` | keyFrames | null | keyFrames is empty",
        "`` | keyFrames | [] | keyFrames is empty",
        "`` | keyFrames | [null] | key frame 1 is missing",
        "/answers | discount | 1.5 | answers.discount is 1.5",
        "/answers | observation | \"pixels\" | answers.observation is not ram",
        "/answers | observation | null | answers.observation is not ram",
        "/answers | demonstrator | null | answers.demonstrator is 'null'",
        "/keyFrames/0 | step | -1 | key frame 1 is at step -1",
        "/keyFrames/0 | action | \"DIG\" | key frame 1 (step 0): there is no action 'DIG'",
        "/keyFrames/0 | action | \"FIRE\" | FIRE is taken and not considered",
        "/keyFrames/0 | considered | null | considered is empty",
        "/keyFrames/0 | considered | [] | considered is empty",
        "/keyFrames/0 | considered | [null] | a consideration is missing",
        "/keyFrames/0/considered/1 | action | null | there is no action 'null'",
        "/keyFrames/0/considered/1 | asked | null | UP: asked is missing",
        "/keyFrames/0/considered/1 | conclusion | null | UP: conclusion is missing",
        "/keyFrames/0/considered/1/asked/1 | item | null | UP, item 2 is missing",
      })
  void whatIsMissingOrNotAllowedIsNamed(String parent, String field, String value, String problem)
      throws JsonProcessingException {
    ObjectNode json = Json.MAPPER.valueToTree(SHOWN);
    at(json, parent).set(field, Json.MAPPER.readTree(value));
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(problem);
  }

  private static ObjectNode withItems(int count) {
    ObjectNode json = Json.MAPPER.valueToTree(SHOWN);
    ArrayNode asked = (ArrayNode) json.at("/keyFrames/0/considered/0/asked");
    while (asked.size() < count) {
      asked.add(asked.get(0).deepCopy());
    }
    return json;
  }

  @Test
  void threeItemsAreTheMost() {
    assertThatCode(() -> read(withItems(3))).doesNotThrowAnyException();
    assertThatThrownBy(() -> read(withItems(4)))
        .hasMessageContaining("4 items are asked for, and 3");
  }

  /** Numbers that JSON does not have. */
  @Test
  void answersAndConclusionsAreFinite() {
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> said(new AskedItem("reward/4/repeat", wrong), 0.5))
          .hasMessageContaining("item 1: the answer is no finite number");
      assertThatThrownBy(() -> said(new AskedItem("reward/4/repeat", 1), wrong))
          .hasMessageContaining("it must be a finite number");
    }
    assertThatCode(() -> said(new AskedItem("reward/4/repeat", 1), -50)).doesNotThrowAnyException();
  }

  private static void said(AskedItem item, double conclusion) {
    KeyFrame first = SHOWN.keyFrames().get(0);
    KeyFrame changed =
        new KeyFrame(
            first.step(),
            first.state(),
            first.action(),
            List.of(
                new Consideration(
                    first.action(), List.of(item), new Conclusion(Conclusion.RETURN, conclusion))));
    DecompositionDemonstration.sealed(
        SHOWN.source(),
        SHOWN.demonstrator(),
        SHOWN.seed(),
        SHOWN.answers(),
        List.of(changed),
        SHOWN.episode());
  }

  @Test
  void aPersonsGoodnessIsFromNothingToTen() {
    DecompositionDemonstration human =
        ShownGames.typed(folder, 1, "UP", "NOOP", "", "0", "", "10").kept().get(0);
    for (double wrong : new double[] {-0.5, 10.5}) {
      ObjectNode json = Json.MAPPER.valueToTree(human);
      at(json, "/keyFrames/0/considered/0/conclusion").put("value", wrong);
      assertThatThrownBy(() -> read(json)).hasMessageContaining("it must be 0 … 10");
    }
    ObjectNode program = Json.MAPPER.valueToTree(human);
    at(program, "/keyFrames/0/considered/0/conclusion").put("kind", "return");
    assertThatThrownBy(() -> read(program))
        .hasMessageContaining("human demonstrators give a goodness");
    assertThat(human.keyFrames().get(0).considered())
        .extracting(one -> one.conclusion().value())
        .containsExactly(0.0, 10.0);
  }

  @Test
  void anAgentComesWithItsCloneAndMaySeePixels() {
    ObjectNode json = Json.MAPPER.valueToTree(SHOWN);
    ObjectNode answers = at(json, "/answers");
    answers.put("discount", 1).put("observation", "pixels").put("policy", AGENT);
    assertThatThrownBy(() -> read(json))
        .hasMessageContaining("answers.demonstrator is 'rule': with this policy it must be clone");
    answers.put("demonstrator", "clone");
    assertThat(read(json).answers().hasAgent()).isTrue();
    answers.putNull("observation");
    assertThatThrownBy(() -> read(json)).hasMessageContaining("answers.observation is not ram");
  }

  @Test
  void whoCanGoOnDecidesWhatCanBeLookedUp() {
    Information byRule = new Information(new Feature.RewardSum(), 4, Continuation.DEMONSTRATOR);
    Information byPolicy = new Information(new Feature.RewardSum(), 4);
    Information value = new Information(new Feature.LeafValue(), 4, Continuation.NOOP);
    Information idle = new Information(new Feature.RewardSum(), 4, Continuation.NOOP);
    AnswerSources nobody = new AnswerSources(0.9, ObservationKind.RAM, "none", "none");
    AnswerSources rule = new AnswerSources(0.9, ObservationKind.RAM, "none", "rule");
    AnswerSources agent = new AnswerSources(0.9, ObservationKind.RAM, AGENT, "clone");
    List<Information> all = List.of(byRule, byPolicy, value, idle);
    assertThat(all.stream().filter(nobody::canAnswer)).containsExactly(idle);
    assertThat(all.stream().filter(rule::canAnswer)).containsExactly(byRule, idle);
    assertThat(all.stream().filter(agent::canAnswer)).isEqualTo(all);
    assertThatThrownBy(() -> nobody.require(byRule)).hasMessageContaining("no rule of this game");
    assertThatThrownBy(() -> rule.require(byPolicy)).hasMessageContaining("no trained agent here");
    assertThatThrownBy(
            () ->
                rule.require(
                    new Information(new Feature.LeafValue(), 4, Continuation.DEMONSTRATOR)))
        .hasMessageContaining("no trained agent here");
  }

  @Test
  void everyKeyFrameHasAChanceOfItsOwn() {
    long first = DecompositionDemonstration.chance(3, 0);
    assertThat(DecompositionDemonstration.chance(3, 0)).isEqualTo(first);
    assertThat(
            List.of(
                DecompositionDemonstration.chance(3, 4), DecompositionDemonstration.chance(4, 0)))
        .doesNotContain(first)
        .doesNotHaveDuplicates();
  }
}
