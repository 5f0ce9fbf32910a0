package org.amplia.explanation;

import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/**
 * What a text is charged.
 *
 * @param falseClaim nats for a claim that the emulator contradicts, 0 or more
 * @param word nats for a word, 0 or more
 */
public record Prices(double falseClaim, double word) {
  /** A lie costs more than most claims tell, a claim of four words 0.04 nats. */
  public static final Prices STANDARD = new Prices(1, 0.01);

  /** Checks the values. */
  public Prices {
    check("false claim", falseClaim);
    check("word", word);
  }

  private static void check(String name, double price) {
    if (!(price >= 0 && price <= 1e6)) {
      throw new UserError(
          RootLocale.format("the price of a %s is %s: it must be 0 … 1e6", name, price));
    }
  }
}
