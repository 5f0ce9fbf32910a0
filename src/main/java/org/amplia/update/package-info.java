/**
 * The ways to learn answers: imitation, REINFORCE, a mix, Q-learning from demonstrations.
 *
 * <p>Enters: {@link org.amplia.update.Lesson}s (a question, the overseer's approval of each answer,
 * M1's own answer when the round began, the demonstrator's) and an {@link
 * org.amplia.model.ChoiceModel}. Leaves: one gradient step. Every question whose answer is selected
 * from a domain is learned through {@link org.amplia.update.AnswerUpdate}; no update knows which
 * question it is.
 */
package org.amplia.update;
