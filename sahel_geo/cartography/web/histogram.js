/* The histogram under the timeline: events counted by bar, drawn solid where certain, hatched where
   possible. Counting needs no page; drawing needs a canvas and nothing else. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const TYPE_COUNT = 6; // the type after them is "report", which is no incident

  /*
   * Count packed events by bar and type: {certain, possible}, index bar * 6 + type. An event is
   * certain in the bar that has all its days, and possible in every other bar it shares a day with.
   */
  function countBins(pack, mask, edges) {
    const bins = edges.length - 1;
    const certain = new Int32Array(bins * TYPE_COUNT);
    const possible = new Int32Array((bins + 1) * TYPE_COUNT); // differences first, one bar to spare
    const start = edges[0];
    const end = edges[bins];
    const { type: types, first: firsts, last: lasts } = pack;
    const binOf = binsByDay(edges);
    for (let index = 0; index < pack.count; index += 1) {
      const type = types[index];
      const first = firsts[index];
      const last = lasts[index];
      if (type >= TYPE_COUNT || first >= end || last < start || (mask && !mask[index])) continue;
      const from = binOf[Math.max(first - start, 0)];
      const to = binOf[Math.min(last, end - 1) - start];
      if (from === to && first >= start && last < end) {
        certain[from * TYPE_COUNT + type] += 1;
      } else {
        possible[from * TYPE_COUNT + type] += 1;
        possible[(to + 1) * TYPE_COUNT + type] -= 1;
      }
    }
    for (let at = TYPE_COUNT; at < possible.length; at += 1) {
      possible[at] += possible[at - TYPE_COUNT];
    }
    return { certain, possible: possible.subarray(0, bins * TYPE_COUNT) };
  }

  /* The bin of each day from the first edge on: to look it up is quicker than to search. */
  function binsByDay(edges) {
    const bins = new Uint16Array(edges[edges.length - 1] - edges[0]);
    for (let bin = 0; bin < edges.length - 1; bin += 1) {
      bins.fill(bin, edges[bin] - edges[0], edges[bin + 1] - edges[0]);
    }
    return bins;
  }

  /* How high each bar is, certain and possible together. */
  function barTotals({ certain, possible }) {
    const totals = new Int32Array(certain.length / TYPE_COUNT);
    for (let at = 0; at < certain.length; at += 1) {
      totals[Math.floor(at / TYPE_COUNT)] += certain[at] + possible[at];
    }
    return totals;
  }

  /* Diagonals in a colour over a tint of it, so that a bar one pixel wide is not lost between. */
  function makeHatch(context, color, density) {
    const size = Math.max(4, Math.round(4 * density));
    const tile = document.createElement("canvas");
    tile.width = size;
    tile.height = size;
    const inner = tile.getContext("2d");
    inner.fillStyle = color;
    inner.globalAlpha = 0.22;
    inner.fillRect(0, 0, size, size);
    inner.globalAlpha = 1;
    inner.strokeStyle = color;
    inner.lineWidth = 1.1 * density;
    inner.beginPath();
    [0, size, 2 * size].forEach((sum) => { // lines x + y = sum go on in the next tile
      inner.moveTo(sum - 1.5 * size, 1.5 * size);
      inner.lineTo(sum + 0.5 * size, -0.5 * size);
    });
    inner.stroke();
    return context.createPattern(tile, "repeat");
  }

  /* Left edge and width of every bar in whole pixels of the screen; a gap where there is room. */
  function barPlaces(edges, width) {
    const bins = edges.length - 1;
    const days = edges[bins] - edges[0];
    const at = (edge) => Math.round(((edge - edges[0]) / days) * width);
    return Array.from({ length: bins }, (_, bin) => {
      const left = Math.min(at(edges[bin]), width - 1);
      const full = at(edges[bin + 1]) - left;
      return [left, Math.max(1, full >= 4 ? full - 1 : full)];
    });
  }

  /*
   * Draw the bars: `plot` is {edges, counts, colors, width, height, density}, the sizes in pixels
   * of the screen. Whatever is not nothing is at least one pixel high.
   */
  function drawBars(context, plot) {
    const { edges, counts, colors, width, height, density } = plot;
    const totals = barTotals(counts);
    const most = totals.reduce((high, total) => Math.max(high, total), 0);
    if (!most) return;
    const places = barPlaces(edges, width);
    const stacked = new Int32Array(totals.length);
    const toPixels = (count) => (count ? Math.max(1, Math.round((count / most) * height)) : 0);
    const addLayer = (values, type, fill) => {
      context.beginPath();
      places.forEach(([left, barWidth], bin) => {
        const value = values[bin * TYPE_COUNT + type];
        if (!value) return;
        const below = toPixels(stacked[bin]);
        stacked[bin] += value;
        const above = toPixels(stacked[bin]);
        context.rect(left, height - above, barWidth, above - below);
      });
      context.fillStyle = fill;
      context.fill();
    };
    colors.forEach((color, type) => addLayer(counts.certain, type, color));
    colors.forEach((color, type) =>
      addLayer(counts.possible, type, makeHatch(context, color, density))
    );
  }

  Object.assign(atlas, { barTotals, countBins, drawBars });
})();
