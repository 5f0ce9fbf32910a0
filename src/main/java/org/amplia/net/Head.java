package org.amplia.net;

/** What stands between the last features of a network and its outputs. */
public enum Head {
  /** One linear layer. */
  PLAIN,

  /**
   * Two streams with a hidden layer each, a value and an advantage for every action: Q(s, a) = V(s)
   * + A(s, a) − mean over a′ of A(s, a′) (Wang et al. 2016, equation 9). The outputs are Q.
   */
  DUELING,

  /**
   * An actor and a critic on one trunk: all outputs but the last are an action's score, the last is
   * the value. Initialised orthogonally, see {@link TrainableLayers.Initialisation}.
   */
  ACTOR_CRITIC
}
