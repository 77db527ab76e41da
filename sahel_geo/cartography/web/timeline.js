/*
 * The map's timeline, on its lower edge: buttons, dates in words, and the histogram with the window
 * over it. It knows no events but their counts; what the window means is told to `onChange`.
 */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const KEYS_REST_MS = 350; // so long after the last key the window is where the reader wants it
  const SPEEDS = [["0.5", "×½"], ["1", "×1"], ["2", "×2"], ["4", "×4"]];
  const LEFT_TO_LEAFLET = new Set(["Tab", "Escape"]); // Escape also ends the distance measure

  /* The control of one map. Nothing is shown before `show`, `setTime` and `setData` were called. */
  class Timeline {
    constructor(map, { onChange }) {
      Object.assign(this, { onChange, period: null, texts: null, pack: null, mask: null });
      this.timeWindow = null;
      this.told = null;
      this.track = new atlas.TimelineTrack({
        onDrag: (timeWindow) => this.takeUp(timeWindow),
        onDrop: () => this.release(),
      });
      this.player = new atlas.TimelinePlayer({
        onDays: (days) => this.play((now) => atlas.timewindow.advance(now, days, this.period)),
        onBar: () =>
          this.play((now) => atlas.timewindow.stepWindow(now, 1, this.edges, this.period)),
      });
      this.bar = new atlas.TimelineBar({
        play: () => this.togglePlaying(),
        back: () => this.step(-1),
        forward: () => this.step(1),
        reset: () => this.changeMode("all"),
        mode: (mode) => this.changeMode(mode),
        speed: (speed) => {
          this.player.speed = speed;
        },
      }, SPEEDS);
      this.element = atlas.shield(atlas.make("section", "atlas-timeline"));
      this.element.setAttribute("role", "group");
      this.element.hidden = true; // until there are words and a period
      this.live = atlas.make("div", "atlas-timeline-hidden");
      this.live.setAttribute("aria-live", "polite");
      this.hint = atlas.make("div", "atlas-timeline-hidden");
      this.hint.id = `atlas-timeline-hint-${L.stamp(this)}`;
      this.track.body.setAttribute("aria-describedby", this.hint.id);
      this.element.append(this.bar.element, this.track.element, this.live, this.hint);
      this.element.addEventListener("keydown", (event) => this.onKey(event));
      // Leaflet begins a drag of the map with pointerdown on touch screens
      this.element.addEventListener("pointerdown", (event) => event.stopPropagation());
      map.getContainer().append(this.element);
      map.on("resize", () => this.track.fit());
    }

    /* The window as the outside is told it; null before a period is known. */
    get window() {
      return this.timeWindow && Object.assign({}, this.timeWindow);
    }

    get isBusy() {
      return this.track.isDragging || this.player.isPlaying || Boolean(this.keyTimer);
    }

    show(texts, language, colors) {
      Object.assign(this, { texts, language });
      Object.assign(this.track, { language, colors });
      this.element.setAttribute("aria-label", texts.label);
      this.hint.textContent = texts.hint;
      ["start", "end"].forEach((part) => this.track[part].setAttribute("aria-label", texts[part]));
      this.track.body.setAttribute("aria-label", texts.window);
      this.bar.show(texts);
      this.showCounts();
      this.refresh();
      this.count();
    }

    setData(pack, mask) {
      Object.assign(this, { pack, mask });
      this.count();
    }

    /* Take over the period and the window of the page, in silence. */
    setTime({ period, window: days, isCumulative }) {
      const [first, last] = period;
      const hasNewPeriod = !this.period || this.period.first !== first || this.period.last !== last;
      this.halt();
      this.period = { first, last };
      const span = days ? { first: days[0], last: days[1] } : this.period;
      this.timeWindow = atlas.timewindow.makeWindow(span, Boolean(isCumulative), this.period);
      this.told = { window: this.timeWindow, isReleased: true };
      if (hasNewPeriod) {
        const { unit, edges } = atlas.binEdges(first, last);
        Object.assign(this, { unit, edges });
        Object.assign(this.track, { edges, period: this.period });
        this.count();
      }
      this.refresh();
    }

    setCounts(certain, possible) {
      this.counts = { certain, possible };
      this.showCounts();
    }

    showCounts() {
      if (this.texts && this.counts) this.bar.showCounts(this.texts, this.language, this.counts);
    }

    /* The bars anew. */
    count() {
      if (!this.period || !this.texts) return;
      const counts = this.pack && atlas.countBins(this.pack, this.mask, this.edges);
      const totals = counts ? atlas.barTotals(counts) : [];
      this.track.counts = counts;
      const most = totals.reduce((high, total) => Math.max(high, total), 0);
      const words = this.texts[`highest_${this.unit}`];
      const number = atlas.formatNumber(most, this.language);
      this.track.highest.textContent = most ? words.replace("{n}", number) : "";
      this.track.draw();
    }

    /* Show the window as it is. */
    refresh() {
      if (!this.timeWindow || !this.texts) return;
      if (this.element.hidden) {
        this.element.hidden = false;
        this.track.fit();
      }
      this.track.place(this.timeWindow);
      this.bar.showWindow(this.timeWindow, this.language);
    }

    /* Telling: at most once a frame on the way, at once when released, never twice the same. */

    tell(isReleased) {
      cancelAnimationFrame(this.request);
      this.request = null;
      const { told, timeWindow } = this;
      const isSame = atlas.timewindow.isSameWindow(told.window, timeWindow);
      if (isSame && (told.isReleased || !isReleased)) return;
      this.told = { window: timeWindow, isReleased };
      if (isReleased) {
        const { first, last } = timeWindow;
        this.live.textContent = atlas.daysWords(first, last, this.language);
      }
      this.onChange(this.window, isReleased);
    }

    takeUp(timeWindow) {
      this.stopPlaying();
      this.forgetKeys();
      this.timeWindow = timeWindow;
      this.refresh();
      if (!this.request) this.request = requestAnimationFrame(() => this.tell(false));
    }

    release() {
      this.forgetKeys();
      this.tell(true);
    }

    forgetKeys() {
      clearTimeout(this.keyTimer);
      this.keyTimer = null;
    }

    /* End whatever is going on, in silence. */
    halt() {
      this.stopPlaying();
      this.track.letGo();
      this.forgetKeys();
      cancelAnimationFrame(this.request);
      this.request = null;
    }

    /* Set the window in one act. */
    put(timeWindow) {
      this.halt();
      this.timeWindow = timeWindow;
      this.refresh();
      this.tell(true);
    }

    changeMode(mode) {
      if (!this.period) return;
      this.put(atlas.timewindow.changeMode(this.timeWindow, mode, this.edges, this.period));
    }

    step(bars) {
      if (!this.period) return;
      this.put(atlas.timewindow.stepWindow(this.timeWindow, bars, this.edges, this.period));
    }

    /* Playing. */

    togglePlaying() {
      if (!this.period) return;
      if (this.player.isPlaying) {
        this.stopPlaying();
        this.tell(true);
        return;
      }
      this.halt();
      this.timeWindow = atlas.timewindow.playFrom(this.timeWindow, this.edges, this.period);
      this.refresh();
      if (this.timeWindow.last === this.period.last) { // one bar: there is nothing to play
        this.tell(true);
        return;
      }
      this.player.start(this.period);
      this.bar.showPlaying(true);
      this.tell(false);
    }

    /* One move of playing; says whether there is more to come. */
    play(move) {
      this.timeWindow = move(this.timeWindow);
      this.refresh();
      if (this.timeWindow.last < this.period.last) {
        this.tell(false);
        return true;
      }
      this.stopPlaying();
      this.tell(true);
      return false;
    }

    stopPlaying() {
      if (!this.player.isPlaying) return;
      this.player.stop();
      this.bar.showPlaying(false);
    }

    /* Keys. */

    onKey(event) {
      if (LEFT_TO_LEAFLET.has(event.key)) return;
      event.stopPropagation(); // Leaflet would pan and zoom
      if (!this.period || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.target.closest("button, select")) return;
      const part = this.track.partOf(event.target);
      if (event.key === " ") {
        event.preventDefault();
        if (!event.repeat) this.togglePlaying();
        return;
      }
      const { timeWindow, edges, period } = this;
      const moved = part && atlas.windowAfterKey(timeWindow, part, event, edges, period);
      if (!moved) return;
      event.preventDefault();
      this.takeUp(moved);
      this.keyTimer = setTimeout(() => this.release(), KEYS_REST_MS);
    }
  }

  Object.assign(atlas, { Timeline });
})();
