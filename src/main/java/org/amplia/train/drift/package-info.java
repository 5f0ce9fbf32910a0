/**
 * How far a policy has moved away from the demonstrator and from other policies.
 *
 * <p>Enters: a policy, the demonstrator's clone, what was demonstrated and the states visited.
 * Leaves: metrics, see {@code docs/drift.md}: {@link org.amplia.train.drift.Drift}.
 */
package org.amplia.train.drift;
