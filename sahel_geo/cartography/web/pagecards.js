/*
 * The cards of a saved page, made of what cardfile.py wrote: those of places, regions and trays tell
 * the events of the window, as cards/events.py does; all others are whole.
 */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const REPORT = 6; // type of reports on captives, see incidents.js

  const plain = (text) => ({ text, lang: "", mark: "" });
  const bare = (parts) => Object.assign(
    { title: plain(""), when: "", color: "", number: "", key: "", facts: [], text: plain(""), links: [] },
    parts
  );

  class PageCards {
    constructor(file, language) {
      Object.assign(this, { file, language });
    }

    /* The card of a key in a window of days, or null; `incidents` is what the map shows. */
    compose(key, incidents, span) {
      const [kind] = key.split(":");
      if (kind === "places") return this.merged(key, incidents, span);
      const group = this.file.groups[key];
      if (group) return this.group(key, group, incidents, span);
      const card = this.file.cards[key];
      return card ? Object.assign({}, card, { items: this.itemsOf(card.items) }) : null;
    }

    /* The cases of the page under a heading, each to be opened; null when there are none. */
    listCases(heading) {
      const items = this.file.cases.map(bare);
      return items.length
        ? { key: "", kicker: "", heading: plain(heading), note: "", case: null, items }
        : null;
    }

    itemsOf(numbers) {
      return numbers.map((number) => this.file.items[number]);
    }

    count(name, number) {
      return atlas.countWords(this.file.texts[name], number, {}, this.language);
    }

    group(key, { heading, note, counts, items }, incidents, span) {
      const card = { key, heading, note, case: null };
      if (!this.file.tells_events) return this.onlyCounts(card, counts, incidents, span);
      const told = this.itemsOf(items)
        .filter(({ days: [first, last] }) => first <= span.last && last >= span.first);
      if (!told.length) return null;
      return Object.assign(card, {
        kicker: this.count(counts, told.length), items: this.cut(told, "more_events"),
      });
    }

    /* What a card has room for, and how many more there are. */
    cut(items, more) {
      const most = this.file.most_items;
      if (items.length <= most) return items;
      const rest = this.count(more, items.length - most);
      return [...items.slice(0, most), bare({ text: plain(rest) })];
    }

    /* How many of each kind, where the events themselves are not told. */
    onlyCounts(card, counts, incidents, span) {
      const places = placesOf(card.key, incidents);
      const numbers = countTypes(places, incidents, span);
      const all = numbers.reduce((sum, number) => sum + number, 0);
      if (!all) return null;
      const items = numbers
        .map((number, type) => ({ number, type }))
        .filter(({ number }) => number)
        .map(({ number, type }) => bare(
          type === REPORT
            ? { title: plain(this.file.texts.reports), when: atlas.formatNumber(number, this.language) }
            : {
              title: plain(this.file.types[type][0]), color: this.file.types[type][1],
              when: this.count("incidents_here", number),
            }
        ));
      const note = [card.note, this.file.texts.only_counts].filter(Boolean).join(" ");
      return Object.assign(card, { kicker: this.count(counts, all), items, note });
    }

    /* The places of a merged symbol, those with most first, each with its own card to open. */
    merged(key, incidents, span) {
      const counts = incidents.countsOf(span);
      const places = incidents.placesOf(key).filter((place) => counts[place]);
      if (!places.length) return null;
      places.sort((one, other) => counts[other] - counts[one] || one - other);
      const { names } = incidents.places;
      const items = places.map((place) => bare({
        title: plain(names[place]), when: this.count("incidents_here", counts[place]),
        key: incidents.keyOfPlace(place),
      }));
      const others = places.length - 1;
      const name = names[places[0]];
      const forms = incidents.context.controls.merged_places;
      return {
        key, case: null, items: this.cut(items, "more_places"),
        kicker: this.count("incidents_here", places.reduce((sum, place) => sum + counts[place], 0)),
        heading: plain(others ? atlas.countWords(forms, others, { place: name }, this.language) : name),
        note: others ? this.file.texts.places_note : "",
      };
    }
  }

  /* The numbers of the places that a key counts together. */
  function placesOf(key, incidents) {
    const { regions, trays } = incidents.places;
    const region = regions.find((one) => one.key === key);
    if (region) return region.places;
    const inTray = trays.filter((tray) => tray.key === key).map((tray) => tray.place);
    return inTray.length ? inTray : incidents.placesOf(key);
  }

  function countTypes(places, { pack }, span) {
    const wanted = new Set(places);
    const numbers = Array.from({ length: REPORT + 1 }, () => 0);
    for (let event = 0; event < pack.count; event += 1) {
      const isInSpan = pack.first[event] <= span.last && pack.last[event] >= span.first;
      if (isInSpan && wanted.has(pack.place[event])) numbers[pack.type[event]] += 1;
    }
    return numbers;
  }

  atlas.PageCards = PageCards;
})();
