/* The files of a map by address: asked for again before giving up, kept while they may come back. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const RETRY_DELAYS_MS = [400, 1200, 3000]; // an address may be ready a moment after it is told
  const KEPT_FILES = 12;

  class FetchError extends Error {}

  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  function fetchFile(url, delays = RETRY_DELAYS_MS) {
    return atlas.openFile(url)
      .then((response) => {
        if (!response.ok) throw new FetchError(`${response.status}`);
        return response;
      })
      .catch((error) => {
        if (!delays.length) throw new FetchError(error.message);
        return wait(delays[0]).then(() => fetchFile(url, delays.slice(1)));
      });
  }

  const readJson = (url) => fetchFile(url).then((response) => response.json());
  const readBytes = (url) => fetchFile(url).then((response) => response.arrayBuffer());
  const readPack = (url) => readBytes(url).then(atlas.unpackEvents);

  class Files {
    constructor() {
      this.kept = new Map();
    }

    /* A file by address, read once; the one not asked for the longest goes first. */
    get(url, read) {
      const answer = this.kept.get(url) || read(url);
      this.kept.delete(url);
      this.kept.set(url, answer);
      answer.catch(() => this.kept.delete(url));
      if (this.kept.size > KEPT_FILES) this.kept.delete(this.kept.keys().next().value);
      return answer;
    }

    /* All files of a message; without the address of a mask every event passes. */
    load({ context, places, packed, mask, cases }) {
      const pack = this.get(packed, readPack);
      const readMask = (url) =>
        Promise.all([readBytes(url), pack]).then(([bytes, { count }]) => atlas.readMask(bytes, count));
      return Promise.all([
        this.get(context, readJson), this.get(places, readJson), pack,
        mask ? this.get(mask, readMask) : null, this.get(cases, readJson),
      ]).then(([contextFile, placesFile, packFile, maskFile, casesFile]) => ({
        context: contextFile, places: placesFile, pack: packFile, mask: maskFile, cases: casesFile,
      }));
    }
  }

  /* A saved page answers from within itself instead: see standalone.js. */
  const openFile = (url) => fetch(url);

  Object.assign(atlas, { Files, FetchError, openFile });
})();
