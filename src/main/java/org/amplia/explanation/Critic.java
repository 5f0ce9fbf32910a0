package org.amplia.explanation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.model.Dossier;
import org.amplia.model.Judge;
import org.amplia.question.Explanation;
import org.amplia.question.Explanation.Claim;
import org.amplia.question.Finding;
import org.amplia.question.Information;
import org.amplia.question.Vocabulary;

/**
 * Q6: how good is an explanation? A judge reads it and believes every claim; the better it then
 * foretells what the case comes to, the better the text. The emulator checks every claim, and
 * charges are made for false ones and for length. The judge is frozen while answers to Q5 are
 * judged by it.
 *
 * @param judge q
 * @param dossier how cases are put to it
 * @param vocabulary of the texts
 */
public record Critic(Judge judge, Dossier dossier, Vocabulary vocabulary) {
  /**
   * What a reader of a text believes: the first claim about each item, at most so many items.
   *
   * @param most items that the judge takes in
   */
  public static List<Finding> believed(Explanation text, int most) {
    Map<Information, Finding> believed = new LinkedHashMap<>();
    for (Claim claim : text.claims()) {
      if (believed.size() < most) {
        believed.putIfAbsent(claim.information(), claim.believed());
      }
    }
    return List.copyOf(believed.values());
  }

  /**
   * Judges a text about each case and looks up what it claims.
   *
   * @param numbers of the cases, which may come more than once
   * @param texts one per case
   */
  public List<Verdict> of(CaseFile file, List<Integer> numbers, List<Explanation> texts) {
    List<List<Finding>> believed = texts.stream().map(this::believed).toList();
    List<List<Finding>> nothing = texts.stream().map(text -> List.<Finding>of()).toList();
    double[] with = logScores(file, numbers, believed);
    double[] without = logScores(file, numbers, nothing);
    file.lookUp(
        numbers,
        texts.stream()
            .map(text -> text.claims().stream().map(Claim::information).toList())
            .toList());
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < with.length; i++) {
      List<Claim> claims = texts.get(i).claims();
      verdicts.add(
          new Verdict(
              with[i] - without[i],
              claims.size(),
              falseClaims(file, numbers.get(i), claims),
              texts.get(i).words().size()));
    }
    return verdicts;
  }

  private int falseClaims(CaseFile file, int number, List<Claim> claims) {
    int count = 0;
    for (Claim claim : claims) {
      count += isTrue(file, number, claim) ? 0 : 1;
    }
    return count;
  }

  /** Whether a claim that has been looked up holds. */
  public boolean isTrue(CaseFile file, int number, Claim claim) {
    double answer = file.findings(number, List.of(claim.information())).get(0).answer();
    return vocabulary.isTrue(claim, answer);
  }

  /** log q(z | what is believed), nats, one per case. */
  private double[] logScores(CaseFile file, List<Integer> numbers, List<List<Finding>> believed) {
    double[] returns =
        numbers.stream().mapToDouble(number -> file.cases().get(number).reference()).toArray();
    return judge.logScores(dossiers(file, numbers, believed), returns);
  }

  /** What a reader of each text expects the case to come to: the number in Q5's answer. */
  public double[] values(CaseFile file, List<Integer> numbers, List<Explanation> texts) {
    return judge.values(dossiers(file, numbers, texts.stream().map(this::believed).toList()));
  }

  private List<Finding> believed(Explanation text) {
    return believed(text, dossier.maxFindings());
  }

  private byte[][] dossiers(CaseFile file, List<Integer> numbers, List<List<Finding>> believed) {
    byte[][] dossiers = new byte[numbers.size()][];
    for (int i = 0; i < dossiers.length; i++) {
      dossiers[i] = file.cases().get(numbers.get(i)).dossier(dossier, believed.get(i));
    }
    return dossiers;
  }

  /**
   * What Q6 finds about a text.
   *
   * @param gain log q(z | text) − log q(z | nothing), nats, by who believes every claim
   * @param claims how many it makes
   * @param falseClaims how many of them the emulator contradicts
   * @param words how many it has
   */
  public record Verdict(double gain, int claims, int falseClaims, int words) {
    /** Q6's answer: the gain less the price of what is false and of the length, nats. */
    public double quality(Prices prices) {
      return gain - prices.falseClaim() * falseClaims - prices.word() * words;
    }
  }

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
}
