/**
 * What Java users begin with: {@link org.amplia.Amplia} opens a game, trains an agent, loads one,
 * lets it act and asks its overseer. It knows every package below and none knows it.
 *
 * <p>Enters: names of games and methods, run folders. Leaves: games, agents, question trees.
 */
package org.amplia;
