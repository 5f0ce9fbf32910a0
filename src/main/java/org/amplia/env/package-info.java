/**
 * The game in agent steps: frame skip, sticky actions, no-op starts and time limits.
 *
 * <p>Enters: a cartridge, {@link org.amplia.env.EnvironmentSettings}, a random stream, one action a
 * step. Leaves: {@link org.amplia.env.Step}s, each with an {@link org.amplia.env.Step.Ending} if it
 * was the last; {@link org.amplia.env.AtariEnvironment.EnvironmentState}s, which restore everything
 * that decides the future; and every frame played, to a {@link
 * org.amplia.env.AtariEnvironment.FrameListener}. An agent step is never a frame.
 */
package org.amplia.env;
