// A person shows how to judge actions: what to look up about them, and how good they are.

import {ask, write} from "./api.js";
import {element, fill, say, select} from "./dom.js";
import {number} from "./format.js";
import {screen} from "./screen.js";

const BEST = 10;
const NO_AGENT = {value: "", label: "no agent"};

export function decomposePage(parameters) {
  const name = parameters.get("name");
  return name ? gamePage(name) : beginningPage();
}

/** Which game: another one, or one that was begun. */
function beginningPage() {
  const status = element("p", {class: "note", role: "status"});
  const warning = element("p", {class: "warning", role: "alert", hidden: true});
  const seed = element("input", {type: "number", min: 0, step: 1, value: "1", class: "place"});
  const game = select("game", [], "", offerRuns);
  const run = select("agent that answers", [NO_AGENT], "", () => {});
  const button = element("button", {type: "button", class: "main", click: begin}, "Begin");
  const list = element("ul", {class: "kept"});
  const begun = element("section", {hidden: true}, element("h2", {}, "Games that were begun"), list);
  const root = element("div", {class: "decompose"},
    element("h1", {}, "Decompose"),
    element("p", {class: "lead"}, "At every half second of a game you choose an action and another one to compare it with, look up what would come of them, and say how good they are. What you looked up is what M1 can learn to ask (Q3). With an agent you can ask what comes if its policy goes on, and what it thinks of the state reached."),
    element("div", {class: "controls"}, game.field, element("label", {}, element("span", {}, "seed"), seed), run.field, button),
    warning, status,
    element("p", {class: "note"}, "Every answer is kept at once, in files that are called human: let no program answer here."),
    begun);
  let runs = [];
  let isLoaded = false;

  function offerRuns() {
    fill(run.list, [NO_AGENT, ...runs.filter((one) => one.game === game.list.value && one.hasAgent).map((one) => ({value: one.id, label: (one.group ? one.group + "/" : "") + one.name}))], "");
  }

  async function begin() {
    warn(warning, "");
    button.disabled = true;
    say(status, "the console starts …");
    try {
      const made = await write("decompositions", {game: game.list.value, seed: seed.value, run: run.list.value || null});
      location.hash = address(made.name);
    } catch (fault) {
      warn(warning, fault.message);
      say(status, "");
    }
    button.disabled = false;
  }

  return {
    root,
    title: "Decompose",
    concerns: () => false,
    async update() {
      const [games, shown, all] = await Promise.all([ask("games"), ask("decompositions"), ask("runs")]);
      runs = all.runs;
      if (!isLoaded) {
        game.list.replaceChildren(...games.games.map((one) => element("option", {value: one.name}, one.title)));
        isLoaded = true;
        offerRuns();
      }
      begun.hidden = shown.decompositions.length === 0;
      list.replaceChildren(...shown.decompositions.map((one) => element("li", {}, one.fault
        ? one.name + ": " + one.fault
        : [element("a", {href: "#" + address(one.name)}, one.name), ": " + one.shown + " of " + one.keyFrames + " key frames" + (one.run ? ", answers by " + one.run : "")])));
    },
  };
}

function address(name) {
  return "/decompose?name=" + encodeURIComponent(name);
}

function warn(where, text) {
  where.hidden = !text;
  say(where, text);
}

