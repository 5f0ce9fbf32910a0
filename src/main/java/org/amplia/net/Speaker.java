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
 * then scores of the next word.
 *
 * <p>In: features (batch × features) and words (batch × places × vocabulary, one-hot, the word
 * before each place). Or, to go on: what was understood (1 × batch × hidden), words, and the last
 * state (likewise). Out: scores (batch × places × vocabulary), the last state, and what was
 * understood.
 */
final class Speaker extends AbstractBlock {
  private final int hidden;
  private final Linear reading;
  private final GRU saying;
  private final Linear scoring;

  Speaker(int hidden, int vocabulary) {
    this.hidden = hidden;
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
  }

  private NDArray understood(ParameterStore store, NDArray features, boolean training) {
    return reading
        .forward(store, new NDList(features), training)
        .singletonOrThrow()
        .tanh()
        .expandDims(0);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
    boolean goesOn = inputs.size() > 2;
    NDArray understood = goesOn ? inputs.get(0) : understood(store, inputs.get(0), training);
    NDArray words = inputs.get(1);
    NDArray state = goesOn ? inputs.get(2) : understood;
    NDArray everywhere = understood.transpose(1, 0, 2).repeat(1, words.getShape().get(1));
    NDList said = saying.forward(store, new NDList(words.concat(everywhere, 2), state), training);
    NDArray scores = scoring.forward(store, new NDList(said.get(0)), training).singletonOrThrow();
    return new NDList(scores, said.get(1), understood);
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
    scoring.initialize(manager, type, saying.getOutputShapes(new Shape[] {heard})[0]);
  }
}
