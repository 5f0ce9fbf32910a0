package org.amplia.decomposition.demonstrate;

import java.util.function.Supplier;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.decomposition.demonstrate.KeyFrame.AskedItem;
import org.amplia.decomposition.demonstrate.KeyFrame.Conclusion;
import org.amplia.decomposition.demonstrate.KeyFrame.Consideration;
import org.amplia.observe.GameState;
import org.amplia.observe.View;
import org.amplia.rom.Cartridge;

/** Executes demonstrated decompositions again: the episode, and every look-up. */
public final class DecompositionReplay {
  private final DecompositionDemonstration shown;
  private final Informant informant;
  private int lookUps;

  private DecompositionReplay(DecompositionDemonstration shown, Informant informant) {
    this.shown = shown;
    this.informant = informant;
  }

  /**
   * Executes everything again and compares it, numbers bit for bit: first the episode, then every
   * look-up.
   *
   * @param informant opens one that answers as the one did that was asked; it is closed here
   * @throws UserError if its answers depend on something else, e.g. another agent
   */
  public static Verification verify(
      DecompositionsFile file, Cartridge cartridge, Supplier<Informant> informant) {
    DecompositionDemonstration shown = file.content();
    KeyFrameStates again;
    try {
      again = KeyFrameStates.of(shown, cartridge, View.of(shown.answers().observation()));
    } catch (UserError difference) {
      return new Verification(
          false, shown.keyFrames().size(), 0, Verification.NO_STEP, difference.getMessage());
    }
    try (Informant answering = informant.get()) {
      requireSame(file, answering.sources());
      return new DecompositionReplay(shown, answering).verify(again);
    }
  }

  private static void requireSame(DecompositionsFile file, AnswerSources here) {
    AnswerSources recorded = file.content().answers();
    if (!recorded.equals(here)) {
      throw UserError.of(
          "%s was recorded with %s, and here is %s: %s",
          file.path(),
          words(recorded),
          words(here),
          recorded.hasAgent()
              ? "name the run that it was recorded with by --run"
              : "leave --run out, or record it again");
    }
  }

  private static String words(AnswerSources sources) {
    return RootLocale.format(
        "agent %s, demonstrator %s, discount %s",
        sources.hasAgent() ? sources.policy().substring(0, 12) + "…" : AnswerSources.NONE,
        sources.demonstrator(),
        sources.discount());
  }

  private Verification verify(KeyFrameStates again) {
    for (int i = 0; i < shown.keyFrames().size(); i++) {
      KeyFrame keyFrame = shown.keyFrames().get(i);
      for (Consideration one : keyFrame.considered()) {
        String where = DecompositionCheck.place(i, keyFrame) + ", " + one.action();
        int action = again.actionNames().indexOf(one.action());
        String difference = compare(one, again.states().get(i), action);
        if (!difference.isEmpty()) {
          return differs(keyFrame.step(), where + difference);
        }
      }
    }
    if (!shown.digest().equals(shown.expectedDigest())) {
      return differs(
          Verification.NO_STEP,
          RootLocale.format(
              "all %d answers agree, but the digest does not: conclusions or texts were changed"
                  + " after the recording",
              lookUps));
    }
    return new Verification(
        true,
        shown.keyFrames().size(),
        lookUps,
        Verification.NO_STEP,
        RootLocale.format(
            "%d answers at %d key frames, looked up again: identical",
            lookUps, shown.keyFrames().size()));
  }

  /** The first difference, from the place in the key frame on; empty if there is none. */
  private String compare(Consideration one, GameState state, int action) {
    for (int i = 0; i < one.asked().size(); i++) {
      AskedItem recorded = one.asked().get(i);
      AskedItem now = informant.ask(state, action, recorded.information());
      if (Double.compare(recorded.answer(), now.answer()) != 0) {
        return RootLocale.format(
            ", item %d (%s): the emulator answers %s and %s was recorded",
            i + 1, recorded.item(), now.answer(), recorded.answer());
      }
      lookUps++;
    }
    Conclusion follows = Conclusion.following(one.asked());
    boolean scripted = shown.source().equals(DecompositionDemonstration.SCRIPTED);
    if (scripted && Double.compare(follows.value(), one.conclusion().value()) != 0) {
      return RootLocale.format(
          ": from these answers follows %s and %s was recorded",
          follows.value(), one.conclusion().value());
    }
    return "";
  }

  private Verification differs(int step, String explanation) {
    return new Verification(false, shown.keyFrames().size(), lookUps, step, explanation);
  }

  /**
   * Whether demonstrated decompositions, executed again, are what was recorded.
   *
   * @param identical true if the episode, every state, every answer and the digest agree
   * @param keyFrames in the file
   * @param lookUps answers that agreed
   * @param step agent step of the key frame of the first difference, or {@link #NO_STEP}
   * @param explanation one line for people
   */
  public record Verification(
      boolean identical, int keyFrames, int lookUps, int step, String explanation) {
    /** What {@link #step} is if no key frame differs. */
    public static final int NO_STEP = -1;
  }
}
