/* Movement paths in time: the same rules as in moving.py; tests compare the two. Days as in days.js. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const meets = ([first, last], span) => first <= span.last && last >= span.first;

  /* The part of a leg inside a window, as if its days were spread evenly along it; or null. */
  function partIn(days, span) {
    if (!meets(days, span)) return null;
    const length = days[1] - days[0] + 1;
    const first = Math.max(days[0], span.first);
    const last = Math.min(days[1], span.last);
    return [(first - days[0]) / length, (last - days[0] + 1) / length];
  }

  const isShown = (item, span) => item.is_picked || item.seen.some((days) => meets(days, span));

  /* Colours by case_id: its own for each of a few cases of a period, one for many. */
  function colorCases(cases, period, look) {
    const shown = cases.filter((item) => isShown(item, period));
    const own = shown.length <= look.case_colors.length;
    return new Map(
      shown.map((item, index) => [item.case_id, own ? look.case_colors[index] : look.color])
    );
  }

  /* The cases of a window as they are laid out: coloured; numbered and shaded when they are few. */
  function casesIn(cases, period, span, look) {
    const colors = colorCases(cases, period, look);
    const shown = cases.filter((item) => isShown(item, span));
    const numbered = shown.length <= look.numbered_cases;
    return shown.map((item) => ({
      case: item, color: colors.get(item.case_id) || look.color, numbered,
    }));
  }

  const isHeldOn = (stays, day) =>
    stays.some(([first, last]) => first <= day && (last === null || day <= last));

  /* Of where captives can have been between two reports: what is asked on a day, or picked. */
  const reachesOn = (reaches, day, picked) =>
    reaches.filter(
      ({ days: [first, last], key }) => (first <= day && day <= last) || picked.includes(key)
    );

  Object.assign(atlas, { moving: { meets, partIn, casesIn, isHeldOn, reachesOn } });
})();
