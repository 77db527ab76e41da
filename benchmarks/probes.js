/*
 * Put into every page and frame that is measured: how long from a key press until the page stands
 * still, how many bytes came meanwhile, how long frames take. All times in milliseconds.
 */
(function () {
  "use strict";

  const MAP_FRAME = "iframe[title*='streamlit_folium']";
  const QUIET_MS = 400; // a page stands still when nothing begins for so long
  const LIMIT_MS = 120000;
  const LATE_MS = 3000; // a page that changes without running its script is looked at then
  const LARGE_UPLOAD_BYTES = 100000; // of WebGL: columns of points, not matrices

  const probe = (window.benchmarkProbe = {});
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

  /* Call `note` with the values of each call of a method, before the method itself. */
  function wrapMethod(owner, name, note) {
    const plain = owner[name];
    owner[name] = function (...values) {
      note(values);
      return plain.apply(this, values);
    };
  }

  /* What has come by the web socket, before its compression. */
  let socketBytes = 0;
  const PlainSocket = window.WebSocket;
  window.WebSocket = class extends PlainSocket {
    constructor(...options) {
      super(...options);
      this.addEventListener("message", ({ data }) => {
        socketBytes += data.byteLength || data.size || data.length || 0;
      });
    }
  };
  performance.setResourceTimingBufferSize(20000);

  /* What folium's frame was told to run, in characters: scripts and group together. */
  window.addEventListener("message", ({ data }) => {
    if (!data || data.type !== "streamlit:render" || !data.args) return;
    const { script = "", feature_group: group = "" } = data.args;
    if (script) probe.scriptSize = script.length + (group || "").length;
  });

  function fetchedBytes(since) {
    const frame = document.querySelector(MAP_FRAME);
    const windows = frame ? [window, frame.contentWindow] : [window];
    return windows.reduce((sum, each) => {
      const from = performance.timeOrigin + since - each.performance.timeOrigin;
      const entries = each.performance.getEntriesByType("resource");
      const late = entries.filter((entry) => entry.startTime >= from);
      return sum + late.reduce((bytes, entry) => bytes + entry.transferSize, 0);
    }, 0);
  }

  /* Large columns sent to WebGL, and whether something was drawn since. */
  const webgl = { uploads: 0, drawn: 0 };
  const context = window.WebGL2RenderingContext && window.WebGL2RenderingContext.prototype;
  const watch = (name, note) => context && context[name] && wrapMethod(context, name, note);
  for (const name of ["bufferData", "bufferSubData"]) {
    watch(name, (values) => {
      const size = Math.max(...values.map((value) => (value && value.byteLength) || 0));
      if (size > LARGE_UPLOAD_BYTES) webgl.uploads += 1;
    });
  }
  for (const name of ["drawArrays", "drawElements"]) {
    for (const kind of [name, `${name}Instanced`]) watch(kind, () => (webgl.drawn = webgl.uploads));
  }

  function mapWindow() {
    const frame = document.querySelector(MAP_FRAME);
    return frame && frame.contentWindow && frame.contentWindow.map ? frame.contentWindow : null;
  }

  /*
   * What the map's timeline was last told to show: its period once the events are there, its
   * counts once they are drawn. sahelAtlas.debug says the same, but takes long with many symbols.
   */
  probe.told = { period: null, counts: null };
  const follower = window.parent !== window && setInterval(() => {
    const timeline = window.sahelAtlas && window.sahelAtlas.Timeline;
    if (!timeline) return;
    clearInterval(follower);
    wrapMethod(timeline.prototype, "setTime", ([time]) => (probe.told.period = time.period));
    wrapMethod(timeline.prototype, "setCounts", (counts) => (probe.told.counts = counts));
  }, 5);
  probe.isReady = () => Boolean(probe.told.period && probe.told.counts);

  function told(name) {
    const frame = mapWindow();
    const its = frame && frame.benchmarkProbe;
    return its && its.isReady() ? JSON.stringify(its.told[name]) : null;
  }

  /* What tells that the picture is another one; null while there is none. */
  const pictures = {
    period: () => told("period"),
    counts: () => told("counts"),
    group: () => {
      const frame = mapWindow();
      const layers = frame ? Object.keys(frame.map._layers) : [];
      return layers.length ? `${layers.length}:${layers[layers.length - 1]}` : null;
    },
    webgl: () => (webgl.uploads && webgl.drawn === webgl.uploads ? String(webgl.uploads) : null),
  };

  const scriptState = () => {
    const app = document.querySelector("[data-testid=stApp]");
    return app && app.dataset.testScriptState;
  };

  /*
   * Wait until the script rests and the picture differs from `before`; null is any picture. Gives
   * milliseconds from `start`: when the script rested, and when the picture was painted as well.
   */
  async function settle(name, before, start) {
    let changes = 0;
    let rested = start;
    const watcher = new MutationObserver(() => {
      changes += 1;
      rested = performance.now();
    });
    const app = document.querySelector("[data-testid=stApp]");
    watcher.observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });
    let settled = null;
    try {
      for (;;) {
        const begin = performance.now();
        // looking at the picture costs time: not before the script has run
        const hasRun = before === null || changes > 0 || begin - start > LATE_MS;
        const picture = hasRun && scriptState() === "notRunning" ? pictures[name]() : null;
        const isOther = picture !== null && picture !== before;
        const isSame = settled && settled.picture === picture && settled.changes === changes;
        if (!isOther) settled = null;
        else if (!isSame) {
          settled = { picture, changes };
          await nextFrame();
          await pause(0); // after the paint of that frame
          settled.at = performance.now();
        } else if (begin - settled.at > QUIET_MS) {
          return { rest: rested - start, ms: settled.at - start };
        }
        if (!settled && begin - start > LIMIT_MS) {
          const now = picture === null ? "not to be read" : "the same as before";
          throw new Error(
            `after ${LIMIT_MS / 1000} s the script is ${scriptState()} and '${name}' is ${now}`
          );
        }
        await pause(Math.max(4, 2 * (performance.now() - begin))); // a third of the time at most
      }
    } finally {
      watcher.disconnect();
    }
  }

  /* Wait until the page has a picture, whatever it is. */
  probe.rest = (name) => settle(name, null, performance.now());

  /* Begin to listen for a key; `answer` then gives milliseconds and bytes until the page rests. */
  probe.listen = (name) => {
    const before = pictures[name]();
    const bytesBefore = socketBytes;
    probe.answer = new Promise((resolve, reject) => {
      const onKey = (event) => {
        const start = event.timeStamp;
        settle(name, before, start)
          .then((times) => resolve({
            ...times, socket: socketBytes - bytesBefore, fetched: fetchedBytes(start),
          }))
          .catch(reject);
      };
      window.addEventListener("keydown", onKey, { capture: true, once: true });
    });
    probe.answer.catch(() => {}); // told when it is asked for
    return before;
  };

  /* Draw windows one after the other: milliseconds of script for each. */
  probe.drawAll = (windows) =>
    windows.map(([first, last]) => {
      const start = performance.now();
      window.sahelAtlas.drawWindow(window.map, first, last);
      return performance.now() - start;
    });

  /* Draw one window a frame: milliseconds between the frames. */
  probe.drawFrames = async (windows) => {
    const times = [];
    for (const [first, last] of windows) {
      await nextFrame();
      times.push(performance.now());
      window.sahelAtlas.drawWindow(window.map, first, last);
    }
    await nextFrame();
    times.push(performance.now());
    return times.slice(1).map((time, i) => time - times[i]);
  };

  /* Look on for a while: milliseconds between frames, and how often the map counted anew. */
  probe.watch = async (duration) => {
    const tally = window.sahelAtlas.Tally && window.sahelAtlas.Tally.prototype;
    const plain = tally && tally.count;
    let counts = 0;
    if (plain) {
      tally.count = function (...values) {
        counts += 1;
        return plain.apply(this, values);
      };
    }
    const times = [performance.now()];
    while (times[times.length - 1] - times[0] < duration) {
      await nextFrame();
      times.push(performance.now());
    }
    if (plain) tally.count = plain;
    return { frames: times.slice(1).map((time, i) => time - times[i]), counts };
  };
})();
