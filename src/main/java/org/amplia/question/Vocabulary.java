package org.amplia.question;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.amplia.base.RandomStream;
import org.amplia.base.Spelling;
import org.amplia.base.UserError;
import org.amplia.question.Explanation.Claim;

/**
 * The words that explanations are made of, each with a number from 1 on; 0 is the full stop that
 * ends a text. Everything that can be looked up can be claimed.
 */
public final class Vocabulary {
  /** The number of the full stop. */
  public static final int FULL_STOP = 0;

  /** Longer than anybody's explanation, and little to read. */
  private static final int MOST_CHARACTERS = 10_000;

  private final QuerySpace space;
  private final List<Reading> readings = new ArrayList<>();
  private final List<Word> words = new ArrayList<>();
  private final Map<Word, Integer> numbers = new HashMap<>();

  /**
   * A vocabulary.
   *
   * @param space what can be claimed something about
   * @param returns the returns that there are words for, ascending, two or more
   */
  public Vocabulary(QuerySpace space, double[] returns) {
    this.space = space;
    space.features().forEach(feature -> words.add(new Word.Subject(feature)));
    // As they are written: two that look alike would be one word with two meanings.
    DoubleStream.of(returns)
        .map(value -> Math.round(100 * value) / 100.0)
        .distinct()
        .forEach(value -> readings.add(new Reading.Near(value)));
    readings.add(new Reading.Whether(false));
    readings.add(new Reading.Whether(true));
    for (int sign = -1; sign <= 1; sign++) {
      readings.add(new Reading.Direction(sign));
    }
    readings.forEach(reading -> words.add(new Word.Reads(reading)));
    QuerySpace.HORIZONS.forEach(horizon -> words.add(new Word.After(horizon)));
    for (Continuation continuation : Continuation.values()) {
      words.add(new Word.Under(continuation));
    }
    for (int i = 0; i < words.size(); i++) {
      numbers.put(words.get(i), i + 1);
    }
  }

  /** The returns that there are words for, ascending, as they are written. */
  public double[] returns() {
    return readings.stream()
        .filter(Reading.Near.class::isInstance)
        .mapToDouble(Reading::value)
        .toArray();
  }

  /** How many numbers there are, the full stop's included. */
  public int size() {
    return words.size() + 1;
  }

  /** The words, the one with number 1 first. */
  public List<Word> words() {
    return Collections.unmodifiableList(words);
  }

  /** The numbers of a text's words and, at the end, of the full stop. */
  public int[] numbers(Explanation text) {
    int[] all = new int[text.words().size() + 1];
    for (int i = 0; i + 1 < all.length; i++) {
      all[i] = number(text.words().get(i));
    }
    all[all.length - 1] = FULL_STOP;
    return all;
  }

  /** The number of a word. */
  public int number(Word word) {
    return numbers.get(word);
  }

  /** The word of a number, 1 or more. */
  public Word word(int number) {
    return words.get(number - 1);
  }

  /** What is to be said of an answer of the emulator: the claim that is true of it. */
  public Claim claim(Finding finding) {
    return new Claim(
        finding.information(), reading(finding.information().feature(), finding.answer()));
  }

  /** Whether a claim is true, if the emulator's answer is this. */
  public boolean isTrue(Claim claim, double answer) {
    return reading(claim.information().feature(), answer).equals(claim.reading());
  }

  private Reading reading(Feature feature, double answer) {
    if (feature instanceof Feature.RamChange) {
      return new Reading.Direction((int) Math.signum(answer));
    }
    return fitting(feature).stream()
        .min(Comparator.comparingDouble(reading -> Math.abs(reading.value() - answer)))
        .orElseThrow();
  }

  private List<Reading> fitting(Feature feature) {
    return readings.stream().filter(reading -> reading.fits(feature)).toList();
  }

  /** Any claim: any item, and of the readings that fit it any. */
  public Claim anyClaim(RandomStream random) {
    Information item = space.any(random);
    List<Reading> fitting = fitting(item.feature());
    return new Claim(item, fitting.get(random.nextInt(fitting.size())));
  }

  /** Any number of claims, n of them with probability 2^−(n+1). */
  public Explanation any(RandomStream random) {
    List<Claim> claims = new ArrayList<>();
    while (random.nextInt(2) == 1) {
      claims.add(anyClaim(random));
    }
    return Explanation.of(claims);
  }

  /**
   * An explanation as people write it: what {@link Explanation#text} writes, with or without
   * semicolons and the full stop.
   *
   * @throws UserError that names the first word that is none
   */
  public Explanation read(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw UserError.of(
          "the explanation has %d characters: write at most %d", text.length(), MOST_CHARACTERS);
    }
    String bare = text.strip().replaceFirst("\\.$", "").replace(';', ' ').strip();
    String[] parts = bare.isEmpty() ? new String[0] : bare.split("\\s+");
    List<Word> read = new ArrayList<>();
    int at = 0;
    while (at < parts.length) {
      boolean ofTwo = at + 1 < parts.length && (parts[at].equals("in") || parts[at].equals("by"));
      String written = ofTwo ? parts[at] + " " + parts[at + 1] : parts[at];
      read.add(named(written).orElseThrow(() -> unknown(written)));
      at += ofTwo ? 2 : 1;
    }
    return new Explanation(read);
  }

  private Optional<Word> named(String written) {
    return words.stream().filter(word -> word.text().equals(written)).findFirst();
  }

  private UserError unknown(String written) {
    List<String> known = words.stream().map(Word::text).toList();
    String shown = written.length() > 40 ? written.substring(0, 40) + "…" : written;
    return UserError.of(
        "'%s' is no word of explanations here: did you mean '%s'? A claim reads like '%s', returns are one of %s",
        shown, Spelling.nearest(shown, known), example(), returnsInWords());
  }

  private String example() {
    Claim claim =
        claim(new Finding(new Information(new Feature.RewardSum(), 16, Continuation.POLICY), 0));
    return Explanation.of(List.of(claim)).text();
  }

  private String returnsInWords() {
    return words.stream()
        .filter(word -> word instanceof Word.Reads reads && reads.reading() instanceof Reading.Near)
        .map(Word::text)
        .collect(Collectors.joining(", "));
  }
}
