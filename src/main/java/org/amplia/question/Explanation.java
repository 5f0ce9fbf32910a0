package org.amplia.question;

import java.util.ArrayList;
import java.util.List;

/**
 * Q5's answer beside the number: a text of any length over a {@link Vocabulary}.
 *
 * @param words in their order, any; the full stop is not among them
 */
public record Explanation(List<Word> words) {
  /** Nothing said. */
  public static final Explanation SILENCE = new Explanation(List.of());

  private static final int WORDS_A_CLAIM = 4;

  /** Keeps a copy. */
  public Explanation {
    words = List.copyOf(words);
  }

  /** The text that makes some claims and nothing else. */
  public static Explanation of(List<Claim> claims) {
    List<Word> words = new ArrayList<>();
    for (Claim claim : claims) {
      words.add(new Word.Subject(claim.information().feature()));
      words.add(new Word.Reads(claim.reading()));
      words.add(new Word.After(claim.information().horizonSteps()));
      words.add(new Word.Under(claim.information().continuation()));
    }
    return new Explanation(words);
  }

  /**
   * What it claims, in order. Words that belong to no claim say nothing: four in a row that fit
   * together are one, whatever is around them.
   */
  public List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    int at = 0;
    while (at + WORDS_A_CLAIM <= words.size()) {
      Claim claim = claim(words.subList(at, at + WORDS_A_CLAIM));
      if (claim != null) {
        claims.add(claim);
      }
      at += claim == null ? 1 : WORDS_A_CLAIM;
    }
    return claims;
  }

  private static Claim claim(List<Word> four) {
    if (four.get(0) instanceof Word.Subject subject
        && four.get(1) instanceof Word.Reads reads
        && four.get(2) instanceof Word.After after
        && four.get(3) instanceof Word.Under under
        && reads.reading().fits(subject.feature())) {
      return new Claim(
          new Information(subject.feature(), after.horizonSteps(), under.continuation()),
          reads.reading());
    }
    return null;
  }

  /** The words one after the other, a semicolon before each new subject, a full stop at the end. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Word word : words) {
      if (text.length() > 0) {
        text.append(word instanceof Word.Subject ? "; " : " ");
      }
      text.append(word.text());
    }
    return text.append('.').toString();
  }

  /**
   * A statement about the consequences of an action, which the emulator can check: "the rewards
   * come to about 0.35 within 16 steps if the policy goes on".
   *
   * @param information what it is about
   * @param reading what it says about that
   */
  public record Claim(Information information, Reading reading) {
    /** The claim as a finding of who believes it. */
    public Finding believed() {
      return new Finding(information, reading.value());
    }
  }
}
