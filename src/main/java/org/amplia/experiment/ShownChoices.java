package org.amplia.experiment;

import java.util.List;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.question.Information;

/**
 * A demonstrator's answers to Q3.
 *
 * @param file the cases
 * @param numbers of those that it was asked about
 * @param items its answers, one list a number, in the order asked
 */
record ShownChoices(CaseFile file, List<Integer> numbers, List<List<Information>> items) {}
