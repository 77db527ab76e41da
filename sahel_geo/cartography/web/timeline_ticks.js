/* The few dates under the histogram: whole days, months or years, as many as there is room for. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const GAP_PX = 14; // between the words of neighbours
  const INDENT_PX = 3; // from a tick to its words
  const MOST_TICKS = 40;

  const DAY_STEPS = [1, 2, 7, 14];
  const MONTH_STEPS = [1, 2, 3, 6];
  const YEAR_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
  const STEPS = [
    ...DAY_STEPS.map((days) => ({ days })),
    ...MONTH_STEPS.map((months) => ({ months })),
    ...YEAR_STEPS.map((years) => ({ months: 12 * years })),
  ];

  /* The days of a step inside a period; none where they would be far too many. */
  function tickDays({ first, last }, { days, months }) {
    const ticks = [];
    if ((last - first) / (days || 28 * months) > MOST_TICKS) return ticks;
    if (days) {
      for (let day = first; day <= last; day += days) ticks.push(day);
      return ticks;
    }
    const { year, month } = atlas.dayParts(first);
    let at = Math.ceil((year * 12 + month - 1) / months) * months;
    for (let day; (day = atlas.dayFromParts(0, at + 1, 1)) <= last; at += months) {
      if (day >= first) ticks.push(day);
    }
    return ticks;
  }

  /* "16 Sep", "Sep" or "2010"; the first tick has its year too unless a later one is a year. */
  function tickWords(days, step, language) {
    const isNew = (day) => !step.days && atlas.dayParts(day).month === 1;
    const isYearNamed = days.some(isNew);
    return days.map((day, index) => {
      const { year, month, day: ofMonth } = atlas.dayParts(day);
      if (isNew(day)) return String(year);
      const name = atlas.monthName(month, language, "short");
      const words = step.days ? `${atlas.dayOfMonth(ofMonth, language)} ${name}` : name;
      return index === 0 && !isYearNamed ? `${words} ${year}` : words;
    });
  }

  /*
   * The ticks of a period on a width in pixels: [{day, x, text, left}], words beginning at `left`.
   * The finest step whose words keep apart; `measure` gives the width of words. One at least.
   */
  function chooseTicks(period, width, language, measure) {
    const days = period.last - period.first + 1;
    const place = (step) => {
      const ticks = tickDays(period, step);
      const words = tickWords(ticks, step, language);
      return ticks
        .map((day, index) => {
          const x = ((day - period.first) / days) * width;
          return { day, x, text: words[index], left: x + INDENT_PX };
        })
        .filter((tick) => tick.left + measure(tick.text) <= width);
    };
    const keepApart = (ticks) => ticks.every((tick, index) => {
      const next = ticks[index + 1];
      return !next || tick.left + measure(tick.text) + GAP_PX <= next.left;
    });
    for (const step of STEPS) {
      const ticks = place(step);
      if (ticks.length && keepApart(ticks)) return ticks;
    }
    const text = String(atlas.dayParts(period.first).year);
    return [{ day: period.first, x: 0, text, left: INDENT_PX }];
  }

  Object.assign(atlas, { chooseTicks });
})();
