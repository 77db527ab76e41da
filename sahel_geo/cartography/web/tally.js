/*
 * Counts the events of any window of days, by group of places and type, fast enough for each frame
 * of a drag. Days are whole numbers since 1970-01-01, inclusive at both ends.
 */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const DIGIT_BITS = 16;
  const DIGITS = 1 << DIGIT_BITS;

  const sortedPacks = new WeakMap();

  /* Turn numbers of things into where each run of them starts; gives the number of all. */
  function startsOf(counts) {
    let sum = 0;
    for (let index = 0; index < counts.length; index += 1) {
      const count = counts[index];
      counts[index] = sum;
      sum += count;
    }
    return sum;
  }

  /* The values of some events. Plain loops here and below: they are ten times as fast. */
  function take(values, events) {
    const taken = new values.constructor(events.length);
    for (let index = 0; index < events.length; index += 1) taken[index] = values[events[index]];
    return taken;
  }

  /* Sort events by a day: a counting sort for each 16 bits of the days' span, mostly one. */
  function sortByDay(events, days) {
    let [least, most] = [Infinity, -Infinity];
    for (let index = 0; index < events.length; index += 1) {
      const day = days[events[index]];
      if (day < least) least = day;
      if (day > most) most = day;
    }
    let sorted = events;
    for (let scale = 1; scale <= most - least; scale *= DIGITS) {
      sorted = sortByDigit(sorted, days, least, scale);
    }
    return sorted;
  }

  function sortByDigit(events, days, least, scale) {
    const digits = new Uint16Array(events.length);
    const next = new Uint32Array(DIGITS);
    for (let index = 0; index < events.length; index += 1) {
      digits[index] = Math.floor((days[events[index]] - least) / scale);
      next[digits[index]] += 1;
    }
    startsOf(next);
    const sorted = new Int32Array(events.length);
    for (let index = 0; index < events.length; index += 1) {
      sorted[next[digits[index]]++] = events[index];
    }
    return sorted;
  }

  /* Events in the order of a day, with all that is asked of each, close together in memory. */
  function columnsOf(pack, events, days) {
    const event = sortByDay(events, days);
    const [day, place, type] = [days, pack.place, pack.type].map((values) => take(values, event));
    return { event, day, place, type };
  }

  /* What every tally of a pack shares, made once. */
  function sortPack(pack) {
    if (!sortedPacks.has(pack)) {
      const { first, last } = pack;
      const [exact, intervals] = [new Int32Array(pack.count), new Int32Array(pack.count)];
      let [exactCount, intervalCount] = [0, 0];
      for (let event = 0; event < pack.count; event += 1) {
        if (first[event] === last[event]) exact[exactCount++] = event;
        else intervals[intervalCount++] = event;
      }
      const starts = columnsOf(pack, intervals.subarray(0, intervalCount), first);
      sortedPacks.set(pack, {
        exact: columnsOf(pack, exact.subarray(0, exactCount), first),
        starts: Object.assign(starts, { last: take(last, starts.event) }),
        ends: columnsOf(pack, intervals.subarray(0, intervalCount), last),
      });
    }
    return sortedPacks.get(pack);
  }

  /* The first index from `from` to `to` whose day is not before `day`; `to` if there is none. */
  function findDay(days, from, to, day) {
    let [low, high] = [from, to];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (days[middle] < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /*
   * Counts of a pack. `mask` has one byte an event, null lets all pass; `groupOfPlace` is -1 where
   * events are not counted. Buckets are group by group, type by type.
   */
  class Tally {
    constructor(pack, mask, groupOfPlace, groupCount) {
      this.typeCount = pack.types.length;
      this.bucketCount = groupCount * this.typeCount;
      this.certain = new Int32Array(this.bucketCount);
      this.possible = new Int32Array(this.bucketCount);
      const sorted = sortPack(pack);
      const fill = (columns, values) => this.fill(columns, values, mask, groupOfPlace);
      this.exact = fill(sorted.exact, [sorted.exact.day]);
      this.starts = fill(sorted.starts, [sorted.starts.day, sorted.starts.last]);
      this.ends = fill(sorted.ends, [sorted.ends.day]);
    }

    /* Put values that stand in the order of days into their buckets, each then in that order. */
    fill(columns, values, mask, groupOfPlace) {
      const { event, place, type } = columns;
      const buckets = new Int32Array(event.length);
      const next = new Uint32Array(this.bucketCount + 1);
      for (let index = 0; index < event.length; index += 1) {
        const group = mask === null || mask[event[index]] ? groupOfPlace[place[index]] : -1;
        const bucket = group < 0 ? -1 : group * this.typeCount + type[index];
        buckets[index] = bucket;
        if (bucket >= 0) next[bucket] += 1;
      }
      const size = startsOf(next);
      const from = next.slice();
      const filled = values.map(() => new Int32Array(size));
      for (let index = 0; index < event.length; index += 1) {
        if (buckets[index] < 0) continue;
        const at = next[buckets[index]]++;
        for (let which = 0; which < values.length; which += 1) {
          filled[which][at] = values[which][index];
        }
      }
      return { from, days: filled[0], lasts: filled[1] };
    }

    /*
     * Count the events whose interval lies inside a window, and those that only overlap it: two
     * arrays, at group * types + type, which the next call changes.
     */
    count(first, last) {
      const { certain, possible, exact, starts } = this;
      for (let bucket = 0; bucket < this.bucketCount; bucket += 1) {
        certain[bucket] = first > last ? 0 : countExact(exact, bucket, first, last);
        possible[bucket] = 0;
        if (first <= last && starts.from[bucket] < starts.from[bucket + 1]) {
          this.countIntervals(bucket, first, last);
        }
      }
      return { certain, possible };
    }

    countIntervals(bucket, first, last) {
      const { starts, ends } = this;
      const [from, to] = [starts.from[bucket], starts.from[bucket + 1]];
      const begun = findDay(starts.days, from, to, last + 1);
      const over = findDay(ends.days, from, to, first);
      let inside = 0;
      for (let at = findDay(starts.days, from, begun, first); at < begun; at += 1) {
        if (starts.lasts[at] <= last) inside += 1;
      }
      this.certain[bucket] += inside;
      this.possible[bucket] = begun - over - inside;
    }
  }

  function countExact({ from, days }, bucket, first, last) {
    const [low, high] = [from[bucket], from[bucket + 1]];
    if (low === high || days[low] > last || days[high - 1] < first) return 0;
    const start = days[low] >= first ? low : findDay(days, low, high, first);
    const end = days[high - 1] <= last ? high : findDay(days, start, high, last + 1);
    return end - start;
  }

  Object.assign(atlas, { Tally });
})();
