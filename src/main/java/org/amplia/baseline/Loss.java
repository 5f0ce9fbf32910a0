package org.amplia.baseline;

/**
 * A loss at a batch of outputs.
 *
 * @param value the loss, averaged over the batch
 * @param gradient batch × outputs: the derivative of {@code value} by each output; the step is
 *     against it
 */
public record Loss(double value, float[][] gradient) {}
