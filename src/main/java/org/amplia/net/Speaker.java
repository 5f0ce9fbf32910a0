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

/**
 * The layers of a {@link WordNetwork}: what is understood, tanh(W · features + b), then a gated
 * recurrent unit (Cho et al. 2014) that begins from it and is given it with every word said so far,
 * then scores of the next word: W · state + Σ g(state)<sub>i</sub> · 1[it is quotation i], where
 * the quotations are words that stand among the features (a pointer, as See et al. 2017 have, added
 * to scores instead of mixed with probabilities).
 *
 * <p>In: features (batch × features; the last quotations · vocabulary of them the quotations,
 * one-hot) and words (batch × places × vocabulary, one-hot, the word before each place). Or, to go
 * on: what was kept of the question (1 × batch × (hidden + quotations · vocabulary)), words, and
 * the last state (1 × batch × hidden). Out: scores (batch × places × vocabulary), the last state,
 * and what is to be kept of the question.
 */
final class Speaker extends AbstractBlock {
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
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
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
