/**
 * The ways to learn answers: imitation, REINFORCE, a mix, Q-learning from demonstrations.
 *
 * <p>Enters: where the overseer was asked about every answer, {@link org.amplia.update.Example}s (a
 * question, the approval of each answer, M1's own answer when the round began, the demonstrator's)
 * and an {@link org.amplia.model.ChoiceModel}; where it is asked about a few answers of any domain,
 * questions and an {@link org.amplia.model.AnswerModel}. Leaves: gradient steps, those of an {@link
 * org.amplia.update.AnswerUpdate} or an {@link org.amplia.update.AnswerTraining}. No update knows
 * which question it is.
 */
package org.amplia.update;
