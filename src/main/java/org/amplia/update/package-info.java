/**
 * The post's loop, by which every question is learned: answers are drawn, the overseer is asked
 * about those, and M1 takes gradient steps.
 *
 * <p>Enters: questions, an {@link org.amplia.model.AnswerModel} and the overseer's approvals of
 * some answers. Leaves: {@link org.amplia.update.Example}s, and gradient steps on them. An {@link
 * org.amplia.update.AnswerUpdate} is where the answers come from ({@link org.amplia.update.Draws}),
 * what is done with them ({@link org.amplia.update.Loss}) and what holds M1 back ({@link
 * org.amplia.model.Leash}). No update knows which question it is.
 */
package org.amplia.update;
