/**
 * What can be asked, and what was asked: the post's questions as values, without anybody to answer
 * them.
 *
 * <p>Enters: a {@link org.amplia.observe.GameState} and what is asked of it. Leaves: {@link
 * org.amplia.question.Question}s, the {@link org.amplia.question.Information} that can be looked up
 * about an action's consequences, and {@link org.amplia.question.QuestionTree}s, the transcript of
 * a question with every sub-question asked to answer it.
 */
package org.amplia.question;
