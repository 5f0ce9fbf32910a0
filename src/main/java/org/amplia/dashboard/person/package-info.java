/**
 * What a person does in the browser: the only part of the dashboard that writes.
 *
 * <p>Enters: keys and answers from the pages of this server, by {@link
 * org.amplia.dashboard.person.WriteToken}. Leaves: files of episodes and judgements below the
 * folder {@code human} of the one that is shown. Their names are made here; no text of a request
 * becomes a path.
 *
 * <p>Tour: {@link org.amplia.dashboard.person.PlayDesk} lets people play, each in a {@link
 * org.amplia.dashboard.person.PlaySession}, with the recording of {@code play}.
 */
package org.amplia.dashboard.person;
