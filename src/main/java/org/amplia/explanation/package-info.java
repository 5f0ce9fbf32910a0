/**
 * Learning to explain: how good an action is, in words (Q5), and how good the words were (Q6).
 *
 * <p>Enters: {@link org.amplia.decomposition.learn.CaseFile}s (states and actions, what they came
 * to, an emulator to check claims with). Leaves: {@link org.amplia.model.Explainer}s, {@link
 * org.amplia.explanation.Critic.Verdict}s on texts, and trees of both.
 */
package org.amplia.explanation;
