package org.amplia.experiment.tabular;

import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;

/**
 * Text of any length over three letters, ended by EOS: a softmax over letters and EOS for every
 * place in the text, the last of them for all places from there on. The overseer has a text of six
 * letters in mind; approval is 1 less a sixth for every place at which an answer differs from it,
 * too short and too long included, so it has no lower bound.
 */
public final class TextTable implements AnswerTable<int[]> {
  private static final int EOS = 0;
  private static final int SYMBOLS = 4;
  private static final int WANTED_LETTERS = 6;
  private static final int PLACES = 12;

  /** What never ends is cut off here; of probability below 1e-30 when symbols are as probable. */
  private static final int LONGEST = 256;

  /** Probability that a start gives to the symbol that it prefers, at every place. */
  private static final double GOOD = 0.8;

  private static final double SUBOPTIMAL = 0.9;

  private final int[] wanted = new int[WANTED_LETTERS];
  private final double[][] scores = new double[PLACES][SYMBOLS];
  private final double[][] probabilities = new double[PLACES][SYMBOLS];
  private final double[][] step = new double[PLACES][SYMBOLS];

  /** A question, and what M1 thinks of it. */
  public TextTable(Start start, RandomStream random) {
    for (int i = 0; i < WANTED_LETTERS; i++) {
      wanted[i] = 1 + random.nextInt(SYMBOLS - 1);
    }
    switch (start) {
      case UNIFORM -> {}
      case GOOD -> prefer(wanted, GOOD);
      case SUBOPTIMAL -> {
        // Two letters short, and every other letter wrong: approval 1/3.
        int[] other = Arrays.copyOf(wanted, WANTED_LETTERS - 2);
        for (int i = 0; i < other.length; i += 2) {
          other[i] = 1 + other[i] % (SYMBOLS - 1);
        }
        prefer(other, SUBOPTIMAL);
      }
    }
    evaluate();
  }

  private void prefer(int[] text, double probability) {
    double score = Math.log(probability / (1 - probability) * (SYMBOLS - 1));
    for (int place = 0; place < PLACES; place++) {
      scores[place][place < text.length ? text[place] : EOS] = score;
    }
  }

  private void evaluate() {
    for (int place = 0; place < PLACES; place++) {
      double highest = Arrays.stream(scores[place]).max().orElseThrow();
      double sum = 0;
      for (int s = 0; s < SYMBOLS; s++) {
        probabilities[place][s] = Math.exp(scores[place][s] - highest);
        sum += probabilities[place][s];
      }
      for (int s = 0; s < SYMBOLS; s++) {
        probabilities[place][s] /= sum;
      }
    }
  }

  private double[] at(int place) {
    return probabilities[Math.min(place, PLACES - 1)];
  }

  @Override
  public int[] answer() {
    return text(
        place -> {
          int mode = 0;
          for (int s = 1; s < SYMBOLS; s++) {
            mode = at(place)[s] > at(place)[mode] ? s : mode;
          }
          return mode;
        });
  }

  @Override
  public int[] sample(RandomStream random) {
    return text(
        place -> {
          double left = random.nextDouble();
          for (int s = 0; s < SYMBOLS - 1; s++) {
            left -= at(place)[s];
            if (left < 0) {
              return s;
            }
          }
          return SYMBOLS - 1;
        });
  }

  /** Every symbol as probable as any other: three letters on average. */
  @Override
  public int[] fromDomain(RandomStream random) {
    return text(place -> random.nextInt(SYMBOLS));
  }

  private interface Symbol {
    int at(int place);
  }

  private static int[] text(Symbol symbol) {
    int[] letters = new int[LONGEST];
    int length = 0;
    while (length < LONGEST) {
      int next = symbol.at(length);
      if (next == EOS) {
        break;
      }
      letters[length++] = next;
    }
    return Arrays.copyOf(letters, length);
  }

  private static int symbol(int[] text, int place) {
    return place < text.length ? text[place] : EOS;
  }

  @Override
  public double probability(int[] answer) {
    double probability = 1;
    for (int place = 0; place <= answer.length; place++) {
      probability *= at(place)[symbol(answer, place)];
    }
    return probability;
  }

  @Override
  public double approval(int[] answer) {
    int different = 0;
    for (int place = 0; place < Math.max(answer.length, WANTED_LETTERS); place++) {
      different += symbol(answer, place) == symbol(wanted, place) ? 0 : 1;
    }
    return 1 - (double) different / WANTED_LETTERS;
  }

  @Override
  public void gather(List<int[]> answers, double[] weights) {
    for (int i = 0; i < weights.length; i++) {
      int[] answer = answers.get(i);
      for (int place = 0; place <= answer.length; place++) {
        double[] row = step[Math.min(place, PLACES - 1)];
        for (int s = 0; s < SYMBOLS; s++) {
          row[s] += weights[i] * ((s == symbol(answer, place) ? 1 : 0) - at(place)[s]);
        }
      }
    }
  }

  /** Takes the step that was gathered. */
  void move() {
    for (int place = 0; place < PLACES; place++) {
      for (int s = 0; s < SYMBOLS; s++) {
        scores[place][s] += step[place][s];
        step[place][s] = 0;
      }
    }
    evaluate();
  }

  /** Linear in the places, so the expectation over infinitely many texts is a sum. */
  @Override
  public double regret() {
    double different = 0;
    double reached = 1;
    for (int place = 0; place < PLACES - 1; place++) {
      double letter = reached * (1 - at(place)[EOS]);
      different += place < WANTED_LETTERS ? 1 - reached * at(place)[wanted[place]] : letter;
      reached = letter;
    }
    // From the last place on the number of letters is geometric.
    double end = at(PLACES - 1)[EOS];
    different += reached * (1 - end) / end;
    return different / WANTED_LETTERS;
  }
}
