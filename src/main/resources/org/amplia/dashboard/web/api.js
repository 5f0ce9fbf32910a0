// What the server says.

/** Asks for one thing; throws an error whose message is the server's. */
export async function ask(path, parameters = {}) {
  const query = new URLSearchParams(parameters).toString();
  const answer = await fetch("/api/v1/" + path + (query ? "?" + query : ""), {credentials: "omit"});
  let body;
  try {
    body = await answer.json();
  } catch {
    throw new Error("the server's answer cannot be read (" + answer.status + ")");
  }
  if (!answer.ok) {
    throw new Error(body.error || "the server refused: " + answer.status);
  }
  return body;
}

/**
 * Tells which runs change, as long as the page is seen: a browser has few connections to a server,
 * and pages that nobody sees would hold them.
 *
 * @param changed is told {changed, removed}, or null if anything may have changed meanwhile
 * @param state is told whether there is a connection
 */
export function follow(changed, state) {
  let stream = null;
  const open = () => {
    if (stream || document.hidden) {
      return;
    }
    stream = new EventSource("/api/v1/events");
    stream.addEventListener("open", () => {
      state(true);
      changed(null);
    });
    stream.addEventListener("runs", (event) => changed(JSON.parse(event.data)));
    stream.addEventListener("error", () => {
      state(false);
      if (stream && stream.readyState === EventSource.CLOSED) {
        stream = null;
        setTimeout(open, 3000);
      }
    });
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && stream) {
      stream.close();
      stream = null;
    }
    open();
  });
  open();
}
