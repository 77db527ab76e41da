/* What the keys do to the window. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const PAGE_BARS = 10;
  const BARS = {
    ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1,
    PageDown: -PAGE_BARS, PageUp: PAGE_BARS,
  };

  /*
   * The window after a key on a part of the track ("window", "start", "end"); null when the key
   * says nothing there. Arrows go by one bar, with shift they move the end; Home and End jump.
   */
  function windowAfterKey(now, part, { key, shiftKey }, edges, period) {
    const arithmetic = atlas.timewindow;
    const bars = BARS[key];
    const day = { Home: period.first, End: period.last }[key];
    if (bars === undefined && day === undefined) return null;
    if (part === "start") {
      const span = bars
        ? arithmetic.stepStart(now, bars, edges, period)
        : arithmetic.resizeStart(now, day, period);
      const isCumulative = now.isCumulative && span.first === period.first;
      return arithmetic.makeWindow(span, isCumulative, period);
    }
    if (part === "end" || shiftKey || now.isCumulative) {
      const span = bars
        ? arithmetic.stepEnd(now, bars, edges, period)
        : arithmetic.resizeEnd(now, day, period);
      return arithmetic.makeWindow(span, now.isCumulative, period);
    }
    if (bars) return arithmetic.stepWindow(now, bars, edges, period);
    return arithmetic.makeWindow(arithmetic.moveSpan(now, day - now.first, period), false, period);
  }

  Object.assign(atlas, { windowAfterKey });
})();
