// The pages of a report: what is written there, and what can be looked into.

import {ask} from "./api.js";
import {comparePage} from "./compare.js";
import {curvesPage} from "./curves.js";
import {element, table} from "./dom.js";
import {episodePage} from "./episode.js";
import {count, number} from "./format.js";
import {markHere, pages} from "./pages.js";

const written = document.getElementById("report");
const place = element("main", {id: "page"});
const name = document.title;

/** The page as it is without scripts. */
function reportPage() {
  return {root: element("div"), title: "Report", update: async () => {}};
}

/** All episodes, or the only one. */
function episodesPage() {
  const root = element("div", {}, element("h1", {}, "Episodes"));
  let only = null;
  return {
    root,
    title: "Episodes",
    async update() {
      const runs = (await ask("runs")).runs.filter((run) => run.hasEpisodes);
      const rows = [];
      for (const run of runs) {
        for (const one of (await ask("runs/" + run.id + "/episodes")).episodes) {
          rows.push({run, one});
        }
      }
      if (rows.length === 1) {
        only = episodePage(new URLSearchParams({run: rows[0].run.id}));
        await only.update();
        root.replaceChildren(only.root);
        return;
      }
      root.replaceChildren(
        element("h1", {}, "Episodes"),
        table("numbers", "Episodes", ["run", "method", "seed", "episode", "score", "agent steps", "end", "questions"],
          rows.map(({run, one}) => ({cells: [...(one.fault
            ? [run.name, run.method, String(run.seed), one.name, one.fault, "", "", ""]
            : [element("a", {href: "#/episode?" + new URLSearchParams({run: run.id, name: one.name}), "aria-label": "watch " + one.name + " of " + run.name}, run.name),
              run.method, String(run.seed), one.name, number(one.score), count(one.steps), one.isGameOver ? "game over" : "time limit", one.hasTranscript ? "recorded" : "–"])]}))));
    },
    leave: () => only?.leave(),
  };
}

const PAGES = {
  compare: comparePage,
  curves: curvesPage,
  episode: (parameters) => (parameters.has("run") ? episodePage(parameters) : episodesPage()),
};

function route(words, parameters) {
  return Object.hasOwn(PAGES, words[0] || "") ? PAGES[words[0]](parameters) : reportPage();
}

let readAt = 0;

/** Either what is written, with its style sheet, or a page, with the dashboard's. */
function shown(page) {
  const isReport = page.title === "Report";
  if (!written.hidden) {
    readAt = scrollY;
  }
  written.hidden = !isReport;
  place.hidden = isReport;
  document.getElementById("style-report").media = isReport ? "all" : "not all";
  document.getElementById("style-view").media = isReport ? "not all" : "all";
  document.title = isReport ? name : page.title + " · " + name;
  markHere((hash) => (hash === "#/report" ? isReport : location.hash.startsWith(hash)));
  scrollTo(0, isReport ? readAt : 0);
}

async function start() {
  const links = (await ask("pages")).map(({page, label}) => element("a", {href: "#/" + page}, label));
  document.body.prepend(element("header", {}, element("strong", {}, "Amplia"),
    element("nav", {"aria-label": "Pages"}, element("a", {href: "#/report"}, "Report"), links)));
  written.after(place);
  document.querySelectorAll(".look").forEach((link) => {
    link.hidden = false;
  });
  pages(place, route, shown);
}

start();
