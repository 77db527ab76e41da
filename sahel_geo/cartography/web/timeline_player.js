/* Playing time: whole days by the clock, or bar by bar for those who want no motion. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const WHOLE_PERIOD_MS = 30000; // how long the period takes at speed 1
  const BAR_MS = 800; // how long a bar stands when nothing may move, at speed 1
  const LONGEST_FRAME_MS = 250; // a page that slept goes on where it was

  /* `onDays(days)` and `onBar()` move the window and say whether it can still go on. */
  class TimelinePlayer {
    constructor({ onDays, onBar }) {
      Object.assign(this, { onDays, onBar, speed: 1, isPlaying: false });
    }

    /* Begin; `period` says how many days a second has. */
    start(period) {
      this.stop();
      this.isPlaying = true;
      this.fraction = 0;
      const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      if (isStill) this.waitForBar();
      else this.waitForFrame(period, null);
    }

    stop() {
      cancelAnimationFrame(this.request);
      clearTimeout(this.timer);
      this.isPlaying = false;
    }

    waitForFrame(period, before) {
      this.request = requestAnimationFrame((now) => {
        const elapsed = before === null ? 0 : Math.min(now - before, LONGEST_FRAME_MS);
        this.fraction += atlas.timewindow.daysPlayed(elapsed, this.speed, period, WHOLE_PERIOD_MS);
        const days = Math.floor(this.fraction);
        this.fraction -= days;
        if (days && !this.onDays(days)) return;
        if (this.isPlaying) this.waitForFrame(period, now);
      });
    }

    waitForBar() {
      this.timer = setTimeout(() => {
        if (this.onBar() && this.isPlaying) this.waitForBar();
      }, BAR_MS / this.speed);
    }
  }

  Object.assign(atlas, { TimelinePlayer });
})();
