package org.amplia.ale;

/**
 * Everything that decides an emulator's future, as bytes that travel between instances and
 * processes, with the RAM and the screen of the moment so that neither is stale after a restore.
 *
 * @param cartridgeMd5 md5 of the ROM that was played: a state of another one means nothing
 * @param machine ALE's serialised state (CPU, TIA, RIOT, RAM, score keeping), about 7.7 kB
 * @param ram 128 bytes
 * @param screen palette indices, rows × columns, or null if it was left out; then the screen is
 *     unknown until the next frame
 */
public record EmulatorState(String cartridgeMd5, byte[] machine, byte[] ram, byte[] screen) {}
