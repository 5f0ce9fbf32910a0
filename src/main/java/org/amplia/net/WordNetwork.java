package org.amplia.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.GRU;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
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
  private final int quotations;
  private final float inputDropout;
  private final EncodedInput input;
  private final TrainableLayers layers;

  /**
   * A network with fresh parameters, as {@link Network} has them.
   *
   * @param hidden numbers in its state
   * @param vocabulary words there are, the one that ends a text included
   * @param quotations words that stand in a question and can be quoted: so many times {@code
   *     vocabulary} features are the encoder's last, one-hot (or all 0: nothing to quote); 0 or
   *     more
   * @param inputDropout share of the encoder's droppable features that a training step does not see
   */
  public WordNetwork(
      InputEncoder encoder,
      int hidden,
      int vocabulary,
      int quotations,
      float inputDropout,
      RandomStream random) {
    this(encoder, hidden, vocabulary, quotations, inputDropout);
    layers.initialise(Head.PLAIN, random);
  }

  private WordNetwork(
      InputEncoder encoder, int hidden, int vocabulary, int quotations, float inputDropout) {
    this.encoder = encoder;
    this.hidden = hidden;
    this.vocabulary = vocabulary;
    this.quotations = quotations;
    this.inputDropout = inputDropout;
    input = new EncodedInput(encoder, batch -> new Shape(batch, encoder.features()), inputDropout);
    layers =
        new TrainableLayers(
            new Speaker(hidden, vocabulary, quotations),
            new Shape(1, encoder.features()),
            new Shape(1, 1, vocabulary));
  }

  /** A copy with parameters of its own. */
  public WordNetwork copy() {
    WordNetwork copy = new WordNetwork(encoder, hidden, vocabulary, quotations, inputDropout);
    copy.layers.setParameters(layers.parameters());
    return copy;
  }

  /** Decides what dropout drops from here on; to be called at the start of every fit. */
  public void seedDropout(RandomStream random) {
    input.seedDropout(random);
  }

  /** Chooses words as they are said. */
  @FunctionalInterface
  public interface Choice {
    /** Instead of a word: the text has ended. */
    int ENDED = -1;

    /** The next word of text {@code text}, or {@link #ENDED}; one score a word. */
    int next(int text, float[] scores);
  }

  /**
   * Says one text for each question; {@code choice} is asked for each next word until the text has
   * ended.
   */
  public void say(byte[][] questions, Choice choice) {
    if (questions.length == 0) {
      return;
    }
    try (NDManager scope = layers.newScope()) {
      int[] live = IntStream.range(0, questions.length).toArray();
      int[] before = new int[live.length];
      Arrays.fill(before, Choice.ENDED);
      NDList said =
          layers.outputs(new NDList(input.of(scope, questions, false), oneWord(scope, before)));
      while (true) {
        float[][][] scores = unflatten(layers.numbers(said.get(0)), live.length, 1);
        int[] rows = new int[live.length];
        int[] words = new int[live.length];
        int left = 0;
        for (int row = 0; row < live.length; row++) {
          int word = choice.next(live[row], scores[row][0]);
          if (word != Choice.ENDED) {
            rows[left] = row;
            words[left] = word;
            left++;
          }
        }
        if (left == 0) {
          return;
        }
        NDList next =
            layers.outputs(
                new NDList(
                    kept(scope, said.get(2), rows, left),
                    oneWord(scope, Arrays.copyOf(words, left)),
                    kept(scope, said.get(1), rows, left)));
        said.close();
        said = next;
        int[] still = new int[left];
        for (int i = 0; i < left; i++) {
          still[i] = live[rows[i]];
        }
        live = still;
      }
    }
  }

  /** The rows of texts that go on. */
  private NDArray kept(NDManager scope, NDArray state, int[] rows, int count) {
    int width = (int) state.getShape().get(2);
    float[] all = state.toFloatArray();
    float[] some = new float[count * width];
    for (int i = 0; i < count; i++) {
      System.arraycopy(all, rows[i] * width, some, i * width, width);
    }
    return scope.create(some, new Shape(1, count, width));
  }

  private NDArray oneWord(NDManager scope, int[] words) {
    return oneHot(
        scope, Arrays.stream(words).mapToObj(w -> new int[] {w}).toArray(int[][]::new), 1);
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
      return unflatten(layers.numbers(layers.outputs(inputs).head()), texts.length, places);
    }
  }

  /** What a loss says about scores along texts. */
  @FunctionalInterface
  public interface ScoreGradient {
    /**
     * The gradient with respect to the scores (texts × places × vocabulary both); the step is
     * against it.
     */
    float[][][] of(float[][][] scores);
  }

  /** One gradient step on texts, as {@link #scores} takes them. */
  public void trainStep(byte[][] questions, int[][] texts, ScoreGradient loss, Adam optimiser) {
    int places = longest(texts);
    layers.trainStep(
        scope -> new NDList(input.of(scope, questions, true), oneHot(scope, before(texts), places)),
        flat -> loss.of(unflatten(flat, texts.length, places)),
        this::flatten,
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

  /** Replaces the parameters, as {@link #parameters} gives them. */
  public void setParameters(Map<String, Tensor> values) {
    layers.setParameters(values);
  }

  @Override
  public void close() {
    layers.close();
  }

  /**
   * The layers of a {@link WordNetwork}: what is understood, tanh(W · features + b), then a gated
   * recurrent unit (Cho et al. 2014) that begins from it and is given it with every word said so
   * far, then scores of the next word: W · state + Σ g(state)<sub>i</sub> · 1[it is quotation i],
   * where the quotations are words that stand among the features (a pointer, as See et al. 2017
   * have, added to scores instead of mixed with probabilities).
   *
   * <p>In: features (batch × features; the last quotations · vocabulary of them the quotations,
   * one-hot) and words (batch × places × vocabulary, one-hot, the word before each place). Or, to
   * go on: what was kept of the question (1 × batch × (hidden + quotations · vocabulary)), words,
   * and the last state (1 × batch × hidden). Out: scores (batch × places × vocabulary), the last
   * state, and what is to be kept of the question.
   */
  private static final class Speaker extends AbstractBlock {
    private final int hidden;
    private final int vocabulary;
    private final int quotations;
    private final Linear reading;
    private final GRU saying;
    private final Linear scoring;
    private final Linear quoting;

    Speaker(int hidden, int vocabulary, int quotations) {
      this.hidden = hidden;
      this.vocabulary = vocabulary;
      this.quotations = quotations;
      reading = addChildBlock("reading", Linear.builder().setUnits(hidden).build());
      saying =
          addChildBlock(
              "saying",
              GRU.builder()
                  .setStateSize(hidden)
                  .setNumLayers(1)
                  .optBatchFirst(true)
                  .optReturnState(true)
                  .build());
      scoring = addChildBlock("scoring", Linear.builder().setUnits(vocabulary).build());
      quoting =
          quotations == 0
              ? null
              : addChildBlock("quoting", Linear.builder().setUnits(quotations).build());
    }

    private NDArray keptOfQuestion(ParameterStore store, NDArray features, boolean training) {
      NDArray understood =
          reading.forward(store, new NDList(features), training).singletonOrThrow().tanh();
      if (quotations > 0) {
        long from = features.getShape().get(1) - (long) quotations * vocabulary;
        understood = understood.concat(features.get(":, {}:", from), 1);
      }
      return understood.expandDims(0);
    }

    private NDArray scores(ParameterStore store, NDArray said, NDArray kept, boolean training) {
      NDArray scores = scoring.forward(store, new NDList(said), training).singletonOrThrow();
      if (quotations == 0) {
        return scores;
      }
      NDArray quoted =
          kept.get(":, :, {}:", hidden).reshape(said.getShape().get(0), quotations, vocabulary);
      NDArray weights = quoting.forward(store, new NDList(said), training).singletonOrThrow();
      return scores.add(weights.matMul(quoted));
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store,
        NDList inputs,
        boolean training,
        PairList<String, Object> parameters) {
      boolean goesOn = inputs.size() > 2;
      NDArray kept = goesOn ? inputs.get(0) : keptOfQuestion(store, inputs.get(0), training);
      NDArray understood = kept.get(":, :, :{}", hidden);
      NDArray words = inputs.get(1);
      NDArray state = goesOn ? inputs.get(2) : understood;
      NDArray everywhere = understood.transpose(1, 0, 2).repeat(1, words.getShape().get(1));
      NDList said = saying.forward(store, new NDList(words.concat(everywhere, 2), state), training);
      return new NDList(scores(store, said.get(0), kept, training), said.get(1), kept);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
      return scoring.getOutputShapes(saying.getOutputShapes(new Shape[] {inputs[1]}));
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
      reading.initialize(manager, type, inputs[0]);
      Shape words = inputs[1];
      Shape heard = new Shape(words.get(0), words.get(1), words.get(2) + hidden);
      saying.initialize(manager, type, heard);
      Shape said = saying.getOutputShapes(new Shape[] {heard})[0];
      scoring.initialize(manager, type, said);
      if (quoting != null) {
        quoting.initialize(manager, type, said);
      }
    }
  }
}
