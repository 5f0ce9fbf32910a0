package org.amplia.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amplia.base.RootLocale;
import org.amplia.base.Spelling;
import org.amplia.base.UserError;

/**
 * Explanations as people write them: what {@link Explanation#text} writes, with or without
 * semicolons and the full stop.
 *
 * @param vocabulary the words there are
 */
public record WordReader(Vocabulary vocabulary) {
  /** Longer than anybody's explanation, and little to read. */
  private static final int MOST_CHARACTERS = 10_000;

  /**
   * The text.
   *
   * @throws UserError that names the first word that is none
   */
  public Explanation read(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new UserError(
          RootLocale.format(
              "the explanation has %d characters: write at most %d",
              text.length(), MOST_CHARACTERS));
    }
    String bare = text.strip().replaceFirst("\\.$", "").replace(';', ' ').strip();
    String[] parts = bare.isEmpty() ? new String[0] : bare.split("\\s+");
    List<Word> words = new ArrayList<>();
    int at = 0;
    while (at < parts.length) {
      boolean ofTwo = at + 1 < parts.length && (parts[at].equals("in") || parts[at].equals("by"));
      String written = ofTwo ? parts[at] + " " + parts[at + 1] : parts[at];
      words.add(named(written).orElseThrow(() -> unknown(written)));
      at += ofTwo ? 2 : 1;
    }
    return new Explanation(words);
  }

  private Optional<Word> named(String written) {
    return vocabulary.words().stream().filter(word -> word.text().equals(written)).findFirst();
  }

  private UserError unknown(String written) {
    List<String> known = vocabulary.words().stream().map(Word::text).toList();
    String shown = written.length() > 40 ? written.substring(0, 40) + "…" : written;
    return new UserError(
        RootLocale.format(
            "'%s' is no word of explanations here: did you mean '%s'? A claim reads like '%s', returns are one of %s",
            shown, Spelling.nearest(shown, known), example(), returns()));
  }

  private String example() {
    Claim claim =
        vocabulary.claim(
            new Finding(new Information(new Feature.RewardSum(), 16, Continuation.POLICY), 0));
    return Explanation.of(List.of(claim)).text();
  }

  private String returns() {
    return vocabulary.words().stream()
        .filter(word -> word instanceof Word.Reads reads && reads.reading() instanceof Reading.Near)
        .map(Word::text)
        .collect(Collectors.joining(", "));
  }
}