/** One game, key frame by key frame. */
function gamePage(name) {
  const path = "decompositions/" + encodeURIComponent(name);
  const status = element("p", {class: "note", role: "status"}, "…");
  const warning = element("p", {class: "warning", role: "alert", hidden: true});
  const place = element("div", {class: "frame"});
  const cards = element("div", {class: "cards"});
  const taken = select("action to take", [], "", () => choose("taken"));
  const other = select("to compare it with", [], "", () => choose("other"));
  const take = element("button", {type: "button", class: "main", click: () => put("actions", {action: chosen.taken})}, "Take it");
  const missing = element("span", {class: "note"});
  const desk = element("div", {class: "desk", hidden: true},
    place,
    element("div", {},
      element("div", {class: "controls"}, taken.field, other.field),
      cards,
      element("div", {class: "controls"}, take, missing)));
  const file = element("code", {});
  const learn = element("pre", {tabindex: "0"});
  const learning = element("div", {}, element("p", {class: "note"}, "To train a run whose M1 begins by asking as you did:"), learn);
  const kept = element("section", {hidden: true}, element("h2", {}, "Kept"), element("p", {}, file), learning);
  const root = element("div", {class: "decompose"},
    element("h1", {}, "Decompose"),
    element("p", {class: "lead"}, element("a", {href: "#/decompose"}, "other games")),
    status, warning, desk, kept);
  let view = null;
  let chosen = {};
  let isBusy = false;

  /** What one has begun to say, in the fields of a card, outlives the drawing of the cards. */
  const wanted = new Map();

  function show(next) {
    const isNew = !view || !view.frame || !next.frame || view.frame.number !== next.frame.number;
    view = next;
    const frame = view.frame;
    desk.hidden = !frame;
    kept.hidden = !view.file;
    say(file, view.file || "");
    learning.hidden = !view.learn;
    say(learn, view.learn || "");
    say(status, frame
      ? view.game + ", seed " + view.seed + (view.run ? ", answers by " + view.run : ", no agent") + ": key frame " + frame.number + " of " + view.keyFrames + ", agent step " + frame.step + ", score " + number(frame.score)
      : "This game is done. Thank you.");
    if (!frame) {
      return;
    }
    if (isNew) {
      wanted.clear();
      const picture = screen(frame.rows, frame.columns, frame.palette);
      picture.canvas.setAttribute("aria-label", "the screen of " + view.game + " at agent step " + frame.step);
      picture.draw(Uint8Array.from(atob(frame.picture), (letter) => letter.charCodeAt(0)));
      place.replaceChildren(picture.canvas);
      const said = frame.considered.map((one) => one.action);
      const order = [...said, ...frame.actions.filter((action) => !said.includes(action))];
      chosen = {taken: order[0], other: order[1]};
      const options = frame.actions.map((action) => ({value: action, label: action}));
      fill(taken.list, options, chosen.taken);
      fill(other.list, options, chosen.other || "");
      other.field.hidden = frame.actions.length < 2;
    }
    draw();
  }

  /** The two are never the same. */
  function choose(which) {
    const before = chosen[which];
    chosen[which] = which === "taken" ? taken.list.value : other.list.value;
    if (chosen.taken === chosen.other) {
      const swapped = which === "taken" ? "other" : "taken";
      chosen[swapped] = before;
      (swapped === "taken" ? taken : other).list.value = before;
    }
    draw();
  }

  function of(action) {
    return view.frame.considered.find((one) => one.action === action) || {action, asked: []};
  }

  function draw() {
    const said = view.frame.considered.map((one) => one.action);
    const actions = [...new Set([chosen.taken, chosen.other, ...said])].filter((action) => action);
    const focus = cards.contains(document.activeElement) ? document.activeElement.dataset.place : null;
    cards.replaceChildren(...actions.map((action) => card(of(action))));
    const open = actions.filter((action) => of(action).goodness === undefined);
    take.disabled = open.length > 0;
    say(take, "Take " + chosen.taken);
    say(missing, open.length > 0 ? "Say first how good " + open.join(" and ") + (open.length > 1 ? " are." : " is.") : "It is held until the next key frame.");
    if (focus) {
      cards.querySelector("[data-place='" + CSS.escape(focus) + "']")?.focus();
    }
  }

  function card(one) {
    const items = view.items;
    const fields = wanted.get(one.action) || {feature: items.features[0].label, steps: "16", who: items.continuations[0].label};
    wanted.set(one.action, fields);
    const choices = (list) => list.map((choice) => ({value: choice.label, label: choice.words}));
    const feature = select("what", choices(items.features), fields.feature, (value) => (fields.feature = value));
    const steps = select("agent steps", items.steps.map((step) => ({value: String(step), label: String(step)})), fields.steps, (value) => (fields.steps = value));
    const who = select("after the action", choices(items.continuations), fields.who, (value) => (fields.who = value));
    const left = items.most - one.asked.length;
    return element("section", {class: "card", "aria-label": one.action},
      element("h2", {}, one.action + (one.action === chosen.taken ? ", which you take" : "")),
      element("ul", {class: "answers"}, one.asked.map((item) => element("li", {}, item.question + " ", element("strong", {}, number(item.answer))))),
      left > 0
        ? element("form", {class: "controls tight", submit: (event) => {
          event.preventDefault();
          put("look-ups", {action: one.action, item: [fields.feature, fields.steps, fields.who].join("/")});
        }}, feature.field, steps.field, who.field, element("button", {"data-place": one.action + " look"}, "Look up"), element("span", {class: "note"}, left + " more"))
        : null,
      element("div", {class: "goodness", role: "group", "aria-label": "how good is " + one.action + ", 0 to " + BEST},
        element("span", {class: "note"}, "how good?"),
        Array.from({length: BEST + 1}, (_, value) => element("button", {type: "button", "aria-pressed": String(one.goodness === value), "data-place": one.action + " " + value,
          click: () => put("goodness", {action: one.action, goodness: String(value)})}, String(value)))));
  }

  async function put(what, body) {
    if (isBusy) {
      return;
    }
    isBusy = true;
    warn(warning, "");
    try {
      show(await write(path + "/" + what, body));
    } catch (fault) {
      warn(warning, fault.message);
    }
    isBusy = false;
  }

  return {
    root,
    title: "Decompose",
    concerns: () => false,
    async update() {
      if (!view) {
        show(await ask(path));
      }
    },
  };
}
