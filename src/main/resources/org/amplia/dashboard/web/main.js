// Which page is shown, and what it is told.

import {follow} from "./api.js";
import {element, say} from "./dom.js";
import {comparePage} from "./compare.js";
import {curvesPage} from "./curves.js";
import {decomposePage} from "./decompose.js";
import {episodePage} from "./episode.js";
import {judgePage} from "./judge.js";
import {playPage} from "./play.js";
import {runPage} from "./run.js";
import {runsPage} from "./runs.js";

const place = document.getElementById("page");
const live = document.getElementById("live");
let page = null;

/** The page of an address: "#/run/ID", "#/curves?metric=…", "#/episode?run=ID&step=…". */
function route() {
  const [path, query] = location.hash.slice(1).split("?");
  const parameters = new URLSearchParams(query || "");
  const words = path.split("/").filter((word) => word);
  if (words[0] === "run" && words.length === 2) {
    return runPage(words[1]);
  }
  if (words[0] === "compare") {
    return comparePage(parameters);
  }
  if (words[0] === "episode") {
    return episodePage(parameters);
  }
  if (words[0] === "judge") {
    return judgePage(parameters);
  }
  if (words[0] === "play") {
    return playPage(parameters);
  }
  if (words[0] === "decompose") {
    return decomposePage(parameters);
  }
  return words[0] === "curves" ? curvesPage(parameters) : runsPage();
}

function show() {
  page?.leave?.();
  page = route();
  place.replaceChildren(page.root);
  document.title = page.title + " · Amplia";
  for (const link of document.querySelectorAll("nav a")) {
    const here = location.hash.startsWith(link.hash) || (page.title === "Runs" && link.hash === "#/runs");
    here ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  }
  update(null);
}

/** One request at a time; what changed meanwhile is asked for afterwards. */
let busy = false;
let waiting = false;
async function update(change) {
  if (change && page.concerns && !page.concerns(change)) {
    return;
  }
  if (busy) {
    waiting = true;
    return;
  }
  busy = true;
  const asked = page;
  try {
    await asked.update();
    asked.root.querySelector(":scope > .fault")?.remove();
  } catch (fault) {
    asked.root.querySelector(":scope > .fault")?.remove();
    asked.root.prepend(element("p", {class: "fault", role: "alert"}, fault.message));
  }
  busy = false;
  if (waiting || asked !== page) {
    waiting = false;
    update(null);
  }
}

window.addEventListener("hashchange", show);
show();
follow(update, (connected) => {
  say(live, connected ? "live" : "no connection: is `amplia serve` running?");
  live.classList.toggle("lost", !connected);
});
