/* The symbol of one or several places: where it stands, and what a window of days has there. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const TYPES = 6; // reports on captives come after them and are no incidents

  /*
   * `place` is {group, anchor, x, y, hollow}; `counts` is what Tally.count gave, of all groups, and
   * changes with every window. The mix of types is worked out only where it is looked at: thousands
   * of symbols outside the screen would cost every frame of a drag.
   */
  class GroupSymbol {
    constructor(place, typeCount, colors) {
      Object.assign(this, place, { total: 0, count: 0, certain: 0, r: 0 });
      Object.assign(this, { typeCount, colors, counts: null, knownMix: null });
    }

    /* Take over the counts of a window. */
    take(counts, sizes) {
      const from = this.group * this.typeCount;
      let [sure, maybe] = [0, 0];
      for (let at = from; at < from + TYPES; at += 1) {
        sure += counts.certain[at];
        maybe += counts.possible[at];
      }
      this.counts = counts;
      this.knownMix = null;
      this.certain = sure;
      this.count = sure + maybe;
      this.r = this.count ? atlas.symbolRadius(this.count, sizes) : 0;
    }

    /* [[colour, incidents, type], …], most first. */
    get mix() {
      if (!this.knownMix) this.knownMix = this.countTypes();
      return this.knownMix;
    }

    countTypes() {
      const { certain, possible } = this.counts;
      const mix = [];
      for (let type = 0; type < TYPES; type += 1) {
        const at = this.group * this.typeCount + type;
        const count = certain[at] + possible[at];
        if (count) mix.push([this.colors[type], count, type]);
      }
      return mix.sort((one, other) => other[1] - one[1] || one[2] - other[2]);
    }
  }

  atlas.GroupSymbol = GroupSymbol;
})();
