package org.amplia.experiment.tabular;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.amplia.base.RandomStream;
import org.amplia.model.ChoiceModel;

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

  /** M1: one a place. */
  private final List<Softmax> places =
      Stream.generate(() -> new Softmax(SYMBOLS)).limit(PLACES).toList();

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
  }

  private void prefer(int[] text, double probability) {
    double score = Math.log(probability / (1 - probability) * (SYMBOLS - 1));
    for (int place = 0; place < PLACES; place++) {
      at(place).scores[symbol(text, place)] = (float) score;
    }
    places.forEach(Softmax::move);
  }

  private Softmax at(int place) {
    return places.get(Math.min(place, PLACES - 1));
  }

  private double probability(int place, int symbol) {
    return at(place).probabilities()[symbol];
  }

  @Override
  public int[] mode() {
    return text(place -> ChoiceModel.mode(at(place).scores));
  }

  @Override
  public int[] sample(RandomStream random) {
    return text(place -> ChoiceModel.sample(at(place).probabilities(), random));
  }

  /** Every symbol as probable as any other: three letters on average. */
  @Override
  public int[] anyAnswer(RandomStream random) {
    return text(place -> random.nextInt(SYMBOLS));
  }

  private static int[] text(IntUnaryOperator symbol) {
    int[] letters = new int[LONGEST];
    int length = 0;
    while (length < LONGEST) {
      int next = symbol.applyAsInt(length);
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
      probability *= probability(place, symbol(answer, place));
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
  public void raise(List<int[]> answers, double[] weights) {
    for (int i = 0; i < weights.length; i++) {
      for (int place = 0; place <= answers.get(i).length; place++) {
        at(place).gather(symbol(answers.get(i), place), weights[i]);
      }
    }
    places.forEach(Softmax::move);
  }

  /** Linear in the places, so the expectation over infinitely many texts is a sum. */
  @Override
  public double regret() {
    double different = 0;
    double reached = 1;
    for (int place = 0; place < PLACES - 1; place++) {
      double letter = reached * (1 - probability(place, EOS));
      different +=
          place < WANTED_LETTERS ? 1 - reached * probability(place, wanted[place]) : letter;
      reached = letter;
    }
    // From the last place on the number of letters is geometric.
    double end = probability(PLACES - 1, EOS);
    different += reached * (1 - end) / end;
    return different / WANTED_LETTERS;
  }
}
