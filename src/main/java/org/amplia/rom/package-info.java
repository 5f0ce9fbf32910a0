/**
 * Which cartridges there are, and the check made before native code sees a byte of one.
 *
 * <p>Enters: names of games as people type them, and files of unknown origin (a wheel, an archive,
 * a folder, a ROM). Leaves: a {@link org.amplia.rom.Cartridge}, which only this package can make,
 * so that one in hand is the proof that its content is known; verdicts on files; the state of the
 * user's library. Whatever is wrong with a file leaves as an {@link org.amplia.base.UserError}.
 *
 * <p>Start at {@link org.amplia.rom.RomLibrary}:
 *
 * <pre>{@code
 * RomLibrary library = RomLibrary.fromEnvironment();
 * new RomImport(library).from(List.of(Path.of("ale_py.whl")));
 * Cartridge pong = library.open("pong");
 * }</pre>
 */
package org.amplia.rom;
