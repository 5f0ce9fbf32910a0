// The form for questions about a step, as `amplia ask` knows them.

import {element, fill, select} from "./dom.js";

/** In plain words; what has to be said with each is as the server has it. */
const QUESTIONS = [
  {value: "best-action", label: "Which action is good? (Q1)", parts: ["depth"]},
  {value: "action-value", label: "How good is an action? (Q2)", parts: ["action", "depth"]},
  {value: "useful-information", label: "What is most useful to look up about it? (Q3)", parts: ["action"]},
  {value: "usefulness", label: "How useful is an item of information? (Q4)", parts: ["action", "item"]},
  {value: "explained-value", label: "How good is it, with an explanation? (Q5)", parts: ["action", "explainer"]},
  {value: "explanation-quality", label: "How good is an explanation? (Q6)", parts: ["action", "text"]},
  {value: "event-probability", label: "How probable is an event?", parts: ["action", "event", "horizon", "rollouts"]},
];

const plain = (values) => values.map((value) => ({value, label: value}));

/**
 * A form.
 *
 * @param actions names to choose from
 * @param ask is told {parameters, other}: what is asked, and the id of another run that is asked too, or ""
 */
export function askingForm(actions, ask) {
  const other = select("and of another run", [{value: "", label: "no other"}], "", () => {});
  const text = (label, value, properties = {}) => {
    const input = element("input", {type: "text", ...properties});
    input.value = value;
    return {list: input, field: element("label", {class: properties.class}, element("span", {}, label), input)};
  };
  const fields = {
    action: select("action", plain(actions), actions[0], () => {}),
    depth: select("levels", [{value: "", label: "as trained"}, ...plain(["1", "2", "3", "4"])], "", () => {}),
    item: text("item", "reward/8/policy", {placeholder: "feature/steps/who goes on"}),
    explainer: select("explainer", plain(["reinforce", "imitation", "mixed", "demonstrated"]), "reinforce", () => {}),
    text: text("explanation", "lives-lost no in 16 by policy.", {class: "wide"}),
    event: select("event", [{value: "point-scored", label: "a point is scored"}, {value: "point-conceded", label: "a point is conceded"}, {value: "life-lost", label: "a life is lost"}], "point-scored", () => {}),
    horizon: text("within steps", "16", {inputmode: "numeric"}),
    rollouts: text("futures played", "100", {inputmode: "numeric"}),
  };
  const question = select("question", QUESTIONS, "best-action", draw);
  const form = element("form", {class: "controls asking", submit: (event) => {
    event.preventDefault();
    const parts = QUESTIONS.find((one) => one.value === question.list.value).parts;
    const parameters = {question: question.list.value};
    for (const part of parts) {
      const value = fields[part].list.value.trim();
      if (value !== "") {
        parameters[part] = value;
      }
    }
    ask({parameters, other: other.list.value});
  }}, question.field, Object.values(fields).map((one) => one.field), other.field, element("button", {class: "main"}, "Ask"));

  function draw() {
    const parts = QUESTIONS.find((one) => one.value === question.list.value).parts;
    for (const [part, one] of Object.entries(fields)) {
      one.field.hidden = !parts.includes(part);
    }
  }

  draw();
  return {
    root: form,
    /** Which other runs can be asked: {id, label}. */
    others: (runs) => fill(other.list, [{value: "", label: "no other"}, ...runs.map((run) => ({value: run.id, label: run.label}))], other.list.value),
  };
}
