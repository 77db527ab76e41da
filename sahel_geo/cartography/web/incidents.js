/*
 * The incidents as symbols: which places are counted together at a zoom, and what a window holds.
 * Groups follow from the counts of the whole period, so that none jumps while the window moves.
 */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const MOST_SYMBOLS = 1200; // on the screen; beyond, more places are counted together
  const MOST_DETAILED = 500; // with more symbols on the screen no mix of types and no edges
  const REPORT = 6; // type of reports on captives: told in the tray, never counted as incidents
  const NEAR = 2;
  const UNDISCLOSED = 4;

  /* The count at which symbols are largest, as symbology.choose_cap has it, with its samples. */
  function chooseCap(totals, look) {
    const ordered = totals.filter((total) => total).sort((one, other) => other - one);
    if (!ordered.length) return look.caps[0];
    const rank = Math.min(look.rank_to_tell_apart, Math.ceil(ordered.length / 2));
    const wanted = ordered[rank - 1];
    return look.caps.find(({ cap }) => cap >= wanted) || look.caps[look.caps.length - 1];
  }

  class Incidents {
    /* `pack` and `mask` as packed.js has them, `places` and `context` are payloads. */
    constructor(pack, mask, places, context) {
      Object.assign(this, { pack, mask, places, context });
      this.world = worldOf(pack);
      this.trays = places.trays.map((tray) => Object.assign({ count: 0, reports: 0 }, tray));
      this.hollow = Uint8Array.from(pack.precision, (precision) => Number(precision > 1));
      this.groups = null;
      this.spacings = new Map(); // the last spacing between symbols, by scale
      this.named = new Map(); // places by the key of a symbol
    }

    /* The span over which groups are made: the period. */
    setPeriod(span) {
      if (this.span && this.span.first === span.first && this.span.last === span.last) return;
      this.span = span;
      this.groups = null;
      this.totals = this.countPlaces(span);
      const look = this.context.styles.symbol;
      this.cap = chooseCap(this.totals, look);
      this.sizes = Object.assign({}, look, {
        area_per_event_px2: (look.area_per_event_px2 * look.least_cap) / this.cap.cap,
      });
    }

    /* Incidents of a span by place, those of the period and of the last window kept. */
    countsOf(span) {
      const isSame = (other) => other && other.first === span.first && other.last === span.last;
      if (isSame(this.span)) return this.totals;
      if (!isSame(this.lastCounts && this.lastCounts.span)) {
        this.lastCounts = { span, counts: this.countPlaces(span) };
      }
      return this.lastCounts.counts;
    }

    /* Incidents of a span by place, certain or possible; places without a location have none. */
    countPlaces(span) {
      const { count, place, type, first, last, precision } = this.pack;
      const { mask } = this;
      const counts = new Int32Array(this.pack.placeCount);
      for (let event = 0; event < count; event += 1) {
        const isInSpan = first[event] <= span.last && last[event] >= span.first;
        if (isInSpan && type[event] < REPORT && (mask === null || mask[event])) {
          counts[place[event]] += 1;
        }
      }
      for (let number = 0; number < counts.length; number += 1) {
        if (precision[number] === UNDISCLOSED) counts[number] = 0;
      }
      return counts;
    }

    /* Make the groups of a zoom; `box` is what the screen shows, in scaled world pixels. */
    group(scale, box) {
      const known = this.groups && this.groups.scale === scale ? this.groups : null;
      if (known && (known.isThin || this.countInside(known, box) <= MOST_SYMBOLS)) return;
      const places = {
        x: this.world.x.map((x) => x * scale),
        y: this.world.y.map((y) => y * scale),
        count: this.totals,
        hollow: this.hollow,
      };
      const merge = (spacing) =>
        atlas.mergeForScreen(places, this.sizes, MOST_SYMBOLS, box, spacing);
      let merged = merge(known ? known.spacing : this.spacings.get(scale) || 1);
      // what the last period needed saves trying less, unless this one has room for twice as many
      if (!known && merged.spacing > 1 && 2 * merged.onScreen < MOST_SYMBOLS) merged = merge(1);
      this.groups = this.layOut(merged, places, scale);
      this.spacings.set(scale, this.groups.spacing);
      this.counted = null;
    }

    /* How many symbols a part of the map has; panning asks again and again. */
    countInside(groups, box) {
      let inside = 0;
      groups.symbols.forEach(({ x, y }) => {
        if (x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]) inside += 1;
      });
      return inside;
    }

    layOut(merged, places, scale) {
      const { groupOfPlace, anchors, offsetX, offsetY } = merged;
      const { event_colors: colors } = this.context.styles;
      const symbols = Array.from(anchors, (anchor, group) => {
        const x = places.x[anchor] + offsetX[group];
        const y = places.y[anchor] + offsetY[group];
        const place = { group, anchor, x, y, hollow: Boolean(this.hollow[anchor]) };
        return new atlas.GroupSymbol(place, this.pack.types.length, colors);
      });
      const groups = Int32Array.from(groupOfPlace);
      const members = symbols.map(() => []); // the places counted in each symbol
      groupOfPlace.forEach((group, place) => {
        if (group < 0) return;
        symbols[group].total += this.totals[place];
        members[group].push(place);
      });
      symbols.forEach((symbol) => {
        symbol.ring = this.ringOf(members[symbol.group], symbol.total);
        symbol.most = atlas.symbolRadius(symbol.total, this.sizes); // the largest it is in any window
      });
      this.trays.forEach((tray, index) => {
        groups[tray.place] = symbols.length + index;
      });
      const tally = new atlas.Tally(
        this.pack, this.mask, groups, symbols.length + this.trays.length
      );
      return {
        scale, spacing: merged.spacing, symbols, members, groupOfPlace, tally,
        isThin: symbols.length <= MOST_SYMBOLS,
      };
    }

    /* The dataset that has more than half of some places in the period: see analysis/ownership.py. */
    ringOf(members, total) {
      const { rings } = this.places;
      if (!rings) return null;
      const shares = rings.ids.map(() => 0);
      members.forEach((place) => {
        if (rings.of[place] >= 0) shares[rings.of[place]] += this.totals[place];
      });
      const owner = shares.findIndex((share) => 2 * share > total);
      return owner < 0 ? null : { id: rings.ids[owner], color: rings.colors[owner] };
    }

    /* Count a window: symbols, trays and the sum of both. */
    count(span) {
      const { symbols, tally } = this.groups;
      const counts = tally.count(span.first, span.last);
      const { certain, possible } = counts;
      const types = this.pack.types.length;
      let [allCertain, allPossible] = [0, 0];
      for (let group = 0; group < symbols.length; group += 1) {
        const symbol = symbols[group];
        symbol.take(counts, this.sizes);
        allCertain += symbol.certain;
        allPossible += symbol.count - symbol.certain;
      }
      this.trays.forEach((tray, index) => {
        const from = (symbols.length + index) * types;
        [tray.count, tray.reports] = [0, certain[from + REPORT] + possible[from + REPORT]];
        for (let type = 0; type < REPORT; type += 1) {
          tray.count += certain[from + type] + possible[from + type];
          allCertain += certain[from + type];
          allPossible += possible[from + type];
        }
      });
      this.counted = span;
      this.counts = { certain: allCertain, possible: allPossible };
    }

    /* Symbols with an incident in the window; those with most in the period come first. */
    get visible() {
      return this.groups.symbols.filter((symbol) => symbol.count);
    }

    /* Which imprecise places have an incident in a window: discs to draw and regions to shade. */
    footprintsIn(span, box, scale) {
      const counts = this.countsOf(span);
      const discs = [];
      for (let place = 0; place < this.pack.placeCount; place += 1) {
        if (this.pack.precision[place] !== NEAR || !counts[place]) continue;
        const disc = this.discOf(place, scale);
        const isNear = atlas.boxesMeet(
          [disc.x - disc.r, disc.y - disc.r, disc.x + disc.r, disc.y + disc.r], box
        );
        if (isNear) discs.push(disc);
      }
      const regions = this.places.regions
        .map((region) => Object.assign({}, region, {
          count: region.places.reduce((sum, place) => sum + counts[place], 0),
        }))
        .filter((region) => region.count);
      return { discs, regions };
    }

    /* A disc of the radius of what is near, a circle on this projection to half a percent. */
    discOf(place, scale) {
      const latitude = this.pack.latitude[place];
      const metres = atlas.metresPerPixel(latitude, scale);
      return {
        place, x: this.world.x[place] * scale, y: this.world.y[place] * scale,
        r: this.context.styles.near_radius_m / metres,
      };
    }

    membersOf(symbol) {
      return this.groups.members[symbol.group];
    }

    /* How a click on a symbol names it: see composition/incidents.py, symbol_key. */
    keyOf(symbol) {
      const members = this.membersOf(symbol);
      if (members.length > 1) return `places:${this.places.version}:${members.join(",")}`;
      return this.keyOfPlace(members[0]);
    }

    keyOfPlace(place) {
      const { longitude, latitude, precision } = this.pack;
      return `place:${longitude[place].toFixed(4)},${latitude[place].toFixed(4)},${precision[place]}`;
    }

    nameOf(symbol) {
      const { controls, language } = this.context;
      const others = this.membersOf(symbol).length - 1;
      let place = this.places.names[symbol.anchor];
      if (others) place = atlas.countWords(controls.merged_places, others, { place }, language);
      return atlas.countWords(controls.symbol_name, symbol.count, { place }, language);
    }

    nameOfDisc(disc) {
      return atlas.fillWords(this.places.near, { place: this.places.names[disc.place] });
    }

    nameOfRegion(region) {
      const { controls, language } = this.context;
      return atlas.countWords(
        controls.somewhere_in_region, region.count, { place: region.words }, language
      );
    }

    /* The tray's lines: what has no location, with its words. */
    trayEntries() {
      const { controls, language } = this.context;
      return this.trays
        .filter((tray) => tray.count || tray.reports)
        .map(({ key, words, count, reports }) => {
          const n = atlas.formatNumber(count, language);
          const more = reports
            ? atlas.countWords(controls.tray_reports, reports, {}, language)
            : "";
          return { key, count, reports, words: atlas.fillWords(words, { n }) + more };
        });
    }

    /* The groups that hold any of the places a key names. */
    groupsOf(key) {
      const places = this.placesOf(key);
      return new Set(places.map((place) => this.groups.groupOfPlace[place]));
    }

    /* Asked in every frame while something is picked: found once, since places stay. */
    placesOf(key) {
      if (!this.named.has(key)) this.named.set(key, this.findPlaces(key));
      return this.named.get(key);
    }

    findPlaces(key) {
      const [kind, ...rest] = (key || "").split(":");
      if (kind === "places" && rest[0] === this.places.version) {
        return (rest[1] || "").split(",").map(Number);
      }
      if (kind !== "place") return [];
      const found = [];
      for (let place = 0; place < this.pack.placeCount; place += 1) {
        if (this.keyOfPlace(place) === key) found.push(place);
      }
      return found;
    }
  }

  function worldOf(pack) {
    const [x, y] = [new Float64Array(pack.placeCount), new Float64Array(pack.placeCount)];
    for (let place = 0; place < pack.placeCount; place += 1) {
      [x[place], y[place]] = atlas.toWorld(pack.latitude[place], pack.longitude[place]);
    }
    return { x, y };
  }

  Object.assign(atlas, { Incidents, MOST_DETAILED, chooseCap });
})();
