// One recorded episode: the game, its time line, and what was asked at each step.

import {ask, isLive, lines, write} from "./api.js";
import {askingForm} from "./asking.js";
import {element, icon, say, select} from "./dom.js";
import {count, number} from "./format.js";
import {isIndifferent, opinionTable, reason} from "./opinions.js";
import {reel, screen} from "./screen.js";
import {timeline} from "./timeline.js";
import {nodeAt, treeView} from "./tree.js";

const SPEEDS = ["0.25", "0.5", "1", "2", "4", "8"];

/** Frames that a television shows. */
const FRAMES_A_SECOND = 60;

/** Milliseconds at a step before one asks about it. */
const PAUSE = 200;

/** A film has a few steps only: they are to be followed. */
const FILM_SLOWER = 4;

/** What an address says of a question that is asked live. */
const PARTS = ["question", "action", "depth", "item", "event", "horizon", "rollouts", "explainer", "text"];
const ASK_ALL = "Ask M2 along the whole game";

export function episodePage(parameters) {
  const run = parameters.get("run") || "";
  const root = element("div", {class: "episode"}, element("h1", {}, "Episode"), element("p", {class: "note", role: "status"}, "The game is being played again …"));
  let stage = null;
  const page = {
    root,
    title: "Episode",
    concerns: () => false,
    async update() {
      if (stage) {
        return;
      }
      const episodes = (await ask("runs/" + encodeURIComponent(run) + "/episodes")).episodes;
      const name = parameters.get("name") || episodes.find((one) => !one.fault)?.name;
      if (!name) {
        throw new Error(episodes.length === 0 ? "This run has recorded no episode yet: it does so at its end, or with `amplia evaluate RUN --record 1`." : episodes[0].fault);
      }
      const path = "runs/" + encodeURIComponent(run) + "/episodes/" + encodeURIComponent(name);
      const episode = await ask(path);
      const overview = (await ask("runs/" + encodeURIComponent(run))).overview;
      if (!stage) {
        stage = viewer(root, path, episode, overview, episodes, parameters);
      }
    },
    leave: () => stage?.leave(),
  };
  return page;
}

