package org.amplia.model;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.net.Adam;
import org.amplia.net.WordNetwork;
import org.amplia.question.Explanation;
import org.amplia.question.Vocabulary;
import org.amplia.question.Word;

/**
 * M1's answerer for Q5: for a state, an action and what was looked up about them, a distribution
 * over explanations, word by word: p(text) = Π p(word | words before). Texts can be of any length;
 * with a limit, words that would not fit any more (the full stop included) have probability 0.
 *
 * @param network scores of words
 * @param vocabulary the words
 * @param maxCharacters of a text as {@link Explanation#text} writes it; {@link #UNBOUNDED} for any
 */
public record Explainer(WordNetwork network, Vocabulary vocabulary, int maxCharacters)
    implements AnswerModel<Explanation> {
  /** No limit to a text. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  /**
   * A text that is being drawn is broken off here: a model that has learned nothing might go on for
   * hundreds of words, one that has never does.
   */
  public static final int BROKEN_OFF_AFTER_WORDS = 200;

  /** The same model with another limit. */
  public Explainer limitedTo(int characters) {
    return new Explainer(network, vocabulary, characters);
  }

  @Override
  public List<Explanation> samples(byte[][] questions, RandomStream random) {
    return said(questions, scores -> Scores.sample(Scores.probabilities(scores), random));
  }

  /** Each word the most probable one after those before. */
  @Override
  public List<Explanation> modes(byte[][] questions) {
    return said(questions, Scores::mode);
  }

  @FunctionalInterface
  private interface Pick {
    int of(float[] scores);
  }

  private List<Explanation> said(byte[][] questions, Pick pick) {
    List<List<Word>> texts = new ArrayList<>();
    for (int i = 0; i < questions.length; i++) {
      texts.add(new ArrayList<>());
    }
    network.say(
        questions,
        (number, scores) -> {
          List<Word> text = texts.get(number);
          int next = pick.of(allowed(scores, text));
          if (next == Vocabulary.FULL_STOP) {
            return WordNetwork.Choice.ENDED;
          }
          text.add(vocabulary.word(next));
          return text.size() == BROKEN_OFF_AFTER_WORDS ? WordNetwork.Choice.ENDED : next;
        });
    return texts.stream().map(Explanation::new).toList();
  }

  /** Probabilities of the next word, the full stop first. */
  private double[] probabilities(float[] scores, List<Word> before) {
    return Scores.probabilities(allowed(scores, before));
  }

  /** The scores, with −∞ for words that would not fit. */
  private float[] allowed(float[] scores, List<Word> before) {
    if (maxCharacters == UNBOUNDED) {
      return scores;
    }
    float[] allowed = scores.clone();
    List<Word> longer = new ArrayList<>(before);
    longer.add(null);
    for (int number = 1; number < allowed.length; number++) {
      longer.set(before.size(), vocabulary.word(number));
      if (new Explanation(longer).text().length() > maxCharacters) {
        allowed[number] = Float.NEGATIVE_INFINITY;
      }
    }
    return allowed;
  }

  /** {@link Vocabulary#any}: whatever can be claimed, rather than any row of words. */
  @Override
  public Explanation anyAnswer(RandomStream random) {
    Explanation any = vocabulary.any(random);
    while (any.text().length() > maxCharacters) {
      any = vocabulary.any(random);
    }
    return any;
  }

  /** The sum over a text's words, full stop included. */
  @Override
  public double[] logProbabilities(byte[][] questions, List<Explanation> answers) {
    int[][] texts = numbers(answers);
    float[][][] scores = network.scores(questions, texts);
    double[] logarithms = new double[texts.length];
    for (int i = 0; i < texts.length; i++) {
      logarithms[i] = logProbability(scores[i], answers.get(i), texts[i]);
    }
    return logarithms;
  }

  private double logProbability(float[][] scores, Explanation answer, int[] text) {
    double logarithm = 0;
    for (int place = 0; place < text.length; place++) {
      double[] probabilities = probabilities(scores[place], before(answer, place));
      logarithm += Math.log(Math.max(probabilities[text[place]], Scores.LEAST_PROBABILITY));
    }
    return logarithm;
  }

  /**
   * As everywhere, but that the divergence and the entropy are those of the next word, summed over
   * the words of the answers and averaged over the answers: over all texts they have no closed
   * form.
   */
  @Override
  public void raise(
      byte[][] questions,
      List<List<Explanation>> answers,
      Weighing weighing,
      Leash leash,
      AnswerModel<Explanation> start,
      Adam optimiser) {
    List<byte[]> rows = new ArrayList<>();
    List<Explanation> all = new ArrayList<>();
    for (int i = 0; i < questions.length; i++) {
      for (Explanation answer : answers.get(i)) {
        rows.add(questions[i]);
        all.add(answer);
      }
    }
    byte[][] asked = rows.toArray(byte[][]::new);
    int[][] texts = numbers(all);
    float[][][] held =
        leash.strength() == 0 ? null : ((Explainer) start).network.scores(asked, texts);
    double share = 1.0 / questions.length;
    network.trainStep(
        asked,
        texts,
        scores -> {
          float[][][] gradient = new float[texts.length][scores[0].length][vocabulary.size()];
          int row = 0;
          for (int i = 0; i < questions.length; i++) {
            int count = answers.get(i).size();
            double[] logarithms = new double[count];
            for (int c = 0; c < count; c++) {
              logarithms[c] = logProbability(scores[row + c], all.get(row + c), texts[row + c]);
            }
            double[] weights = weighing.weights(i, logarithms);
            for (int c = 0; c < count; c++, row++) {
              for (int place = 0; place < texts[row].length; place++) {
                List<Word> before = before(all.get(row), place);
                float[] next = allowed(scores[row][place], before);
                double[] p = Scores.probabilities(next);
                float[] at = gradient[row][place];
                for (int word = 0; word < p.length; word++) {
                  at[word] = (float) (share * weights[c] * p[word]);
                }
                at[texts[row][place]] -= (float) (share * weights[c]);
                ChoiceModel.addLeash(
                    at,
                    next,
                    held == null ? null : allowed(held[row][place], before),
                    leash,
                    share / count);
              }
            }
          }
          return gradient;
        },
        optimiser);
  }

  private static List<Word> before(Explanation text, int place) {
    return text.words().subList(0, place);
  }

  private int[][] numbers(List<Explanation> texts) {
    return texts.stream().map(vocabulary::numbers).toArray(int[][]::new);
  }

  @Override
  public Explainer frozenCopy() {
    return new Explainer(network.copy(), vocabulary, maxCharacters);
  }

  @Override
  public void close() {
    network.close();
  }
}
