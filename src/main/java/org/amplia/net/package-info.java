/**
 * Networks: a shape, its parameters, a gradient step, and the file that keeps them.
 *
 * <p>Enters: an {@link org.amplia.net.Architecture}, an {@link org.amplia.net.InputEncoder},
 * observations as unsigned bytes (in arrays or in direct memory), gradients of the outputs. Leaves:
 * outputs as plain arrays and {@link org.amplia.net.Tensor}s. Knows nothing of games or questions.
 * Only this package imports {@code ai.djl}, and no native array leaves it.
 */
package org.amplia.net;
