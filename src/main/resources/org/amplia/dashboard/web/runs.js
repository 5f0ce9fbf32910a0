// The table of all runs.

import {ask} from "./api.js";
import {element, say} from "./dom.js";
import {ago, count, number, percent} from "./format.js";
import {chosen, selection} from "./selection.js";

/** More rows make a page slow; a filter finds the others. */
const MOST_ROWS = 500;
const MOST_SELECTED = 200;

const COLUMNS = [
  {key: "name", label: "run"},
  {key: "state", label: "state"},
  {key: "game", label: "game"},
  {key: "method", label: "method"},
  {key: "seed", label: "seed"},
  {key: "progress", label: "progress"},
  {key: "score", label: "score", title: "mean of the last evaluation's games"},
  {key: "demonstratorScore", label: "demonstrator", title: "mean score of the demonstrations"},
  {key: "frames", label: "frames", title: "all emulator frames, look-ahead included"},
  {key: "framesPerSecond", label: "frames/s", title: "all frames by the seconds of training"},
  {key: "changedAt", label: "changed"},
];

let words = "";
let sortedBy = "changedAt";
let isRising = false;

export function runsPage() {
  const rows = new Map();
  let all = [];
  const body = element("tbody");
  const note = element("p", {class: "note", role: "status"});
  const curves = element("a", {class: "button", href: "#/curves"}, "Curves");
  const comparison = element("a", {class: "button", href: "#/compare"}, "Compare");
  const everything = element("input", {type: "checkbox", "aria-label": "select all that are shown", change: selectAll});
  const filter = element("input", {type: "search", placeholder: "e.g. running regularised", value: words,
    input: () => {
      words = filter.value;
      draw();
    }});
  const clear = element("button", {type: "button", click: () => {
    chosen.clear();
    draw();
  }}, "Clear selection");
  const headings = COLUMNS.map((column) =>
    element("th", {scope: "col"},
      element("button", {type: "button", title: column.title || null, click: () => sort(column.key)}, column.label)));
  const order = element("select", {"aria-label": "sorted by", change: () => sort(order.value)},
    COLUMNS.map((column) => element("option", {value: column.key}, column.label)));
  const root = element("div", {},
    element("h1", {}, "Runs"),
    element("div", {class: "controls"},
      element("label", {class: "wide"}, element("span", {}, "filter"), filter),
      element("label", {class: "narrow-only"}, element("span", {}, "sorted by"), order),
      curves, comparison, clear),
    note,
    element("div", {class: "scroll runs", role: "region", tabindex: "0", "aria-label": "Runs"},
      element("table", {class: "runs"},
        element("thead", {}, element("tr", {}, element("th", {scope: "col"}, everything), headings)),
        body)));
  const clock = setInterval(draw, 30000);

  function sort(key) {
    isRising = sortedBy === key ? !isRising : key !== "changedAt" && key !== "score";
    sortedBy = key;
    draw();
  }

  function selectAll() {
    const shown = visible().slice(0, MOST_ROWS);
    for (const run of shown) {
      everything.checked ? choose(run.id) : chosen.delete(run.id);
    }
    draw();
  }

  function choose(id) {
    if (chosen.size < MOST_SELECTED) {
      chosen.add(id);
    }
  }

  function visible() {
    const wanted = words.toLowerCase().split(/\s+/).filter((word) => word);
    const text = (run) =>
      [run.name, run.group, run.state, run.game, run.method, "seed " + run.seed].join(" ").toLowerCase();
    return all.filter((run) => wanted.every((word) => text(run).includes(word))).sort(compare);
  }

  function compare(a, b) {
    const x = a[sortedBy];
    const y = b[sortedBy];
    if (x === undefined || y === undefined) {
      return (x === undefined) - (y === undefined); // what has none comes last
    }
    const order = typeof x === "number" ? x - y : String(x).localeCompare(String(y), "en", {numeric: true});
    return order === 0 ? a.name.localeCompare(b.name, "en", {numeric: true}) : isRising ? order : -order;
  }

  function row(run) {
    const tick = element("input", {type: "checkbox", change: () => {
      tick.checked ? choose(run.id) : chosen.delete(run.id);
      draw();
    }});
    const link = element("a", {href: "#/run/" + run.id});
    const watch = element("a", {href: "#/episode?run=" + run.id, class: "watch"}, "watch, ask why");
    const group = element("small");
    const bar = element("progress", {max: 1});
    const share = element("span");
    const cells = Object.fromEntries(COLUMNS.map((column) => [column.key, element("td", {"data-label": column.label})]));
    cells.name.append(link, " ", watch, group);
    cells.progress.append(bar, share);
    const made = element("tr", {}, element("td", {}, tick), COLUMNS.map((column) => cells[column.key]));
    return {made, tick, link, watch, group, bar, share, cells};
  }

  function write(to, run) {
    to.tick.checked = chosen.has(run.id);
    to.tick.setAttribute("aria-label", "select " + run.name);
    say(to.link, run.name);
    to.watch.hidden = !run.hasEpisodes;
    to.watch.setAttribute("aria-label", "watch a game of " + run.name);
    say(to.group, run.fault || run.group);
    say(to.cells.state, run.state);
    to.cells.state.className = "state " + run.state;
    say(to.cells.game, run.game || "–");
    say(to.cells.method, run.method || "–");
    say(to.cells.seed, run.seed === undefined ? "–" : String(run.seed));
    to.bar.hidden = run.progress === undefined;
    to.bar.value = run.progress || 0;
    say(to.share, percent(run.progress));
    say(to.cells.score, number(run.score));
    say(to.cells.demonstratorScore, number(run.demonstratorScore));
    say(to.cells.frames, count(run.frames));
    say(to.cells.framesPerSecond, count(run.framesPerSecond));
    say(to.cells.changedAt, ago(run.changedAt));
    to.cells.changedAt.title = run.changedAt;
  }

  function draw() {
    const found = visible();
    const shown = found.slice(0, MOST_ROWS);
    const wanted = shown.map((run) => {
      if (!rows.has(run.id)) {
        rows.set(run.id, row(run));
      }
      const to = rows.get(run.id);
      write(to, run);
      return to.made;
    });
    // Rows that stay where they are keep the keyboard's focus.
    if (wanted.length !== body.children.length || wanted.some((made, i) => body.children[i] !== made)) {
      const focused = document.activeElement;
      body.replaceChildren(...wanted);
      focused?.focus?.();
    }
    headings.forEach((heading, i) => {
      const isSorted = COLUMNS[i].key === sortedBy;
      heading.setAttribute("aria-sort", isSorted ? (isRising ? "ascending" : "descending") : "none");
    });
    order.value = sortedBy;
    everything.checked = shown.length > 0 && shown.every((run) => chosen.has(run.id));
    everything.indeterminate = !everything.checked && shown.some((run) => chosen.has(run.id));
    say(curves, chosen.size === 0 ? "Curves of all" : "Curves of " + chosen.size + " selected");
    curves.href = "#/curves" + (chosen.size === 0 ? "" : "?runs=" + selection().join(","));
    say(comparison, chosen.size === 0 ? "Compare all" : "Compare " + chosen.size + " selected");
    comparison.href = "#/compare" + (chosen.size === 0 ? "" : "?runs=" + selection().join(","));
    clear.hidden = chosen.size === 0;
    say(note, summary(found));
  }

  function summary(found) {
    if (all.length === 0) {
      return "No runs yet in this folder. A run that is trained into it appears by itself.";
    }
    const running = found.filter((run) => run.state === "running").length;
    return found.length + (found.length === 1 ? " run" : " runs")
      + (found.length < all.length ? " of " + all.length : "")
      + (running ? ", " + running + " running" : "")
      + (found.length > MOST_ROWS ? ": the first " + MOST_ROWS + " are shown, filter to see others" : "")
      + (chosen.size >= MOST_SELECTED ? "; at most " + MOST_SELECTED + " can be selected" : "");
  }

  return {
    root,
    title: "Runs",
    async update() {
      const answer = await ask("runs");
      all = answer.runs;
      const ids = new Set(all.map((run) => run.id));
      [...chosen].filter((id) => !ids.has(id)).forEach((id) => chosen.delete(id));
      [...rows.keys()].filter((id) => !ids.has(id)).forEach((id) => rows.delete(id));
      draw();
      if (!answer.isWhole) {
        say(note, note.textContent + ". The folder holds more than is shown: name one within it.");
      }
    },
    leave: () => clearInterval(clock),
  };
}
