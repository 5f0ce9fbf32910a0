// Methods at equal frames: the tables of reports.

import {ask, isLive} from "./api.js";
import {element, fill, say, select} from "./dom.js";
import {count, number} from "./format.js";
import {selection} from "./selection.js";

const MOST_RUNS = 200;
const COLOURS = 7;

export function comparePage(parameters) {
  let runs = (parameters.get("runs") || "").split(",").filter((id) => id);
  if (runs.length === 0) {
    runs = selection();
  }
  const isAll = runs.length === 0;
  let frames = parameters.has("frames") ? Number(parameters.get("frames")) : null;
  let game = parameters.get("game") || "";
  let waiting = 0;
  let asked = 0;
  const games = select("game", [], game, (value) => {
    game = value;
    frames = null;
    load().catch(fail);
  });
  const lead = element("p", {class: "lead"});
  const at = element("output", {class: "at"});
  const slider = element("input", {type: "range", min: 0, max: 1, step: 1, "aria-label": "all frames that each run had spent", input: () => {
    frames = Number(slider.value) >= Number(slider.max) ? null : Number(slider.value);
    say(at, words(Number(slider.value)));
    clearTimeout(waiting);
    waiting = setTimeout(() => load().catch(fail), 120);
  }});
  const fault = element("p", {class: "warning", role: "alert", hidden: true});
  const body = element("div", {});
  const root = element("div", {},
    element("h1", {}, "Compare"),
    lead,
    element("div", {class: "controls equal"},
      games.field,
      element("label", {}, element("span", {}, "at equal frames (all emulator frames, look-ahead included)"), slider), at),
    fault, body);

  const words = (value) => (frames === null ? "at the end" : count(value) + " frames");

  function fail(error) {
    say(fault, error.message);
    fault.hidden = false;
    body.replaceChildren();
  }

  async function chosen() {
    const all = (await ask("runs")).runs.filter((run) => run.state !== "unreadable");
    const named = isAll ? all : all.filter((run) => runs.includes(run.id));
    const names = [...new Set(named.map((run) => run.game))].sort();
    const runsOf = (one) => named.filter((run) => run.game === one);
    if (!names.includes(game)) {
      game = [...names].sort((a, b) => runsOf(b).length - runsOf(a).length)[0] || "";
    }
    fill(games.list, names.map((value) => ({value, label: value})), game);
    games.field.hidden = names.length < 2;
    const shown = runsOf(game).slice(0, MOST_RUNS);
    lead.replaceChildren(
      shown.length + (shown.length === 1 ? " run" : " runs") + (game ? " of " + game : "") + (shown.length < named.length ? ", of " + named.length + (isAll ? " in all" : " selected") : "") + ". ",
      isLive ? element("a", {href: "#/runs"}, "Change the selection") : "");
    return shown.map((run) => run.id);
  }

  async function load() {
    const own = ++asked;
    const ids = await chosen();
    if (ids.length === 0) {
      fail(new Error("There is no run to compare yet."));
      return;
    }
    const answer = await ask("compare", {runs: ids.join(","), ...(frames === null ? {} : {frames})});
    if (own === asked) {
      history.replaceState(null, "", "#/compare" + query());
      draw(answer.comparison, answer.faults);
    }
  }

  function query() {
    const now = [...(isAll ? [] : ["runs=" + runs.join(",")]), ...(games.field.hidden ? [] : ["game=" + game]), ...(frames === null ? [] : ["frames=" + frames])];
    return now.length === 0 ? "" : "?" + now.join("&");
  }

  function draw(comparison, faults) {
    fault.hidden = true;
    slider.min = comparison.first;
    slider.max = comparison.last;
    slider.step = Math.max(1, Math.round((comparison.last - comparison.first) / 500));
    slider.value = comparison.frames;
    slider.setAttribute("aria-valuetext", words(comparison.frames));
    say(at, words(comparison.frames));
    const {arms, pairs, warnings} = comparison.results;
    body.replaceChildren(
      ...[...warnings, ...faults.map((one) => one.fault)].map((text) => element("p", {class: "warning"}, text)),
      comparison.leftOut.length === 0 ? "" : element("p", {class: "note"}, "Left out: " + comparison.leftOut.join("; ") + "."),
      element("h2", {}, "Scores"),
      scores(arms),
      ...(arms.length < 2 ? [] : [element("h2", {}, "Probability of improvement"),
        element("p", {class: "note"}, "That a seed of the row's method scores more than a seed of the column's, ties counting half; below it the 95 % interval. Two methods differ convincingly if it leaves out 0.5."),
        matrix(arms, pairs)]),
      element("h2", {}, "What these numbers are"),
      element("p", {}, frames === null
        ? "As in a report: each run's score is that of its final evaluation."
        : "Each run as it stood when it had spent so many frames: the score of its last evaluation until then, which before the end is of fewer games. A run that was done keeps its final score."),
      element("ul", {class: "rules"}, comparison.rules.map((text) => element("li", {}, text))));
  }

  const interval = (pair, form) => form(pair[0]) + " to " + form(pair[1]);

  function scores(arms) {
    const all = arms.flatMap((arm) => [...arm.scores, ...(arm.seeds.length > 1 ? arm.ci95 : [])]);
    const low = Math.min(0, ...all);
    const high = Math.max(...all, low + 1e-9);
    const place = (value) => 100 * (value - low) / (high - low) + "%";
    return element("div", {class: "scroll", role: "region", tabindex: "0", "aria-label": "Scores"},
      element("table", {class: "numbers"},
        element("thead", {}, element("tr", {}, ["method", "IQM and interval, each seed's score", "IQM", "95 % interval", "mean", "95 % interval", "seeds", "acting frames", "all frames"]
          .map((text, i) => element("th", {scope: "col", class: i === 1 ? "plot-head" : null}, text, i === 1 ? element("small", {}, number(low) + " … " + number(high)) : null)))),
        element("tbody", {}, arms.map((arm, i) => element("tr", {},
          element("th", {scope: "row"}, element("span", {class: "swatch ground-" + i % COLOURS}), arm.method),
          element("td", {}, plot(arm, i, place)),
          [number(arm.iqm), arm.seeds.length > 1 ? interval(arm.ci95, number) : "one seed", number(arm.mean), arm.seeds.length > 1 ? interval(arm.meanCi95, number) : "one seed",
            String(arm.seeds.length), count(arm.actingFrames), count(arm.frames)].map((text) => element("td", {}, text)))))));
  }

  /** A band for the interval, a line for the mean, a dot for every seed. */
  function plot(arm, i, place) {
    const part = (kind, left, width) => {
      const made = element("span", {class: kind + " ground-" + i % COLOURS});
      made.style.left = left;
      if (width) {
        made.style.width = width;
      }
      return made;
    };
    const band = arm.seeds.length > 1
      ? part("band", place(arm.ci95[0]), "calc(" + place(arm.ci95[1]) + " - " + place(arm.ci95[0]) + ")") : null;
    return element("div", {class: "plot", "aria-hidden": "true", title: arm.scores.map(number).join(" · ")},
      band, arm.scores.map((score) => part("dot", place(score))), part("centre", place(arm.iqm)));
  }

  function matrix(arms, pairs) {
    const of = (row, column) => {
      const pair = pairs.find((one) => one.a === row && one.b === column);
      if (pair) {
        return {value: pair.probabilityOfImprovement, ci: pair.ci95};
      }
      const other = pairs.find((one) => one.a === column && one.b === row);
      return other ? {value: 1 - other.probabilityOfImprovement, ci: [1 - other.ci95[1], 1 - other.ci95[0]]} : null;
    };
    const two = (value) => value.toFixed(2);
    return element("div", {class: "scroll", role: "region", tabindex: "0", "aria-label": "Probability of improvement"},
      element("table", {class: "numbers matrix"},
        element("thead", {}, element("tr", {}, element("th", {scope: "col"}, "row better than column"), arms.map((arm) => element("th", {scope: "col"}, arm.method)))),
        element("tbody", {}, arms.map((row, i) => element("tr", {},
          element("th", {scope: "row"}, element("span", {class: "swatch ground-" + i % COLOURS}), row.method),
          arms.map((column) => {
            const cell = of(row.method, column.method);
            if (!cell) {
              return element("td", {}, "–");
            }
            const isClear = cell.ci[0] > 0.5 || cell.ci[1] < 0.5;
            return element("td", {class: (cell.value > 0.5 ? "win" : cell.value < 0.5 ? "lose" : "") + (isClear ? " clear" : "")}, two(cell.value), element("small", {}, interval(cell.ci, two)));
          }))))));
  }

  return {
    root,
    title: "Compare",
    concerns: (change) => isAll || [...change.changed, ...change.removed].some((id) => runs.includes(id)),
    update: () => load().catch(fail),
    leave: () => clearTimeout(waiting),
  };
}
