/**
 * The emulator: the Arcade Learning Environment behind a small, deterministic, frame-by-frame face.
 *
 * <p>Enters: a {@link org.amplia.rom.Cartridge}, whose content has been checked, because the native
 * code ends the process when it dislikes one; {@link org.amplia.ale.Emulator.EmulatorSettings}; one
 * action a frame. Leaves: reward, lives, RAM, screen, and {@link org.amplia.ale.EmulatorState}s,
 * which are plain bytes. Only this package imports {@code org.bytedeco.ale}.
 */
package org.amplia.ale;
