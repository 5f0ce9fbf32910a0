/**
 * What every stage needs and none owns: strict JSON, files read within limits and written whole or
 * not at all, where output may go, folders that one process at a time writes to, named random
 * streams, how near two names are, and the one exception that means that the user's input is wrong.
 *
 * <p>Enters and leaves: nothing of Amplia's. Every package may import this one; it imports none.
 */
package org.amplia.base;
