package org.amplia.experiment;

import org.amplia.explanation.Prices;

/**
 * How large an experiment about explanations is.
 *
 * @param information states, look-ahead, judge and updates; its settings' {@code items} is how many
 *     claims a reader takes in
 * @param prices what texts are charged
 * @param imitationSteps gradient steps in which M1 becomes the demonstrator's clone, 1 or more
 */
public record ExplanationPlan(InformationPlan information, Prices prices, int imitationSteps) {}
