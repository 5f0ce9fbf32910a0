// Curves of any selection of runs.

import {ask, isLive} from "./api.js";
import {chart} from "./chart.js";
import {element, fill, say, select} from "./dom.js";
import {saveCsv, savePng, saveSvg} from "./drawing.js";
import {selection} from "./selection.js";

const AXES = [
  {value: "acting-frames", column: "actingFrames", label: "acting frames", title: "emulator frames without look-ahead"},
  {value: "frames", column: "frames", label: "all frames", title: "emulator frames, look-ahead included"},
  {value: "seconds", column: "seconds", label: "seconds", title: "wall-clock time of training"},
];
const MOST_RUNS = 200;

/** Points in all, which a browser still draws at once. */
const MOST_POINTS = 20000;

export function curvesPage(parameters) {
  const state = {
    runs: (parameters.get("runs") || "").split(",").filter((id) => id),
    metric: parameters.get("metric") || "score",
    axis: parameters.get("axis") || "frames",
    mode: parameters.get("mode") || "method",
    isLog: parameters.get("scale") === "log",
    smoothing: Number(parameters.get("smoothing")) || 0,
  };
  if (state.runs.length === 0) {
    state.runs = selection();
  }
  const isAll = state.runs.length === 0;
  const picture = chart();
  const lead = element("p", {class: "lead"});
  const meaning = element("p", {class: "meaning", id: "meaning"});
  const warnings = element("div", {role: "status"});
  let definitions = [];
  let keys = [];
  let lines = [];
  let shownRuns = [];

  const metric = select("metric", [{value: state.metric, label: state.metric}], state.metric, (value) => change({metric: value}));
  metric.list.setAttribute("aria-describedby", "meaning");
  const axis = select("against", AXES, state.axis, (value) => change({axis: value}));
  const mode = select("lines", modes(), state.mode, (value) => change({mode: value}));
  const log = element("input", {type: "checkbox", change: () => change({isLog: log.checked})});
  log.checked = state.isLog;
  const smoothing = element("input", {type: "range", min: 0, max: 0.95, step: 0.05,
    input: () => change({smoothing: Number(smoothing.value)})});
  smoothing.value = state.smoothing;
  const button = (label, act) => element("button", {type: "button", click: act}, label);
  const name = () => state.metric + "-by-" + state.axis;
  const root = element("div", {},
    element("h1", {}, "Curves"),
    lead,
    element("div", {class: "controls"},
      metric.field, axis.field, mode.field,
      element("label", {}, element("span", {}, "smoothing"), smoothing),
      element("label", {class: "check"}, log, "log scale")),
    meaning,
    warnings,
    picture.root,
    picture.legend,
    element("div", {class: "controls"},
      button("Whole range", () => picture.reset()),
      button("SVG", () => saveSvg(picture.picture(), name())),
      button("PNG", () => savePng(picture.picture(), name())),
      button("CSV", () => saveCsv(lines, state.axis, state.metric, name()))),
    element("p", {class: "note"},
      "Drag to zoom, double-click for the whole range; with the keyboard, arrows read values and Escape ends the zoom. A line's name hides it. "
        + "A mean is the interquartile mean over seeds, with its 95 % interval as in reports; with fewer than four seeds it is the mean."));

  const modeNow = () => (shownRuns.length === 1 ? "runs" : state.mode);

  /** Of one run there is no mean. */
  function modes() {
    const single = {value: "runs", label: "single runs"};
    return shownRuns.length === 1 ? [single] : [
      {value: "method", label: "mean of each method"},
      single,
      ...keys.map((key) => ({value: "method," + key, label: "mean of each method and " + key})),
    ];
  }

  function change(part) {
    Object.assign(state, part);
    const now = new URLSearchParams({metric: state.metric, axis: state.axis, mode: state.mode});
    if (!isAll) {
      now.set("runs", state.runs.join(","));
    }
    if (state.isLog) {
      now.set("scale", "log");
    }
    if (state.smoothing > 0) {
      now.set("smoothing", state.smoothing);
    }
    history.replaceState(null, "", "#/curves?" + now.toString().replaceAll("%2C", ","));
    if ("isLog" in part || "smoothing" in part) {
      draw();
    } else {
      page.update().catch((fault) => warn([fault.message]));
    }
  }

  function warn(texts) {
    warnings.replaceChildren(...texts.map((text) => element("p", {class: "warning"}, text)));
  }

  function draw() {
    const axisNow = AXES.find((one) => one.value === state.axis) || AXES[1];
    const known = definitions.find((one) => one.name === state.metric);
    picture.draw(lines, {
      xLabel: axisNow.label,
      yLabel: (known ? known.title : state.metric) + (known && known.unit && !known.title.includes("(") ? " (" + known.unit + ")" : ""),
      isLog: state.isLog,
      smoothing: state.smoothing,
    });
    say(meaning, known && known.meaning ? known.name + ": " + known.meaning : "");
  }

  async function chosenRuns() {
    const all = (await ask("runs")).runs;
    const byId = new Map(all.map((run) => [run.id, run]));
    const named = isAll ? all.map((run) => run.id) : state.runs.filter((id) => byId.has(id));
    const readable = named.map((id) => byId.get(id)).filter((run) => run.state !== "unreadable");
    const runs = readable.slice(0, MOST_RUNS);
    lead.replaceChildren(
      runs.length + (runs.length === 1 ? " run" : " runs")
        + (readable.length > runs.length ? " of " + readable.length : "") + (isAll ? ", all there are. " : ". "),
      isLive ? element("a", {href: "#/runs"}, "Change the selection") : "");
    return runs;
  }

  async function means(runs) {
    const answer = await ask("curves", {
      runs: runs.map((run) => run.id).join(","), metric: state.metric, axis: state.axis, group: state.mode});
    keys = answer.curves.keys.filter((key) => key !== "method");
    lines = answer.curves.groups.filter((group) => group.x.length > 0).map((group) => ({
      name: group.name + " (" + group.seeds + (group.seeds === 1 ? " run)" : " runs)"),
      x: group.x, y: group.centre, low: group.low, high: group.high,
    }));
    return [...answer.curves.warnings, ...answer.faults.map((fault) => fault.fault)];
  }

  async function singles(runs) {
    const points = Math.max(50, Math.min(2000, Math.floor(MOST_POINTS / runs.length)));
    const answer = await ask("series", {
      runs: runs.map((run) => run.id).join(","), metric: state.metric, points});
    const byId = new Map(runs.map((run) => [run.id, run]));
    const label = (run) => run.method + " seed " + run.seed;
    const games = new Set(runs.map((run) => run.game)).size > 1;
    const labels = runs.map((run) => run.game + label(run));
    const column = (AXES.find((one) => one.value === state.axis) || AXES[1]).column;
    lines = answer.series.filter((one) => one.value.length > 0).map((one) => {
      const run = byId.get(one.run);
      const isTwice = labels.filter((other) => other === run.game + label(run)).length > 1;
      return {
        name: (games ? run.game + " " : "") + label(run) + (isTwice ? " (" + (run.group ? run.group + "/" : "") + run.name + ")" : ""),
        x: one[column], y: one.value, title: run.name,
      };
    });
    return [
      ...answer.faults.map((fault) => fault.fault),
      ...(answer.series.some((one) => one.isThinned) ? ["Not every value is drawn: there are too many. Select fewer runs to see all."] : []),
    ];
  }

  const page = {
    root,
    title: "Curves",
    concerns: (event) => isAll || [...event.changed, ...event.removed].some((id) => state.runs.includes(id)),
    async update() {
      const runs = await chosenRuns();
      shownRuns = runs.map((run) => run.id);
      if (runs.length === 0) {
        lines = [];
        warn(["There is no run to draw yet."]);
        draw();
        return;
      }
      definitions = (await ask("metrics", {runs: shownRuns.join(",")})).metrics;
      const texts = modeNow() === "runs" ? await singles(runs) : await means(runs);
      fill(metric.list, definitions.map((one) => ({value: one.name, label: one.name, title: one.meaning})), state.metric);
      fill(mode.list, modes(), modeNow());
      warn(lines.length === 0 ? [...texts, "None of these runs has measured " + state.metric + " yet."] : texts);
      draw();
    },
    leave: () => picture.leave(),
  };
  return page;
}
