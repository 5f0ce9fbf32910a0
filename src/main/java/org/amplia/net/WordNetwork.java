package org.amplia.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Map;
import org.amplia.base.RandomStream;

/**
 * A network that answers in words, one after the other, as many as it likes: for what it is asked
 * and the words said so far, a score of every word that could come next. What is asked is read
 * once, into the state of a gated recurrent unit ({@link Speaker}).
 *
 * <p>Threads as {@link Network}.
 */
public final class WordNetwork implements AutoCloseable {
  private final InputEncoder encoder;
  private final int hidden;
  private final int vocabulary;
  private final float inputDropout;
  private final EncodedInput input;
  private final TrainableLayers layers;

  /**
   * A network with fresh parameters, as {@link Network} has them.
   *
   * @param hidden numbers in its state
   * @param vocabulary words there are, the one that ends a text included
   * @param inputDropout share of the encoder's droppable features that a training step does not see
   */
  public WordNetwork(
      InputEncoder encoder, int hidden, int vocabulary, float inputDropout, RandomStream random) {
    this(encoder, hidden, vocabulary, inputDropout);
    layers.initialise(Head.PLAIN, random);
  }

  private WordNetwork(InputEncoder encoder, int hidden, int vocabulary, float inputDropout) {
    this.encoder = encoder;
    this.hidden = hidden;
    this.vocabulary = vocabulary;
    this.inputDropout = inputDropout;
    input = new EncodedInput(encoder, batch -> new Shape(batch, encoder.features()), inputDropout);
    layers =
        new TrainableLayers(
            new Speaker(hidden, vocabulary),
            new Shape(1, encoder.features()),
            new Shape(1, 1, vocabulary));
  }

  /** A copy with parameters of its own. */
  public WordNetwork copy() {
    WordNetwork copy = new WordNetwork(encoder, hidden, vocabulary, inputDropout);
    copy.layers.setParameters(layers.parameters());
    return copy;
  }

  /** Decides what dropout drops from here on; to be called at the start of every fit. */
  public void seedDropout(RandomStream random) {
    input.seedDropout(random);
  }

  /** Words there are. */
  public int vocabulary() {
    return vocabulary;
  }

  /** Chooses words as they are said. */
  @FunctionalInterface
  public interface Choice {
    /**
     * The next word of each text.
     *
     * @param scores of every word: texts × vocabulary
     * @return one word a text, or null when every text has ended
     */
    int[] next(float[][] scores);
  }

  /**
   * Says one text for each question, word by word.
   *
   * @param choice is asked for each next word until it has none
   */
  public void say(byte[][] questions, Choice choice) {
    if (questions.length == 0) {
      return;
    }
    try (NDManager scope = layers.newScope()) {
      int[] before = new int[questions.length];
      Arrays.fill(before, -1);
      NDArray features = input.of(scope, questions, false);
      NDArray state = null;
      while (before != null) {
        NDArray words =
            oneHot(
                scope, Arrays.stream(before).mapToObj(w -> new int[] {w}).toArray(int[][]::new), 1);
        NDList said =
            layers.outputs(
                state == null ? new NDList(features, words) : new NDList(features, words, state));
        state = said.get(1);
        before = choice.next(split(said.get(0).toFloatArray(), questions.length, 1, 0));
      }
    }
  }

  /**
   * The scores along texts.
   *
   * @param texts words of each, the last the one that ends it
   * @return texts × places × vocabulary; as many places as the longest text has words
   */
  public float[][][] scores(byte[][] questions, int[][] texts) {
    int places = longest(texts);
    try (NDManager scope = layers.newScope()) {
      NDList inputs =
          new NDList(input.of(scope, questions, false), oneHot(scope, before(texts), places));
      return unflatten(layers.outputs(inputs).head().toFloatArray(), texts.length, places);
    }
  }

  /** What a loss says about scores along texts. */
  @FunctionalInterface
  public interface ScoreGradient {
    /**
     * The gradient of the loss with respect to the scores.
     *
     * @param scores texts × places × vocabulary
     * @return likewise; the step is against it
     */
    float[][][] of(float[][][] scores);
  }

  /** One gradient step on texts, as {@link #scores} takes them. */
  public void trainStep(byte[][] questions, int[][] texts, ScoreGradient loss, Adam optimiser) {
    int places = longest(texts);
    layers.trainStep(
        scope -> new NDList(input.of(scope, questions, true), oneHot(scope, before(texts), places)),
        flat -> flatten(loss.of(unflatten(flat, texts.length, places))),
        optimiser);
  }

  private static int longest(int[][] texts) {
    return Arrays.stream(texts).mapToInt(text -> text.length).max().orElse(0);
  }

  /** The word before each place; before the first there is none. */
  private static int[][] before(int[][] texts) {
    int[][] before = new int[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      before[i] = new int[texts[i].length];
      before[i][0] = -1;
      System.arraycopy(texts[i], 0, before[i], 1, texts[i].length - 1);
    }
    return before;
  }

  private NDArray oneHot(NDManager scope, int[][] words, int places) {
    float[] ones = new float[words.length * places * vocabulary];
    for (int i = 0; i < words.length; i++) {
      for (int place = 0; place < words[i].length; place++) {
        if (words[i][place] >= 0) {
          ones[(i * places + place) * vocabulary + words[i][place]] = 1;
        }
      }
    }
    return scope.create(ones, new Shape(words.length, places, vocabulary));
  }

  private float[][] split(float[] flat, int texts, int places, int place) {
    float[][] rows = new float[texts][vocabulary];
    for (int i = 0; i < texts; i++) {
      System.arraycopy(flat, (i * places + place) * vocabulary, rows[i], 0, vocabulary);
    }
    return rows;
  }

  private float[][][] unflatten(float[] flat, int texts, int places) {
    float[][][] scores = new float[texts][places][vocabulary];
    for (int i = 0; i < texts; i++) {
      for (int place = 0; place < places; place++) {
        System.arraycopy(flat, (i * places + place) * vocabulary, scores[i][place], 0, vocabulary);
      }
    }
    return scores;
  }

  private float[] flatten(float[][][] scores) {
    int places = scores[0].length;
    float[] flat = new float[scores.length * places * vocabulary];
    for (int i = 0; i < scores.length; i++) {
      for (int place = 0; place < places; place++) {
        System.arraycopy(scores[i][place], 0, flat, (i * places + place) * vocabulary, vocabulary);
      }
    }
    return flat;
  }

  /** The parameters by name; copies. */
  public Map<String, Tensor> parameters() {
    return layers.parameters();
  }

  @Override
  public void close() {
    layers.close();
  }
}
