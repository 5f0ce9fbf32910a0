package org.amplia.ale;

/**
 * Everything that decides an emulator's future, as bytes that travel between instances and
 * processes, with what can be asked of it now, so that nothing is stale after a restore.
 *
 * @param build of ALE that it means something to, see {@link AleLibrary#build}
 * @param cartridgeMd5 md5 of the ROM that was played: a state of another one means nothing
 * @param machine ALE's serialised state (CPU, TIA, RIOT, RAM, score keeping), about 7.7 kB
 * @param ram 128 bytes
 * @param lives left
 * @param gameOver whether the game's rules say that it is over
 * @param tia what ALE's state lacks; without pictures, there is no screen after a restore
 * @param overdrawn the screen before the last frame where that frame went on with the same picture;
 *     null otherwise, and without pictures
 */
public record EmulatorState(
    String build,
    String cartridgeMd5,
    byte[] machine,
    byte[] ram,
    int lives,
    boolean gameOver,
    TiaState tia,
    byte[] overdrawn) {}
