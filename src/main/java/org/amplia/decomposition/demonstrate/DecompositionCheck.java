package org.amplia.decomposition.demonstrate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amplia.ale.ActionName;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.decomposition.demonstrate.KeyFrame.AskedItem;
import org.amplia.decomposition.demonstrate.KeyFrame.Conclusion;
import org.amplia.decomposition.demonstrate.KeyFrame.Consideration;
import org.amplia.episode.Episode;
import org.amplia.observe.ObservationKind;
import org.amplia.question.ContentAddress;

/** What must hold among the parts of demonstrated decompositions before anything is executed. */
final class DecompositionCheck {
  private static final int ALE_ACTIONS = 18;
  private static final Set<String> ACTIONS =
      IntStream.range(0, ALE_ACTIONS)
          .mapToObj(ActionName::of)
          .collect(Collectors.toUnmodifiableSet());

  private DecompositionCheck() {}

  static void check(
      int schema,
      String source,
      String demonstrator,
      AnswerSources answers,
      List<KeyFrame> keyFrames,
      Episode episode,
      String digest) {
    require(
        schema == DecompositionDemonstration.SCHEMA,
        "schema is %d and this version reads %d: use the version that recorded it",
        schema,
        DecompositionDemonstration.SCHEMA);
    boolean human = DecompositionDemonstration.HUMAN.equals(source);
    require(
        human || DecompositionDemonstration.SCRIPTED.equals(source),
        "source is '%s': it must be human or scripted",
        source);
    require(demonstrator != null && !demonstrator.isBlank(), "demonstrator is missing");
    require(
        human == demonstrator.equals(DecompositionDemonstration.HUMAN),
        "source is %s and demonstrator is '%s': programs are never called human",
        source,
        demonstrator);
    require(episode != null, "episode is missing");
    require(
        digest != null && (digest.isEmpty() || ContentAddress.isOne(digest)),
        "digest is not 64 hexadecimal digits");
    sources(answers);
    require(keyFrames != null && !keyFrames.isEmpty(), "keyFrames is empty: nothing is shown");
    int before = -1;
    for (int i = 0; i < keyFrames.size(); i++) {
      KeyFrame keyFrame = keyFrames.get(i);
      require(keyFrame != null, "key frame %d is missing", i + 1);
      require(
          keyFrame.step() > before,
          "key frame %d is at step %,d, which does not come after the one before",
          i + 1,
          keyFrame.step());
      require(
          keyFrame.step() < episode.steps(),
          "key frame %d is at step %,d, and the episode has %,d steps",
          i + 1,
          keyFrame.step(),
          episode.steps());
      before = keyFrame.step();
      keyFrame(place(i, keyFrame), keyFrame, answers, human);
    }
  }

  /** Where in a file, in words. */
  static String place(int index, KeyFrame keyFrame) {
    return RootLocale.format("key frame %d (step %,d)", index + 1, keyFrame.step());
  }

  private static void sources(AnswerSources answers) {
    require(answers != null, "answers is missing");
    require(
        answers.discount() > 0 && answers.discount() <= 1,
        "answers.discount is %s: it must be above 0, at most 1",
        answers.discount());
    boolean agent = ContentAddress.isOne(answers.policy());
    require(
        (agent && answers.observation() != null) || answers.observation() == ObservationKind.RAM,
        "answers.observation is not ram: it must be, or pixels with an agent that sees them");
    require(
        agent || AnswerSources.NONE.equals(answers.policy()),
        "answers.policy is '%s': it must be none or 64 hexadecimal digits",
        answers.policy());
    List<String> allowed =
        agent ? List.of(AnswerSources.CLONE) : List.of(AnswerSources.NONE, AnswerSources.RULE);
    require(
        answers.demonstrator() != null && allowed.contains(answers.demonstrator()),
        "answers.demonstrator is '%s': with this policy it must be %s",
        answers.demonstrator(),
        String.join(" or ", allowed));
  }

  private static void keyFrame(
      String where, KeyFrame keyFrame, AnswerSources answers, boolean human) {
    require(
        ContentAddress.isOne(keyFrame.state()), "%s: state is not 64 hexadecimal digits", where);
    action(where, keyFrame.action());
    List<Consideration> considered = keyFrame.considered();
    require(considered != null && !considered.isEmpty(), "%s: considered is empty", where);
    Set<String> seen = new HashSet<>();
    for (Consideration one : considered) {
      require(one != null, "%s: a consideration is missing", where);
      action(where, one.action());
      require(seen.add(one.action()), "%s: %s is considered twice", where, one.action());
      consideration(where + ", " + one.action(), one, answers, human);
    }
    require(
        seen.contains(keyFrame.action()),
        "%s: %s is taken and not considered",
        where,
        keyFrame.action());
  }

  private static void consideration(
      String where, Consideration one, AnswerSources answers, boolean human) {
    require(one.asked() != null, "%s: asked is missing", where);
    require(
        one.asked().size() <= Consideration.MOST_ITEMS,
        "%s: %d items are asked for, and %d are the most",
        where,
        one.asked().size(),
        Consideration.MOST_ITEMS);
    for (int i = 0; i < one.asked().size(); i++) {
      AskedItem asked = one.asked().get(i);
      String item = where + ", item " + (i + 1);
      require(asked != null && asked.item() != null, "%s is missing", item);
      try {
        answers.require(asked.information());
      } catch (UserError impossible) {
        throw new UserError(item + ": " + impossible.getMessage(), impossible);
      }
      require(Double.isFinite(asked.answer()), "%s: the answer is no finite number", item);
    }
    Conclusion conclusion = one.conclusion();
    require(conclusion != null, "%s: conclusion is missing", where);
    String kind = human ? Conclusion.GOODNESS : Conclusion.RETURN;
    require(
        kind.equals(conclusion.kind()),
        "%s: the conclusion is a '%s', and %s demonstrators give a %s",
        where,
        conclusion.kind(),
        human ? DecompositionDemonstration.HUMAN : DecompositionDemonstration.SCRIPTED,
        kind);
    double value = conclusion.value();
    require(
        Double.isFinite(value) && (!human || (value >= 0 && value <= Conclusion.BEST)),
        "%s: the conclusion is %s: it must be %s",
        where,
        value,
        human ? "0 … " + Conclusion.BEST : "a finite number");
  }

  private static void action(String where, String name) {
    require(
        name != null && ACTIONS.contains(name), "%s: there is no action '%s' in ALE", where, name);
  }

  private static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw UserError.of(message, values);
    }
  }
}
