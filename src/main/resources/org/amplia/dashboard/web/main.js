// Which page is shown, and what it is told.

import {follow} from "./api.js";
import {comparePage} from "./compare.js";
import {curvesPage} from "./curves.js";
import {decomposePage} from "./decompose.js";
import {say} from "./dom.js";
import {episodePage} from "./episode.js";
import {judgePage} from "./judge.js";
import {markHere, pages} from "./pages.js";
import {playPage} from "./play.js";
import {runPage} from "./run.js";
import {runsPage} from "./runs.js";

const PAGES = {compare: comparePage, curves: curvesPage, decompose: decomposePage, episode: episodePage, judge: judgePage, play: playPage};

const live = document.getElementById("live");

function route(words, parameters) {
  if (words[0] === "run" && words.length === 2) {
    return runPage(words[1]);
  }
  return Object.hasOwn(PAGES, words[0] || "") ? PAGES[words[0]](parameters) : runsPage();
}

function shown(page) {
  document.title = page.title + " · Amplia";
  markHere((hash) => location.hash.startsWith(hash) || (page.title === "Runs" && hash === "#/runs"));
}

const update = pages(document.getElementById("page"), route, shown);
follow(update, (connected) => {
  say(live, connected ? "live" : "no connection: is `amplia serve` running?");
  live.classList.toggle("lost", !connected);
});
