/*
 * Joins symbols that would overlap, so that their counts are not lost. The same rules as in
 * composition/merging.py, with the same arithmetic: both must give the same groups.
 */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const ROW_STRIDE = 40503; // 2^16 by the golden ratio: rows of cells fall far from each other
  const SPACING_STEP = 1.3;
  const SMALL_PX = 8;
  const LEAST_GROUPS = 2; // one filled and one hollow: no spacing leaves fewer
  // Where a hollow group stands beside a filled one: 120°, 60°, 240° and 300° clockwise from north.
  const HALF_ROOT_3 = Math.sqrt(3) / 2;
  const ASIDE = [
    [HALF_ROOT_3, 0.5], [HALF_ROOT_3, -0.5], [-HALF_ROOT_3, 0.5], [-HALF_ROOT_3, -0.5],
  ];

  /* Radius of a proportional symbol in CSS pixels, as symbology.symbol_radius_px has it. */
  function symbolRadius(count, sizes) {
    const radius = Math.sqrt((sizes.area_per_event_px2 * count) / Math.PI);
    return Math.min(Math.max(radius, sizes.min_radius_px), sizes.max_radius_px);
  }

  /*
   * Discs by square cell, in chains; cells may share a chain, so that the world needs no bounds. Most
   * discs are small: those up to `SMALL_PX` have cells of their own, so that a small disc need not
   * look at all that lies within the reach of the largest. `reach(radius, radius)` is how close the
   * centres of two discs must be to find each other.
   */
  class Grid {
    constructor(reach, largest, capacity) {
      this.reach = reach;
      this.mask = (1 << Math.ceil(Math.log2(2 * capacity + 16))) - 1;
      this.levels = [SMALL_PX, largest].map((most) => ({
        most, cell: reach(most, 0),
        heads: new Int32Array(this.mask + 1).fill(-1), next: new Int32Array(capacity),
      }));
      this.x = new Float64Array(capacity);
      this.y = new Float64Array(capacity);
      this.radius = new Float64Array(capacity);
      this.kind = new Uint8Array(capacity);
      this.level = new Uint8Array(capacity);
      this.size = 0;
    }

    chainOf(column, row, kind) {
      return (column + Math.imul(row, ROW_STRIDE) + kind * (this.mask >> 1)) & this.mask;
    }

    /* Give a disc its index, from 0. Only discs of one kind are found by each other. */
    add(x, y, radius, kind) {
      const index = this.size;
      this.x[index] = x;
      this.y[index] = y;
      this.radius[index] = radius;
      this.kind[index] = kind;
      this.link(index, radius > SMALL_PX ? 1 : 0);
      this.size += 1;
      return index;
    }

    link(index, level) {
      const { cell, heads, next } = this.levels[level];
      const [column, row] = [Math.floor(this.x[index] / cell), Math.floor(this.y[index] / cell)];
      const chain = this.chainOf(column, row, this.kind[index]);
      this.level[index] = level;
      next[index] = heads[chain];
      heads[chain] = index;
    }

    /* Discs only grow. One that is no longer small stays in its old chain, where it is passed over. */
    grow(index, radius) {
      this.radius[index] = radius;
      if (radius > SMALL_PX && this.level[index] === 0) this.link(index, 1);
    }

    /* The nearest disc of a kind within reach; of equally near ones the first; else -1. */
    nearest(x, y, radius, kind) {
      let found = -1;
      let least = Infinity;
      for (let level = 0; level < 2; level += 1) {
        const { most, cell, heads, next } = this.levels[level];
        const farthest = this.reach(most, radius);
        const left = Math.floor((x - farthest) / cell);
        const right = Math.floor((x + farthest) / cell);
        const top = Math.floor((y - farthest) / cell);
        const bottom = Math.floor((y + farthest) / cell);
        for (let row = top; row <= bottom; row += 1) {
          for (let column = left; column <= right; column += 1) {
            let index = heads[this.chainOf(column, row, kind)];
            for (; index >= 0; index = next[index]) {
              const dx = this.x[index] - x;
              const dy = this.y[index] - y;
              const square = dx * dx + dy * dy;
              if (square > least || (square === least && index > found)) continue;
              if (this.kind[index] !== kind || this.level[index] !== level) continue;
              const limit = this.reach(this.radius[index], radius);
              if (square < limit * limit) {
                found = index;
                least = square;
              }
            }
          }
        }
      }
      return found;
    }
  }

  /* Indices of items by count descending, then by number: sorted as numbers, which is fast. */
  function sortByCount({ number, count }) {
    let most = 0;
    let span = 1;
    for (let item = 0; item < count.length; item += 1) {
      most = Math.max(most, count[item]);
      span = Math.max(span, number[item] + 1);
    }
    const itemOf = new Int32Array(span);
    const keys = new Float64Array(count.length);
    for (let item = 0; item < count.length; item += 1) {
      itemOf[number[item]] = item;
      keys[item] = (most - count[item]) * span + number[item];
    }
    keys.sort();
    return new Int32Array(keys.length).map((_, rank) => {
      const key = keys[rank];
      return itemOf[key - Math.floor(key / span) * span]; // % takes ten times as long
    });
  }

  /*
   * One pass: each item, the largest first, joins the nearest group it would overlap, or begins
   * one. An item is the number of the place it stands at and a count; so is a group.
   */
  function joinOnce(places, items, sizes, spacing) {
    const size = items.count.length;
    const groupOf = new Int32Array(size);
    const number = new Int32Array(size);
    const count = new Float64Array(size);
    const reach = (one, other) => spacing * (one + other);
    const grid = new Grid(reach, sizes.max_radius_px, size);
    sortByCount(items).forEach((item) => {
      const place = items.number[item];
      const x = places.x[place];
      const y = places.y[place];
      const kind = places.hollow[place] ? 1 : 0;
      const radius = symbolRadius(items.count[item], sizes);
      let group = grid.nearest(x, y, radius, kind);
      if (group < 0) {
        group = grid.add(x, y, radius, kind);
        number[group] = place;
      }
      groupOf[item] = group;
      count[group] += items.count[item];
      grid.grow(group, symbolRadius(count[group], sizes));
    });
    const groups = { number: number.subarray(0, grid.size), count: count.subarray(0, grid.size) };
    return { groups, groupOf };
  }

  /* Pass after pass until nothing joins any more. */
  function joinAll(places, items, sizes, spacing) {
    let { groups, groupOf } = joinOnce(places, items, sizes, spacing);
    for (let before = items.number.length; groups.number.length < before; ) {
      before = groups.number.length;
      const joined = joinOnce(places, groups, sizes, spacing);
      groupOf = groupOf.map((group) => joined.groupOf[group]);
      groups = joined.groups;
    }
    return { groups, groupOf };
  }

  /*
   * Pixels by which each hollow group is moved so that it touches the filled one it would lie on or
   * under; groups as columns, in order of precedence. Further ones follow outwards.
   */
  function standAside({ x, y, count, hollow }, sizes) {
    const filled = new Grid(Math.max, sizes.max_radius_px, count.length);
    const offsetX = new Float64Array(count.length);
    const offsetY = new Float64Array(count.length);
    const guests = new Map(); // by filled group: hollow ones beside it, and how far out they reach
    const radii = Float64Array.from(count).map((events) => symbolRadius(events, sizes));
    radii.forEach((radius, group) => hollow[group] || filled.add(x[group], y[group], radius, 0));
    radii.forEach((radius, group) => {
      if (!hollow[group]) return;
      const host = filled.nearest(x[group], y[group], radius, 0);
      if (host < 0) return;
      const beside = guests.get(host) || { count: 0, reach: ASIDE.map(() => filled.radius[host]) };
      guests.set(host, beside);
      const side = beside.count % ASIDE.length;
      const distance = beside.reach[side] + radius;
      beside.count += 1;
      beside.reach[side] = distance + radius;
      offsetX[group] = filled.x[host] + ASIDE[side][0] * distance - x[group];
      offsetY[group] = filled.y[host] + ASIDE[side][1] * distance - y[group];
    });
    return { offsetX, offsetY };
  }

  /*
   * Join places as columns {x, y, count, hollow}, in CSS pixels of one zoom; `spacing` is how many
   * times the sum of their radii two symbols must be apart. Gives the group of each place (-1
   * without events) and, by group, the place it stands at and the pixels it is moved by.
   */
  function mergePlaces(places, sizes, spacing) {
    const items = placesWithEvents(places);
    const { groups, groupOf } = joinAll(places, items, sizes, spacing);
    const order = sortByCount(groups);
    const rankOf = new Int32Array(order.length);
    order.forEach((group, rank) => (rankOf[group] = rank));
    const groupOfPlace = new Int32Array(places.count.length).fill(-1);
    items.number.forEach((place, item) => (groupOfPlace[place] = rankOf[groupOf[item]]));
    const anchors = order.map((group) => groups.number[group]);
    const columns = { count: take(groups.count, order) };
    ["x", "y", "hollow"].forEach((name) => (columns[name] = take(places[name], anchors)));
    return Object.assign({ groupOfPlace, anchors }, standAside(columns, sizes));
  }

  /* The values at some indices, as numbers. */
  function take(values, indices) {
    const taken = new Float64Array(indices.length);
    for (let at = 0; at < indices.length; at += 1) taken[at] = values[indices[at]];
    return taken;
  }

  function placesWithEvents({ count }) {
    const number = new Int32Array(count.length);
    const counts = new Float64Array(count.length);
    let size = 0;
    for (let place = 0; place < count.length; place += 1) {
      if (count[place] > 0) {
        number[size] = place;
        counts[size] = count[place];
        size += 1;
      }
    }
    return { number: number.subarray(0, size), count: counts.subarray(0, size) };
  }

  /*
   * Join places so that at most `limit` groups stand in a box [x0, y0, x1, y1]: with ever more
   * spacing, from `spacing` on. Give the `spacing` used to the next call, so that panning does not
   * part what was joined; `onScreen` is how many stand in the box.
   */
  function mergeForScreen(places, sizes, limit, box, spacing = 1) {
    const isInside = (place) =>
      places.x[place] >= box[0] && places.x[place] <= box[2] &&
      places.y[place] >= box[1] && places.y[place] <= box[3];
    let used = spacing;
    for (;;) {
      const merged = mergePlaces(places, sizes, used);
      const onScreen = merged.anchors.filter(isInside).length;
      const isEnough = onScreen <= limit || merged.anchors.length <= LEAST_GROUPS;
      if (isEnough) return Object.assign(merged, { spacing: used, onScreen });
      used *= SPACING_STEP ** stepsFor(onScreen, limit);
    }
  }

  /* Groups so much apart are about as many fewer as the square of their spacing. */
  function stepsFor(count, limit) {
    const steps = Math.log(count / Math.max(limit, 1)) / (2 * Math.log(SPACING_STEP));
    return Math.max(Math.floor(steps), 1);
  }

  Object.assign(atlas, { symbolRadius, mergePlaces, mergeForScreen, standAside });
})();