/** The page of an episode that is known. */
function viewer(root, path, episode, overview, episodes, parameters) {
  const leaving = new AbortController();
  const steps = episode.steps;
  const asks = isLive && episode.canBeAsked;
  const state = {
    at: Math.max(0, Math.min(steps, Number(parameters.get("step")) || 0)),
    node: parameters.get("node"),
    question: parameters.has("question") ? Object.fromEntries(PARTS.filter((part) => parameters.has(part)).map((part) => [part, parameters.get(part)])) : null,
    also: parameters.get("also") || "",
    speed: "1",
    isPlaying: false,
  };

  // The game.

  const picture = screen(Math.max(1, episode.rows), Math.max(1, episode.columns), episode.palette);
  const pictures = reel(path, episode.rows * episode.columns, episode.pictures, drawGame, (fault) => warn(fault.message));
  const warning = element("p", {class: "warning", role: "alert", hidden: true});
  const transport = (name, shape, act) => element("button", {type: "button", class: "transport", "aria-label": name, title: name, click: act}, icon(shape));
  const play = transport("play (space)", "play", toggle);
  const slider = element("input", {type: "range", min: 0, max: steps, step: 1, "aria-label": "agent step", input: () => go(Number(slider.value))});
  const place = element("input", {type: "number", min: 0, max: steps, step: 1, class: "place", "aria-label": "go to step", title: "go to a step", focus: () => place.select(), change: () => place.value !== "" && go(Math.round(Number(place.value)))});
  const speed = select("speed", SPEEDS.map((value) => ({value, label: value + " ×"})), "1", (value) => {
    state.speed = value;
  });
  const line = timeline(steps, go);
  const readout = element("dl", {class: "readings"});
  const moment = element("p", {class: "moment"});
  const filmBar = element("div", {class: "film", hidden: true});
  const frame = element("div", {class: "frame", hidden: episode.pictures === 0}, picture.canvas);

  // What was asked.

  const heading = element("h2", {});
  const table = element("div", {});
  const why = element("p", {class: "why"});
  const told = element("p", {class: "note"});
  const answers = element("div", {class: "answers"});
  const progress = element("p", {class: "note", role: "status"});
  const stop = element("button", {type: "button", hidden: true, click: () => asking?.abort()}, "Stop");
  const askNow = element("button", {type: "button", class: "main", click: () => askLive({question: "best-action"}, "")}, "Ask M2 about this step");
  const onward = element("button", {type: "button", title: "M2 is asked about one step after the other", click: askOnward}, "Ask on, to where the action makes a difference");
  const survey = element("button", {type: "button", title: "M2 is asked about every step, by one level of questions, and what it thinks is marked", click: askAll}, ASK_ALL);
  const surveyed = element("p", {class: "note", role: "status"});
  const form = askingForm(episode.actions, ({parameters: asked, other}) => askLive(asked, other));
  const better = select("better here", [{value: "", label: "choose"}, ...episode.actions.map((name) => ({value: name, label: name}))], "", () => {});
  const correct = element("button", {type: "button", click: keepCorrection}, "Keep");
  const corrected = element("p", {class: "note", role: "status"});
  const learns = element("pre", {tabindex: "0", "aria-label": "command that learns from the corrections", hidden: true});
  const correction = element("details", {class: "more"}, element("summary", {}, "Say which action would have been better"),
    element("p", {class: "note"}, "It is kept at once, for the method ", element("code", {}, "dagger"), ". Of several to a step the last counts."),
    element("div", {class: "controls tight"}, better.field, correct), corrected, learns);
  let said = new Map();
  let isRead = false; // what was said before
  let others = [];
  let recorded = [];
  let marks = [];
  let policies = null;
  let shown = null;
  let shownAt = -1;
  let drawnAt = -1;
  let asking = null;
  let film = null;

  const another = select("episode", episodes.filter((one) => !one.fault).map((one) => ({value: one.name, label: one.name + " (score " + number(one.score) + ")"})), episode.name, (name) => {
    location.hash = "#/episode?" + new URLSearchParams({run: episode.run, name});
  });
  another.list.setAttribute("aria-label", "episode");

  root.replaceChildren(
    element("h1", {}, episode.game + ", " + overview.method + ", seed " + overview.seed),
    element("p", {class: "lead"}, "Episode ",
      episodes.length > 1 ? another.list : episode.name,
      " · score " + number(episode.score) + " · " + count(steps) + " agent steps of " + episode.frameSkip + " frames · ",
      isLive ? element("a", {href: "#/run/" + episode.run}, "its run") : overview.name),
    warning,
    element("div", {class: "stage"},
      element("div", {class: "game"},
        frame,
        element("div", {class: "controls tight"},
          transport("to the start (Home)", "first", () => go(0)),
          transport("a step back (left arrow)", "back", () => go(state.at - 1)),
          play,
          transport("a step on (right arrow)", "forward", () => go(state.at + 1)),
          transport("to the end (End)", "last", () => go(steps)),
          element("span", {class: "of"}, place, " of " + count(steps)),
          speed.list),
        filmBar, slider, line.root,
        asks ? element("div", {class: "controls tight"}, survey, surveyed) : null,
        readout,
        episode.notes.map((text) => element("p", {class: "note"}, text)),
        element("p", {class: "note keys"}, "Keys: space plays, arrows step (with Shift ten), comma and full stop go to the marked step before and after, Home and End to the ends.")),
      element("div", {class: "asked"},
        heading, moment,
        why, element("div", {class: "own"}, table), told,
        asks ? element("div", {class: "controls tight"}, askNow, onward, stop) : null,
        progress,
        asks ? element("details", {class: "more"}, element("summary", {}, "Ask something else about this step, or another run"), form.root) : null,
        isLive ? correction : element("p", {class: "note"}, "This file holds what was recorded. ", element("code", {}, "amplia serve"), " shows the run's folder: there M2 can be asked about any step, what it saw is played as a film, and a better action can be noted."),
        answers)));
  speed.list.setAttribute("aria-label", "speed");

  const main = treeView("questions", (to) => "#/episode?" + address(to), choose, isLive ? playFilm : null);

  // What a person says.

  function lookAtCorrections() {
    ask(path + "/corrections").then((answer) => {
      said = new Map(answer.corrections.map((one) => [one.step, one.action]));
      isRead = true;
      showCorrection();
    }, (fault) => say(corrected, fault.message));
  }

  async function keepCorrection() {
    const step = state.at;
    if (!better.list.value) {
      say(corrected, "Choose an action first.");
      return;
    }
    try {
      const kept = await write(path + "/corrections", {step, action: better.list.value});
      said.set(kept.step, kept.action);
      learns.hidden = false;
      say(learns, kept.train);
      showCorrection();
    } catch (fault) {
      say(corrected, fault.message);
    }
  }

  function showCorrection() {
    const here = said.get(state.at);
    correct.disabled = !isRead || state.at >= steps;
    better.list.value = here || "";
    say(corrected, (here ? "Kept: in step " + state.at + " " + here + " would have been better. " : "")
      + (said.size === 0 ? "" : said.size + (said.size === 1 ? " step" : " steps") + " of this episode corrected."));
  }

  // Moving.

  function go(step) {
    closeFilm();
    state.at = Math.max(0, Math.min(steps, step));
    forget();
    draw();
    settle();
  }

  /** Another step has other questions. */
  function forget() {
    state.node = null;
    state.question = null;
    state.also = "";
  }

  function draw() {
    drawGame();
    slider.value = state.at;
    if (document.activeElement !== place) {
      place.value = state.at;
    }
    slider.setAttribute("aria-valuetext", "step " + state.at + " of " + steps);
    line.at(state.at);
    const points = episode.points.filter((one) => one.step < state.at).reduce((sum, one) => sum + one.points, 0);
    const action = state.at < steps ? episode.actions[episode.choices[state.at]] : "the end";
    read([["step", count(state.at)], ["takes", action], ["score so far", number(points)],
      ...(hasLives() ? [["lives", String(livesAt(state.at))]] : []),
      ["time", ((episode.firstAgentFrame + state.at * episode.frameSkip) / FRAMES_A_SECOND).toFixed(1) + " s"]]);
    picture.canvas.setAttribute("aria-label", "the game at step " + state.at);
    say(heading, state.at < steps ? "Step " + state.at + ": it takes " + action : "The end");
    say(moment, line.textsAt(state.at).join(" · "));
    moment.hidden = moment.textContent === "";
    if (drawnAt !== state.at) {
      drawnAt = state.at;
      clearAnswers();
      showCorrection();
    }
  }

  function drawGame() {
    const now = film ? film.at() : pictures.at(state.at);
    if (now) {
      picture.draw(now);
    }
    frame.classList.toggle("waiting", !now);
    return now !== null;
  }

  function read(pairs) {
    if (readout.children.length !== pairs.length) {
      readout.replaceChildren(...pairs.map(([name]) => element("div", {}, element("dt", {}, name), element("dd", {}))));
    }
    pairs.forEach(([, value], i) => say(readout.children[i].lastChild, value));
  }

  let lives = [];
  const hasLives = () => lives.some((one) => one.left > 0);
  const livesAt = (step) => lives.filter((one) => one.step <= step).at(-1)?.left ?? 0;

  // Playing.

  let last = 0;
  let due = 0;
  let ticking = 0;

  function toggle() {
    if (film) {
      film.toggle();
      return;
    }
    state.isPlaying = !state.isPlaying;
    if (state.isPlaying && state.at === steps) {
      state.at = 0;
    }
    showPlaying();
    if (state.isPlaying) {
      forget();
      last = performance.now();
      due = 0;
      ticking = requestAnimationFrame(tick);
    } else {
      settle();
    }
  }

  function showPlaying() {
    const isOn = film ? film.isPlaying() : state.isPlaying;
    play.replaceChildren(icon(isOn ? "pause" : "play"));
    play.setAttribute("aria-label", isOn ? "pause (space)" : "play (space)");
    play.title = play.getAttribute("aria-label");
  }

  function tick(now) {
    if (!state.isPlaying) {
      return;
    }
    // What has not come is waited for, not jumped over.
    due = pictures.at(state.at) || state.at >= episode.pictures ? Math.min(30, due + (now - last) / 1000 * FRAMES_A_SECOND / episode.frameSkip * Number(state.speed)) : 0;
    last = now;
    if (due >= 1) {
      state.at = Math.min(steps, state.at + Math.floor(due));
      due -= Math.floor(due);
      draw();
    }
    if (state.at >= steps) {
      toggle();
      return;
    }
    ticking = requestAnimationFrame(tick);
  }

  // What was asked here.

  let settling = 0;

  /** When one stays at a step, its questions are shown. */
  function settle() {
    clearTimeout(settling);
    settling = setTimeout(look, PAUSE);
  }

  async function look() {
    if (state.isPlaying) {
      return;
    }
    const here = state.at;
    remember();
    if (here >= steps) {
      return;
    }
    try {
      if (asks && state.question !== null && shownAt !== here) {
        await askLive(state.question, state.also);
      } else if (recorded.includes(here) && shownAt !== here) {
        const answer = await ask(path + "/questions", {step: here});
        if (state.at === here && shownAt !== here) {
          show([{answer, label: ""}]);
        }
      }
      if (episode.canBeAsked && policies?.step !== here) {
        await lookAtPolicies(here);
      }
    } catch (fault) {
      if (fault.name !== "AbortError") {
        say(told, fault.message);
      }
    }
  }

  let reading = null;

  async function lookAtPolicies(here) {
    reading?.abort();
    reading = new AbortController();
    const answer = await lines(path + "/policies", {step: here}, () => {}, AbortSignal.any([reading.signal, leaving.signal]));
    if (state.at === here) {
      policies = {step: here, all: answer.policies};
      drawTable();
    }
  }

  function drawTable() {
    const answer = shown && shownAt === state.at ? shown[0].answer : null;
    const now = policies?.step === state.at ? policies.all : null;
    const made = opinionTable(episode.actions, state.at < steps ? episode.choices[state.at] : -1, now, answer?.opinions ? answer : null, isLive ? playFilm : null);
    table.replaceChildren(...(made ? [made] : []));
    say(why, answer?.opinions && state.at < steps ? reason(answer.opinions, episode.actions[episode.choices[state.at]]) : "");
    why.hidden = why.textContent === "";
    say(told, tell(answer, now));
  }

  /** Says honestly who answered and when. */
  function tell(answer, now) {
    if (!episode.canBeAsked && recorded.length === 0) {
      return "A run of " + episode.method + " asks no overseer: there are no questions to show, only the game.";
    }
    const latest = now?.find((one) => one.checkpoint.includes("last"));
    return [
      answer ? (answer.isRecorded
        ? "Asked when the episode was recorded."
        : "Asked just now, of the agent in the run's last checkpoint" + (latest ? " (round " + latest.round + ")" : "") + ": " + count(answer.tree.frames) + " emulator frames, " + number(answer.seconds) + " s.")
        : recorded.includes(state.at) ? "" : "Nothing was asked here when the episode was recorded.",
      now && now.length > 1 ? "M1's policy is shown as it was after the rounds whose checkpoints the run keeps." : "",
    ].filter((text) => text).join(" ");
  }

  function clearAnswers() {
    asking?.abort();
    shown = null;
    shownAt = -1;
    root.querySelector(".own").append(table);
    answers.replaceChildren();
    say(progress, "");
    drawTable();
    offer();
  }

  /** Where nothing was recorded one can ask. */
  function offer() {
    askNow.hidden = shown !== null || recorded.includes(state.at) || state.at >= steps;
    onward.hidden = !(shown?.[0].answer.opinions && isIndifferent(shown[0].answer.opinions));
  }

  function show(all) {
    shown = all;
    shownAt = state.at;
    say(progress, "");
    root.querySelector(".own").append(table);
    const views = all.map((one, i) => i === 0 ? main : treeView("questions to " + one.label, () => location.hash, () => {}, (node) => playFilm(node, one.run)));
    // Side by side each has its table above its tree.
    answers.replaceChildren(...all.map((one, i) => element("section", {class: "answer"},
      all.length > 1 ? element("h3", {}, i === 0 ? overview.method + " seed " + overview.seed + " (this run)" : one.label) : null,
      all.length > 1 && i === 0 ? table : null,
      i > 0 && one.answer.opinions ? opinionTable(episode.actions, episode.choices[state.at], null, one.answer, (node) => playFilm(node, one.run)) : null,
      views[i].root)));
    answers.classList.toggle("two", all.length > 1);
    all.forEach((one, i) => views[i].show(one.answer.tree, i === 0 ? state.node : null));
    offer();
    drawTable();
  }

  /** Asks about the steps after this one, until M2 finds a difference. */
  async function askOnward() {
    const question = {question: "best-action"};
    await long(async (signal) => {
      for (let step = state.at + 1; step < steps; step++) {
        const {answer} = await lines(path + "/answers", {step, ...question}, () => {}, signal);
        say(progress, "M2 is asked about step " + step + " …");
        if (!isIndifferent(answer.opinions)) {
          go(step);
          state.question = question;
          show([{answer, run: "", label: ""}]);
          return;
        }
      }
      say(progress, "From here on no action makes a difference.");
    });
  }

  /** Asks this run, and perhaps another, one after the other. */
  async function askLive(question, also) {
    const here = state.at;
    await long(async (signal) => {
      const got = [];
      for (const run of also ? ["", also] : [""]) {
        const {answer} = await lines(path + "/answers", {step: here, ...question, ...(run ? {ask: run} : {})},
          (told) => told.waiting && say(progress, "M2 is looking ahead … " + told.waiting.toFixed(1) + " s"), signal);
        got.push({answer, run, label: others.find((one) => one.id === run)?.label || "the other run"});
      }
      if (state.at === here) {
        state.question = question;
        state.also = also;
        show(got);
        remember();
      }
    });
  }

  let surveying = null;

  /** It goes on while one looks at single steps. */
  async function askAll() {
    if (surveying) {
      surveying.abort();
      return;
    }
    surveying = new AbortController();
    say(survey, "Stop");
    let known = 0;
    try {
      const answer = await lines(path + "/opinions", {}, (told) => {
        known += told.opinion ? 1 : 0;
        if (told.opinion) {
          say(surveyed, known + " of " + told.of + " steps …");
        } else if (known === 0) {
          say(surveyed, "waiting …");
        }
      }, AbortSignal.any([surveying.signal, leaving.signal]));
      const kinds = ["disagreement", "surprise"];
      marks = [...marks.filter((mark) => !kinds.includes(mark.kind)), ...answer.survey.marks];
      line.show(marks);
      say(surveyed, "Marked by what M2 thinks of " + known + " steps now (" + count(answer.survey.frames) + " frames).");
      draw();
    } catch (fault) {
      say(surveyed, fault.name === "AbortError" ? "Stopped after " + known + " steps." : fault.message);
    }
    surveying = null;
    say(survey, ASK_ALL);
  }

  /** Something that takes a while, one at a time. */
  async function long(work) {
    asking?.abort();
    const own = new AbortController();
    asking = own;
    stop.hidden = false;
    say(progress, "M2 is looking ahead …");
    try {
      await work(AbortSignal.any([own.signal, leaving.signal]));
    } catch (fault) {
      say(progress, fault.name === "AbortError" ? "Stopped." : fault.message);
    }
    if (asking === own) {
      asking = null;
      stop.hidden = true;
    }
  }

  // Films.

  async function playFilm(node, other = "") {
    const here = state.at;
    if (state.isPlaying) {
      toggle();
    }
    await long(async (signal) => {
      const pairs = [["step", here], ...node.future.map((one) => ["future", one]), ...(other ? [["ask", other]] : [])];
      const answer = (await lines(path + "/film", pairs, () => {}, signal)).film;
      say(progress, "");
      if (state.at === here) {
        openFilm(answer, node);
      }
    });
  }

  function openFilm(shot, node) {
    closeFilm();
    const size = shot.rows * shot.columns;
    const data = Uint8Array.from(atob(shot.pictures), (letter) => letter.charCodeAt(0));
    let place = 0;
    let timer = 0;
    const range = element("input", {type: "range", min: 0, max: shot.steps.length, step: 1, value: 0, "aria-label": "agent step of the film", input: () => show(Number(range.value))});
    const text = element("p", {role: "status"});
    const show = (at) => {
      place = Math.max(0, Math.min(shot.steps.length, at));
      range.value = place;
      const gained = shot.steps.slice(0, place).reduce((sum, one) => sum + one.points, 0);
      say(text, (place === 0 ? "begins at step " + state.at : place + " of " + shot.steps.length + ": " + shot.steps[place - 1].action)
        + (gained === 0 ? "" : " · " + (gained > 0 ? "+" : "") + number(gained) + (Math.abs(gained) === 1 ? " point" : " points")));
      drawGame();
    };
    const run = () => {
      timer = setInterval(() => {
        place >= shot.steps.length ? halt() : show(place + 1);
      }, 1000 * episode.frameSkip * FILM_SLOWER / FRAMES_A_SECOND / Number(state.speed));
      showPlaying();
    };
    const halt = () => {
      clearInterval(timer);
      timer = 0;
      showPlaying();
    };
    film = {
      at: () => data.subarray(place * size, (place + 1) * size),
      step: (by) => {
        halt();
        show(place + by);
      },
      isPlaying: () => timer !== 0,
      again: () => {
        halt();
        show(0);
        run();
      },
      toggle: () => {
        if (timer !== 0) {
          halt();
        } else {
          show(place >= shot.steps.length ? 0 : place);
          run();
        }
      },
      halt,
    };
    filmBar.replaceChildren(
      element("div", {class: "film-head"}, element("strong", {}, "What the emulator showed: " + inWords(node.future)),
        element("button", {type: "button", click: () => film.again()}, "Again"),
        element("button", {type: "button", click: closeFilm}, "Back to the game")),
      range, text);
    filmBar.hidden = false;
    frame.classList.add("is-film");
    frame.scrollIntoView({block: "nearest"});
    show(0);
    run();
  }

  function inWords(futures) {
    return futures.map((label) => {
      const [actions, horizon, who, number] = label.split("/");
      const goes = {policy: "the policy goes on", demonstrator: "the demonstrator's clone goes on", repeat: "it is repeated", noop: "nothing is done", random: "random actions follow"}[who];
      return actions.split(",").join(", ") + ", then " + goes + ", " + horizon + " steps in all" + (number ? "; actions stick as in the game: future " + number : "");
    }).join("; then ");
  }

  function closeFilm() {
    if (film) {
      film.halt();
      film = null;
      filmBar.hidden = true;
      frame.classList.remove("is-film");
      showPlaying();
      drawGame();
    }
  }

  // The address.

  function address(node) {
    return new URLSearchParams({run: episode.run, name: episode.name, step: state.at, ...(state.question || {}), ...(state.also ? {also: state.also} : {}), ...(node === null ? {} : {node})}).toString();
  }

  function choose(node) {
    state.node = node;
    remember();
  }

  function remember() {
    history.replaceState(null, "", "#/episode?" + address(state.node));
  }

  // The keyboard.

  function pressed(event) {
    const isTyping = event.target.closest?.("input:not([type=range]), select, textarea");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const far = event.shiftKey ? 10 : 1;
    const act = {
      " ": () => toggle(),
      ArrowLeft: () => (film ? film.step(-far) : go(state.at - far)),
      ArrowRight: () => (film ? film.step(far) : go(state.at + far)),
      Home: () => go(0),
      End: () => go(steps),
      ",": () => go(line.next(state.at, -1) ?? state.at),
      ".": () => go(line.next(state.at, 1) ?? state.at),
      Escape: closeFilm,
    }[event.key];
    const presses = event.target.closest?.("button, a, summary") && event.key === " ";
    const scrolls = event.target.closest?.(".scroll") && event.key.startsWith("Arrow");
    if (act && !presses && !scrolls) {
      event.preventDefault();
      if (state.isPlaying && event.key !== " ") {
        toggle();
      }
      act();
    }
  }

  function warn(text) {
    say(warning, text);
    warning.hidden = false;
  }

  async function lookAtMarks() {
    try {
      const answer = await ask(path + "/marks");
      lives = answer.lives;
      recorded = answer.asked;
      marks = [...answer.marks, ...answer.asked.map((step) => ({step, kind: "asked", text: ""}))];
      line.show(marks);
      draw();
      drawTable();
      offer();
      look();
    } catch (fault) {
      warn(fault.message);
    }
  }

  async function lookForOthers() {
    const runs = (await ask("runs")).runs;
    others = runs.filter((one) => one.game === episode.game && one.id !== episode.run && one.hasAgent)
      .map((one) => ({id: one.id, label: one.method + " seed " + one.seed + " (" + one.name + ")"}));
    form.others(others);
  }

  document.addEventListener("keydown", pressed);
  draw();
  lookAtMarks();
  if (isLive) {
    lookAtCorrections();
  }
  if (asks) {
    lookForOthers().catch((fault) => warn(fault.message));
  }

  return {
    leave() {
      cancelAnimationFrame(ticking);
      state.isPlaying = false;
      closeFilm();
      clearTimeout(settling);
      leaving.abort();
      pictures.leave();
      document.removeEventListener("keydown", pressed);
    },
  };
}
