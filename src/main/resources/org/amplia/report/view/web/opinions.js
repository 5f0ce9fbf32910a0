// What is thought of each action at a step: M1's policy and M2's approvals, as bars.

import {element, icon} from "./dom.js";
import {number} from "./format.js";
import {firstFuture} from "./tree.js";

/**
 * A table of opinions.
 *
 * @param actions their names
 * @param taken the place of the one that was taken; −1 at the end of the episode
 * @param policies M1's at the checkpoints that are there, oldest first; null as long as they are not known
 * @param answer the answer to "what is a good action", or null
 * @param film plays the future of a question; null where none can be played
 */
export function opinionTable(actions, taken, policies, answer, film) {
  const opinions = answer?.opinions ?? null;
  const isPlans = opinions && opinions.answers.some((text, i) => text !== actions[i]);
  const columns = [
    ...(policies || []).map((policy) => ({
      label: policyName(policy, policies), detail: "round " + policy.round, title: "M1's policy in the " + policy.checkpoint + " checkpoint, after round " + policy.round,
      values: policy.probabilities, low: 0, high: 1, text: percent, kind: "M1",
    })),
    ...(opinions ? [
      {label: "M1 alone", detail: "not looking", title: "M1's value of the action, without looking", values: opinions.unaided, ...range(opinions), text: number, kind: "M1"},
      {label: "M2 approves", detail: "having looked", title: "M2's approval, after looking ahead", values: opinions.approvals, ...range(opinions), text: number, kind: "M2"},
    ] : []),
  ];
  if (columns.length === 0) {
    return null;
  }
  const best = opinions && opinions.approvals.every((value) => value !== undefined && value !== null)
    ? opinions.approvals.indexOf(Math.max(...opinions.approvals)) : -1;
  return element("div", {class: "scroll", role: "region", tabindex: "0", "aria-label": "what is thought of each action"},
    element("table", {class: "opinions"},
      element("thead", {}, element("tr", {}, element("th", {scope: "col"}, "action"),
        columns.map((column) => element("th", {scope: "col", title: column.title}, column.label, element("small", {}, column.detail))),
        opinions && film ? element("th", {scope: "col"}, "film", element("small", {}, "what it saw")) : null)),
      element("tbody", {}, actions.map((action, i) => element("tr", {class: i === taken ? "taken" : null},
        element("th", {scope: "row"}, isPlans ? opinions.answers[i] : action,
          element("small", {}, [i === taken ? "taken" : "", i === best ? "M2's choice" : ""].filter((text) => text).join(", "))),
        columns.map((column) => element("td", {}, bar(column, column.values[i]))),
        opinions && film ? element("td", {}, seen(answer.tree.subquestions[i], action, film)) : null)))));
}

function policyName(policy, all) {
  const last = all.findIndex((one) => one.checkpoint.includes("last"));
  const place = all.indexOf(policy);
  return (place === last ? "M1 now" : place < last ? "M1 before" : "M1 later");
}

/** Of approvals and values together, with 0 among them, so that bars can be compared. */
function range(opinions) {
  const all = [...opinions.approvals, ...opinions.unaided, 0].filter((value) => value !== null && value !== undefined);
  return {low: Math.min(...all), high: Math.max(...all)};
}

const percent = (share) => Math.round(100 * share) + " %";

function bar(column, value) {
  if (value === null || value === undefined) {
    return element("span", {class: "none"}, column.kind === "M2" ? "no different" : "–");
  }
  const width = column.high - column.low || 1;
  const from = (Math.min(0, value) - column.low) / width;
  const fill = element("span", {class: "fill fill-" + column.kind});
  fill.style.left = 100 * from + "%";
  fill.style.width = Math.max(1, 100 * Math.abs(value) / width) + "%";
  return element("span", {class: "bar"}, element("span", {class: "track", "aria-hidden": "true"}, fill), element("span", {class: "figure"}, column.text(value)));
}

function seen(node, action, film) {
  const future = node ? firstFuture(node) : null;
  return future
    ? element("button", {type: "button", class: "quiet", title: "what the emulator showed M2", "aria-label": "film of what M2 saw of " + action, click: () => film(future)}, icon("play"), element("span", {class: "word"}, " watch"))
    : null;
}
