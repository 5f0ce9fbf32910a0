package org.amplia.experiment;

/**
 * What a way to explain came to with one seed, on held-out cases.
 *
 * @param arm its name
 * @param seed of the run
 * @param gain log q(z | text) − log q(z | nothing) by the judge that the explainers learned from,
 *     nats a text
 * @param freshGain the same by a judge that has met no explainer
 * @param quality Q6's answer: the gain less what texts are charged, nats
 * @param claims a text
 * @param falseShare share of the claims that are false; NaN if there are none
 * @param words a text
 * @param characters a text
 * @param tau Kendall's τ-a between the values that follow from the texts and the references, mean
 *     over the states in which actions differ
 * @param trainingFrames emulator frames that everything it learned from took
 */
public record ExplanationOutcome(
    String arm,
    long seed,
    double gain,
    double freshGain,
    double quality,
    double claims,
    double falseShare,
    double words,
    double characters,
    double tau,
    long trainingFrames) {}
