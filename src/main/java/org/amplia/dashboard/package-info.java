/**
 * A web page about run folders, for the machine that it runs on: which runs there are, how far each
 * is, curves of any selection, which grow while the runs do, and recorded episodes beside what was
 * asked at each of their steps.
 *
 * <p>Enters: {@link org.amplia.run.RunFolder}s below one folder, read again when their files
 * change, and requests from the same machine, or from others who know a token. Leaves: JSON,
 * events, pictures and the files of the page. No run is started or changed; a run's agent is read
 * when it is asked something. What a person does is written by {@link org.amplia.dashboard.person},
 * and answers to a run's questions into its folder {@code comparisons}.
 *
 * <p>Tour: {@link org.amplia.dashboard.RunCatalogue} finds runs, {@link
 * org.amplia.dashboard.RunReadings} reads them, {@link org.amplia.dashboard.EpisodeShelf} holds
 * their episodes, {@link org.amplia.dashboard.AskingDesk} puts questions to their agents, {@link
 * org.amplia.dashboard.Api} answers, {@link org.amplia.dashboard.RequestGate} says whom, and {@link
 * org.amplia.dashboard.Dashboard} serves it. Statistics over seeds are those of {@code
 * report.stat}.
 */
package org.amplia.dashboard;
