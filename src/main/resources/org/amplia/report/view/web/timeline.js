// The time line of an episode: what is marked on it, and the list of the marks.

import {element, say} from "./dom.js";
import {count} from "./format.js";

/** In the order of the lanes. */
export const KINDS = [
  {kind: "points", label: "points", title: "steps that brought points"},
  {kind: "lives", label: "lives", title: "steps in which a life was lost or won"},
  {kind: "disagreement", label: "M2 disagrees with M1", title: "M2, having looked, approves more of another action than of M1's most probable one"},
  {kind: "surprise", label: "surprising approval", title: "M2's approval of the action taken differs from what M1 said of it without looking by more than twice the usual difference in this episode"},
  {kind: "asked", label: "questions recorded", title: "steps at which M2 was asked when the episode was recorded"},
];
const MOST_LISTED = 400;
const SPACE = "http://www.w3.org/2000/svg";

/**
 * A time line.
 *
 * @param steps of the episode
 * @param go is told to which step to go
 */
export function timeline(steps, go) {
  let marks = [];
  const hidden = new Set();
  const drawing = document.createElementNS(SPACE, "svg");
  drawing.setAttribute("class", "lanes");
  drawing.setAttribute("preserveAspectRatio", "none");
  drawing.setAttribute("aria-hidden", "true");
  const needle = element("div", {class: "needle"});
  const lanes = element("div", {class: "lane-box", title: "click to go there", click: (event) => {
    const box = lanes.getBoundingClientRect();
    go(nearest(Math.round((event.clientX - box.left) / box.width * steps), Math.ceil(steps * 6 / box.width)));
  }}, drawing, needle);
  const legend = element("div", {class: "kinds", role: "group", "aria-label": "what is marked"});
  const list = element("ol", {class: "moments"});
  const summary = element("summary", {}, "Marked steps");
  const moments = element("details", {}, summary, list);
  lanes.hidden = true;
  moments.hidden = true;
  const root = element("div", {class: "timeline"}, lanes, legend, moments);

  const shown = () => marks.filter((mark) => !hidden.has(mark.kind));

  /** A mark close by, or else the step itself. */
  function nearest(step, within) {
    const close = shown().filter((mark) => Math.abs(mark.step - step) <= within)
      .sort((a, b) => Math.abs(a.step - step) - Math.abs(b.step - step));
    return close.length > 0 ? close[0].step : step;
  }

  function draw() {
    const kinds = KINDS.filter(({kind}) => marks.some((mark) => mark.kind === kind));
    drawing.setAttribute("viewBox", "0 0 " + Math.max(1, steps) + " " + Math.max(1, kinds.length) * 10);
    lanes.style.height = Math.max(1, kinds.length) * 10 + "px";
    drawing.replaceChildren(...kinds.flatMap(({kind}, lane) => hidden.has(kind) ? [] : marks.filter((mark) => mark.kind === kind).map((mark) => {
      const box = document.createElementNS(SPACE, "rect");
      const width = Math.max(1, steps / 220);
      const at = {x: mark.step - width / 2, y: lane * 10 + 1.5, width, height: 7};
      Object.entries(at).forEach(([name, value]) => box.setAttribute(name, value));
      box.setAttribute("class", "mark-" + kind);
      return box;
    })));
    legend.replaceChildren(...kinds.map(({kind, label, title}) =>
      element("button", {type: "button", class: "quiet", "aria-pressed": String(!hidden.has(kind)), title, click: () => {
        hidden.has(kind) ? hidden.delete(kind) : hidden.add(kind);
        draw();
      }}, element("span", {class: "swatch mark-" + kind}), label + " (" + count(marks.filter((mark) => mark.kind === kind).length) + ")")));
    const telling = shown().filter((mark) => mark.kind !== "asked");
    moments.hidden = telling.length === 0;
    lanes.hidden = kinds.length === 0;
    say(summary, "Marked steps (" + count(telling.length) + ")");
    list.replaceChildren(...telling.slice(0, MOST_LISTED).map((mark) =>
      element("li", {}, element("button", {type: "button", class: "quiet", click: () => go(mark.step)},
        element("span", {class: "swatch mark-" + mark.kind}), element("b", {}, String(mark.step)), " " + mark.text))));
    if (telling.length > MOST_LISTED) {
      list.append(element("li", {}, "and " + count(telling.length - MOST_LISTED) + " more: hide a kind to see the others"));
    }
  }

  return {
    root,
    show(all) {
      marks = [...all].sort((a, b) => a.step - b.step);
      draw();
    },
    at(step) {
      needle.style.left = (steps === 0 ? 0 : 100 * step / steps) + "%";
    },
    /** What is marked at a step. */
    textsAt: (step) => marks.filter((mark) => mark.step === step && mark.text).map((mark) => mark.text),
    /** The next marked step in a direction, or null. */
    next(step, direction) {
      const steps = shown().map((mark) => mark.step).filter((one) => (one - step) * direction > 0);
      return steps.length === 0 ? null : direction > 0 ? Math.min(...steps) : Math.max(...steps);
    },
  };
}
