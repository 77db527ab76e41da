/*
 * Days as whole numbers (days since 1970-01-01, in UTC, negative before), their words, and the bars
 * that a period is cut into. The words are those of Translator.days, the bars those of timebins.py.
 */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const DAY_MS = 86400000;
  const FIRST_MONDAY = 4; // 5 January 1970
  const LOCALES = { en: "en-GB", fr: "fr-FR" };

  const localeOf = (language) => LOCALES[language] || language;

  /* The day of a date; months from 1, and beyond 12 the next year's. */
  function dayFromParts(year, month, day) {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day); // Date.UTC takes the years 0 to 99 for 1900 to 1999
    return Math.round(date.getTime() / DAY_MS);
  }

  function dayFromIso(text) {
    const [year, month, day] = text.split("-").map(Number);
    return dayFromParts(year, month, day);
  }

  function dayParts(day) {
    const date = new Date(day * DAY_MS);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  }

  function dayToIso(day) {
    const { year, month, day: ofMonth } = dayParts(day);
    const digits = (number, count) => String(number).padStart(count, "0");
    return `${digits(year, 4)}-${digits(month, 2)}-${digits(ofMonth, 2)}`;
  }

  const monthNames = new Map(); // making a format is slow, and dates are written on every frame

  /* The name of a month (from 1): "long" as in dates, or "short". */
  function monthName(month, language, width = "long") {
    const key = `${language} ${width}`;
    if (!monthNames.has(key)) {
      const format = new Intl.DateTimeFormat(localeOf(language), {
        day: "numeric", month: width, timeZone: "UTC",
      });
      const nameOf = (at) => format
        .formatToParts(new Date(dayFromParts(2000, at, 2) * DAY_MS))
        .find((part) => part.type === "month").value;
      monthNames.set(key, Array.from({ length: 12 }, (_, index) => nameOf(index + 1)));
    }
    return monthNames.get(key)[month - 1];
  }

  const dayOfMonth = (day, language) => (language === "fr" && day === 1 ? "1er" : String(day));

  function dayWords(day, language) {
    const { year, month, day: ofMonth } = dayParts(day);
    return `${dayOfMonth(ofMonth, language)} ${monthName(month, language)} ${year}`;
  }

  // thin spaces, as CLDR has them; browsers' own formatRange differs from version to version
  const DASH = "\u2009–\u2009";

  /* A run of days, both included: "16–30 September 2010". What both share stands once. */
  function daysWords(first, last, language) {
    const end = dayWords(last, language);
    if (first === last) return end;
    const from = dayParts(first);
    const to = dayParts(last);
    if (from.year !== to.year) return `${dayWords(first, language)}${DASH}${end}`;
    const start = dayOfMonth(from.day, language);
    if (from.month === to.month) return `${start}–${end}`;
    return `${start} ${monthName(from.month, language)}${DASH}${end}`;
  }

  /* As timebins.LONGEST_DAYS: up to how many days a period is counted by a unit. */
  const UNITS = [
    ["day", 120],
    ["week", 914],
    ["month", 12000],
    ["quarter", 36000],
    ["year", 145000],
    ["five_years", 728000],
    ["decade", 1456000],
    ["century", Infinity],
  ];
  const MONTHS = { month: 1, quarter: 3, year: 12, five_years: 60, decade: 120, century: 1200 };

  function chooseUnit(first, last) {
    return UNITS.find(([, longest]) => last - first < longest)[0];
  }

  /* The starts of all whole units of a period; the first may lie before the period. */
  function unitStarts(first, last, unit) {
    const starts = [];
    if (unit in MONTHS) {
      const step = MONTHS[unit];
      const { year, month } = dayParts(first);
      let at = Math.floor((year * 12 + month - 1) / step) * step;
      for (let start; (start = dayFromParts(0, at + 1, 1)) <= last; at += step) starts.push(start);
      return starts;
    }
    const step = unit === "week" ? 7 : 1;
    const offset = unit === "week" ? FIRST_MONDAY : 0;
    const start = Math.floor((first - offset) / step) * step + offset;
    for (let day = start; day <= last; day += step) starts.push(day);
    return starts;
  }

  /* The unit of a period's bars, the first day of each, and the day after the last. */
  function binEdges(first, last) {
    const unit = chooseUnit(first, last);
    const edges = Int32Array.from([...unitStarts(first, last, unit), last + 1]);
    edges[0] = first;
    return { unit, edges };
  }

  Object.assign(atlas, {
    binEdges, dayFromIso, dayFromParts, dayOfMonth, dayParts, dayToIso, dayWords, daysWords,
    localeOf, monthName,
  });
})();
