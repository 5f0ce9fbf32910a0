package org.amplia.net;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/** The shape of a network, without its parameters. */
public sealed interface Architecture {
  /** Numbers that go in for one observation. */
  int inputs();

  /** Numbers that come out for one observation. */
  int outputs();

  /** What turns the last features into outputs. */
  default Head head() {
    return Head.PLAIN;
  }

  /**
   * One hidden layer with ReLU: the inputs already hold the products that matter.
   *
   * @param inputs features of one observation
   * @param hidden width of the hidden layer
   * @param outputs numbers that come out
   * @param inputDropout share of the inputs that a training step does not see, 0 … 1
   * @param hiddenDropout share of the hidden units that it does not see
   */
  record Mlp(int inputs, int hidden, int outputs, float inputDropout, float hiddenDropout)
      implements Architecture {}

  /**
   * Hidden layers with ReLU, without dropout.
   *
   * @param inputs features of one observation
   * @param hidden widths of the hidden layers, from the inputs on; one or more
   * @param outputs numbers that come out; with {@link Head#ACTOR_CRITIC} the actions and one more
   * @param head what follows the hidden layers; {@link Head#DUELING} has the last of them twice
   */
  record DeepMlp(int inputs, List<Integer> hidden, int outputs, Head head) implements Architecture {
    public DeepMlp {
      hidden = List.copyOf(hidden);
      if (hidden.isEmpty()) {
        throw new IllegalArgumentException("a deep network has a hidden layer");
      }
    }

    /** With a plain head. */
    public DeepMlp(int inputs, List<Integer> hidden, int outputs) {
      this(inputs, hidden, outputs, Head.PLAIN);
    }
  }

  /**
   * The convolutional network of Mnih et al. 2015 over 4 × 84 × 84: 32 filters 8×8 stride 4, 64 of
   * 4×4 stride 2, 64 of 3×3 stride 1, 512 units.
   *
   * @param outputs numbers that come out; with {@link Head#ACTOR_CRITIC} the actions and one more
   * @param head what follows the convolutions; {@link Head#DUELING} has the 512 units twice
   */
  record NatureCnn(int outputs, Head head) implements Architecture {
    /** With a plain head. */
    public NatureCnn(int outputs) {
      this(outputs, Head.PLAIN);
    }

    @Override
    public int inputs() {
      return 4 * 84 * 84;
    }
  }

  /**
   * The residual network of Espeholt et al. 2018 (IMPALA, the large one, without its LSTM) over 4 ×
   * 84 × 84: three times a 3×3 convolution, a 3×3 max-pool of stride 2 and two residual blocks,
   * with 16, 32 and 32 filters; then 256 units.
   *
   * @param outputs numbers that come out; with {@link Head#ACTOR_CRITIC} the actions and one more
   * @param head what follows the convolutions; {@link Head#DUELING} has the 256 units twice
   */
  record ResidualCnn(int outputs, Head head) implements Architecture {
    @Override
    public int inputs() {
      return 4 * 84 * 84;
    }
  }

  /** The shape of a batch of encoded observations. */
  default Shape inputShape(long batch) {
    boolean pictures = this instanceof NatureCnn || this instanceof ResidualCnn;
    return pictures ? new Shape(batch, 4, 84, 84) : new Shape(batch, inputs());
  }
}
