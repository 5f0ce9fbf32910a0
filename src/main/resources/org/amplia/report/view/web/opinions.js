// What is thought of each action at a step: M1's policy and M2's approvals, as bars.

import {element, icon} from "./dom.js";
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
      {label: "M1's value", detail: "not looking", title: "what M1 expects of the action without looking: rewards from here on, discounted", values: opinions.unaided, ...range(opinions), text: exactly, kind: "M1"},
      {label: "M2 approves", detail: "having looked", title: "what M2 expects of the action after looking ahead: rewards from here on, discounted", values: opinions.approvals, ...range(opinions), text: exactly, kind: "M2"},
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
        opinions && film ? element("td", {}, seen(answer.tree.subquestions[i], opinions.approvals[i], action, film)) : null)))));
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

/** Whether M2 found that it makes no difference what is done. */
export function isIndifferent(opinions) {
  return opinions.approvals.every((value) => value === null || value === undefined);
}

/** Why an action was taken, and what M2 thinks of it, in a sentence or two. */
export function reason(opinions, taken) {
  const {answers, approvals, unaided} = opinions;
  const first = (i) => answers[i].split(",")[0].split(" for ")[0];
  const mode = first(opinions.mode);
  const valued = unaided.some((value) => value === null || value === undefined) ? opinions.mode : unaided.indexOf(Math.max(...unaided));
  const own = mode !== taken ? "M1's last checkpoint finds " + mode + " most probable, not " + taken + "."
    : first(valued) === mode ? "M1 finds " + taken + " most probable."
      : "M1 finds " + taken + " most probable, and that decides, though it values " + answers[valued] + " more.";
  if (isIndifferent(opinions)) {
    return own + " No action has an effect here: whatever is done, the game's memory is the same afterwards (the player may be stunned, or waiting).";
  }
  if (approvals.some((value) => value === null || value === undefined)) {
    return own;
  }
  const best = approvals.indexOf(Math.max(...approvals));
  const rivals = approvals.map((value, i) => [value, i]).filter(([, i]) => first(i) !== first(best)).sort(([one], [other]) => other - one);
  const against = first(best) === taken ? rivals[0] : rivals.find(([, i]) => first(i) === taken);
  return own + " M2 looked ahead and approves most of " + answers[best]
    + (against ? ": " + exactly(approvals[best] - against[0]) + " more than of " + answers[against[1]] + "." : ".");
}

/** A value among values: they are compared digit by digit. */
const exactly = (value) => value.toFixed(3).replace("-", "−");

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

function seen(node, approval, action, film) {
  const future = node ? firstFuture(node) : null;
  if (!future) {
    return approval === null || approval === undefined ? element("span", {class: "none"}, "no effect") : null;
  }
  return element("button", {type: "button", class: "quiet", title: "what the emulator showed M2", "aria-label": "film of what M2 saw of " + action, click: () => film(future)}, icon("play"), element("span", {class: "word"}, "watch"));
}
