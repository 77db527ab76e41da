/*
 * Arithmetic of the time window inside its period, without any page: see days.js for what a day is.
 * A span is {first, last}, a window {first, last, isCumulative, isAll}; both ends belong to it.
 * Every function gives a new object that lies inside the period and has one day at least.
 */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const STARTING_SHARE = 12; // playing begins with a twelfth of the period
  const MODES = ["moving", "cumulative", "all"];

  const within = (value, low, high) => Math.min(Math.max(value, low), high);

  /* Put a span into the period: it keeps its length where it can. */
  function clampSpan(span, period) {
    const length = Math.min(Math.max(span.last - span.first, 0), period.last - period.first);
    const first = within(span.first, period.first, period.last - length);
    return { first, last: first + length };
  }

  function moveSpan(span, days, period) {
    return clampSpan({ first: span.first + days, last: span.last + days }, period);
  }

  /* Let a span begin on a day, or on the nearest it may. */
  function resizeStart(span, day, period) {
    return { first: within(day, period.first, span.last), last: span.last };
  }

  function resizeEnd(span, day, period) {
    return { first: span.first, last: within(day, span.first, period.last) };
  }

  /* The middle of a span put on a day. */
  function centreSpan(span, day, period) {
    return moveSpan(span, day - Math.floor((span.first + span.last) / 2), period);
  }

  /* The number of the bar with a day; a day outside belongs to the first or the last. */
  function binOfDay(day, edges) {
    const count = edges.length - 1;
    const days = edges[count] - edges[0];
    // bars are nearly alike, so a guess is off by one or two
    let bin = within(Math.floor(((day - edges[0]) / days) * count), 0, count - 1);
    while (bin > 0 && day < edges[bin]) bin -= 1;
    while (bin < count - 1 && day >= edges[bin + 1]) bin += 1;
    return bin;
  }

  /* The day one bar further on: as far into the next bar as a calendar bar is long. */
  function stepDay(day, steps, edges) {
    let at = day;
    for (let step = 0; step < Math.abs(steps); step += 1) {
      const bin = steps > 0 ? binOfDay(at, edges) : binOfDay(at - 1, edges);
      at += Math.sign(steps) * (edges[bin + 1] - edges[bin]);
    }
    return at;
  }

  const isEdge = (day, edges) =>
    day === edges[binOfDay(day, edges)] || day === edges[edges.length - 1];

  /*
   * Move a span by bars. One of whole bars (a month, a quarter) stays one of as many whole bars;
   * any other keeps its days.
   */
  function stepSpan(span, steps, edges, period) {
    if (isEdge(span.first, edges) && isEdge(span.last + 1, edges)) {
      const start = binOfDay(span.first, edges);
      const bars = binOfDay(span.last, edges) - start + 1;
      const bin = within(start + steps, 0, edges.length - 1 - bars);
      return { first: edges[bin], last: edges[bin + bars] - 1 };
    }
    return moveSpan(span, stepDay(span.first, steps, edges) - span.first, period);
  }

  /* The day one end moves to in steps of bars: the next edge in that direction. */
  function stepEdge(day, steps, edges) {
    const bin = binOfDay(day, edges);
    const isBetween = day > edges[bin] && day < edges[bin + 1];
    const from = day >= edges[edges.length - 1] ? edges.length - 1 : bin;
    return edges[within(from + steps + (isBetween && steps < 0 ? 1 : 0), 0, edges.length - 1)];
  }

  function stepStart(span, steps, edges, period) {
    return resizeStart(span, stepEdge(span.first, steps, edges), period);
  }

  function stepEnd(span, steps, edges, period) {
    return resizeEnd(span, stepEdge(span.last + 1, steps, edges) - 1, period);
  }

  /* The window that playing begins with: whole bars, about a twelfth of the period. */
  function startingSpan(edges) {
    const bars = Math.max(1, Math.round((edges.length - 1) / STARTING_SHARE));
    return { first: edges[0], last: edges[bars] - 1 };
  }

  /* A span as a window. One that moves and covers the period is the same as all of it. */
  function makeWindow(span, isCumulative, period) {
    const inside = clampSpan(span, period);
    const first = isCumulative ? period.first : inside.first;
    const coversAll = first === period.first && inside.last === period.last;
    return { first, last: inside.last, isCumulative, isAll: coversAll && !isCumulative };
  }

  function modeOf(timeWindow) {
    if (timeWindow.isCumulative) return "cumulative";
    return timeWindow.isAll ? "all" : "moving";
  }

  /* The window after another mode was chosen. */
  function changeMode(timeWindow, mode, edges, period) {
    if (mode === "all") return makeWindow(period, false, period);
    if (mode === "cumulative") return makeWindow(timeWindow, true, period);
    const isWhole = timeWindow.first === period.first && timeWindow.last === period.last;
    return makeWindow(isWhole ? startingSpan(edges) : timeWindow, false, period);
  }

  /* The window some bars later; of the whole period, the window that playing would begin with. */
  function stepWindow(timeWindow, bars, edges, period) {
    if (timeWindow.isCumulative) {
      return makeWindow(stepEnd(timeWindow, bars, edges, period), true, period);
    }
    if (!timeWindow.isAll) {
      return makeWindow(stepSpan(timeWindow, bars, edges, period), false, period);
    }
    const span = startingSpan(edges);
    const reach = bars < 0 ? edges.length - 1 : 0; // back from the whole: to the period's end
    return makeWindow(stepSpan(span, reach, edges, period), false, period);
  }

  /* The window that playing goes on from: this one, or at its end one at the period's start. */
  function playFrom(timeWindow, edges, period) {
    if (timeWindow.isAll) return changeMode(timeWindow, "moving", edges, period);
    if (timeWindow.last < period.last) return timeWindow;
    const span = timeWindow.isCumulative
      ? startingSpan(edges)
      : moveSpan(timeWindow, period.first - timeWindow.first, period);
    return makeWindow(span, timeWindow.isCumulative, period);
  }

  /* How many days the window has moved on after some time of playing; a fraction is kept. */
  function daysPlayed(elapsedMs, speed, period, wholeMs) {
    return (elapsedMs / wholeMs) * speed * (period.last - period.first + 1);
  }

  /* The window some whole days later: a cumulative one grows, another moves. */
  function advance(timeWindow, days, period) {
    const span = timeWindow.isCumulative
      ? resizeEnd(timeWindow, timeWindow.last + days, period)
      : moveSpan(timeWindow, days, period);
    return makeWindow(span, timeWindow.isCumulative, period);
  }

  const isSameWindow = (one, other) =>
    one.first === other.first && one.last === other.last && one.isCumulative === other.isCumulative;

  Object.assign(atlas, {
    timewindow: {
      MODES, advance, binOfDay, centreSpan, changeMode, clampSpan, daysPlayed, isSameWindow,
      makeWindow, modeOf, moveSpan, playFrom, resizeEnd, resizeStart, startingSpan, stepEnd,
      stepSpan, stepStart, stepWindow,
    },
  });
})();
