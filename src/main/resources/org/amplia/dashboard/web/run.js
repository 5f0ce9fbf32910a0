// The page of one run.

import {ask} from "./api.js";
import {element, table} from "./dom.js";
import {ago, count, duration, number, percent} from "./format.js";

export function runPage(id) {
  const root = element("div", {}, element("h1", {}, "Run"));
  let onlyDifferences = false;
  let drawn = "";
  let recorded = [];

  function draw(run) {
    const now = run.overview;
    root.replaceChildren(
      element("h1", {}, now.name),
      element("p", {class: "lead"},
        now.game + ", " + now.method + ", seed " + now.seed + (now.group ? ", in " + now.group : "")),
      facts(now),
      element("p", {}, element("a", {class: "button", href: "#/curves?runs=" + id + "&mode=runs"}, "Curves of this run"),
        asksAPerson(run) ? [" ", element("a", {class: "button", href: "#/judge?run=" + id}, "Compare films for this run")] : null),
      section("Episodes", episodes()),
      section("Evaluations", evaluations(run.evaluations)),
      section("Command", commands(run)),
      section("Configuration", configuration(run)),
      section("Versions", table("text", "Versions", ["what", "version"],
        Object.entries(run.versions).map(([name, version]) => ({cells: [name, version]})))),
      run.log === undefined
        ? null
        : section("Log", element("pre", {tabindex: "0", "aria-label": "Log"}, run.log || "(empty)")));
    const log = root.querySelector("pre[aria-label=Log]");
    if (log) {
      log.scrollTop = log.scrollHeight;
    }
  }

  function asksAPerson(run) {
    return now(run, "rrm.judge") === "human" && run.overview.method === "rrm";
  }

  function now(run, key) {
    return run.configuration.find((setting) => setting.key === key)?.value;
  }

  function section(name, ...content) {
    return element("section", {}, element("h2", {}, name), content);
  }

  function facts(now) {
    const pairs = [
      ["state", now.state],
      ["progress", percent(now.progress)],
      ["score", number(now.score)],
      ["demonstrator", number(now.demonstratorScore)],
      ["all frames", count(now.frames)],
      ["acting frames", count(now.actingFrames)],
      ["time of training", duration(now.seconds)],
      ["frames/s", count(now.framesPerSecond)],
      ["changed", ago(now.changedAt)],
    ];
    return element("dl", {class: "facts"},
      pairs.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))));
  }

  function episodes() {
    return recorded.length === 0
      ? element("p", {}, "No episode was recorded yet: that is done at the end, and by ", element("code", {}, "amplia evaluate RUN --record 1"), ".")
      : table("numbers", "Episodes", ["episode", "score", "agent steps", "frames", "end", ""],
          recorded.map((one) => ({cells: one.fault
            ? [one.name, one.fault, "", "", "", ""]
            : [one.name, number(one.score), count(one.steps), count(one.frames), one.isGameOver ? "game over" : "time limit",
              element("a", {href: "#/episode?" + new URLSearchParams({run: id, name: one.name}), "aria-label": "watch " + one.name}, one.hasTranscript ? "watch, with its questions" : "watch")]})));
  }

  function evaluations(lines) {
    return lines.length === 0
      ? element("p", {}, "Nothing was measured yet.")
      : table("numbers", "Evaluations",
          ["evaluation", "mean", "lowest to highest", "games", "acting frames", "all frames", "time"],
          lines.map((line) => ({cells: [
            line.kind === "final" ? "final" : "round " + line.round,
            number(line.mean),
            number(line.lowest) + " to " + number(line.highest),
            String(line.games),
            count(line.actingFrames),
            count(line.frames),
            duration(line.seconds)]})));
  }

  function commands(run) {
    return [
      element("p", {}, "As started:"),
      code(run.command),
      run.repeat
        ? [element("p", {}, "The run by itself, to repeat it:"), code(run.repeat)]
        : element("p", {}, "This version cannot repeat it: " + run.repeatFault),
    ];
  }

  function code(text) {
    const copy = element("button", {type: "button", click: async () => {
      await navigator.clipboard.writeText(text);
      copy.textContent = "copied";
    }}, "copy");
    return element("div", {class: "code"}, element("pre", {tabindex: "0"}, text), copy);
  }

  function configuration(run) {
    const differing = run.configuration.filter((setting) => setting.differs);
    const toggle = element("input", {type: "checkbox", change: () => {
      onlyDifferences = toggle.checked;
      draw(run);
    }});
    toggle.checked = onlyDifferences;
    const shown = onlyDifferences
      ? differing
      : [...differing, ...run.configuration.filter((setting) => !setting.differs)];
    return [
      element("p", {}, differing.length === 0
        ? "Every key has its default."
        : differing.length + (differing.length === 1 ? " key has" : " keys have") + " another value than the default."),
      differing.length === 0 ? null : element("label", {class: "check"}, toggle, "only these"),
      table("text", "Configuration", ["key", "value", "default"],
        shown.map((setting) => ({
          kind: setting.differs ? "differs" : "",
          cells: [setting.key, setting.value, setting.usual === undefined ? "–" : setting.usual],
        }))),
    ];
  }

  return {
    root,
    title: "Run",
    concerns: (change) => change.changed.includes(id) || change.removed.includes(id),
    async update() {
      const run = await ask("runs/" + encodeURIComponent(id));
      recorded = (await ask("runs/" + encodeURIComponent(id) + "/episodes")).episodes;
      const text = JSON.stringify([run, recorded]);
      if (text !== drawn) {
        drawn = text;
        draw(run);
      }
    },
  };
}
