/*
 * Which lines of the legend a screen calls for: those of what is drawn inside it and nothing else, by
 * the rules of composition/legend.py.
 */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const isPointIn = (box) => ({ x, y }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];

  const isLineIn = (box) => ({ at }) => crosses([].concat(...at), box);

  function incidentKeys(overlay, box) {
    const { incidents } = overlay.content;
    const seen = overlay.symbols.filter(isPointIn(box));
    const types = incidents.pack.types;
    const keys = new Set(
      [].concat(...seen.map((symbol) => symbol.mix.map((part) => `event:${types[part[2]]}`)))
    );
    const most = seen.reduce((largest, symbol) => Math.max(largest, symbol.count), 0);
    seen.forEach(({ ring }) => ring && keys.add(`ring:${ring.id}`));
    if (seen.length) keys.add("sizes");
    if (seen.some((symbol) => symbol.mix.length > 1)) keys.add("mix");
    if (seen.some((symbol) => symbol.hollow)) keys.add("imprecise");
    if (seen.some((symbol) => !symbol.certain)) keys.add("possible");
    if (seen.some((symbol) => incidents.membersOf(symbol).length > 1)) keys.add("merged");
    const { discs, regions } = overlay.vague;
    const isDiscIn = ({ x, y, r }) => atlas.boxesMeet([x - r, y - r, x + r, y + r], box);
    if (discs.some(isDiscIn) || regions.some(isAreaIn(box, overlay.scene))) keys.add("footprint");
    return { keys, most };
  }

  /* Whether a shaded area reaches into a box: a corner of it inside, or the box inside it. */
  const isAreaIn = (box, { scale }) => (item) => {
    const [x0, y0, x1, y1] = box.map((edge) => edge / scale);
    if (!atlas.boxesMeet(item.box, [x0, y0, x1, y1])) return false;
    return (
      atlas.isInside(item.lines, (x0 + x1) / 2, (y0 + y1) / 2) ||
      item.lines.some(({ xy }) => crosses(xy, [x0, y0, x1, y1]))
    );
  };

  /* Whether a ring has a point in a box or an edge across it. */
  function crosses(xy, [x0, y0, x1, y1]) {
    for (let i = 2; i < xy.length; i += 2) {
      const [ax, ay, bx, by] = [xy[i - 2], xy[i - 1], xy[i], xy[i + 1]];
      const isNear =
        Math.max(ax, bx) >= x0 && Math.min(ax, bx) <= x1 &&
        Math.max(ay, by) >= y0 && Math.min(ay, by) <= y1;
      if (isNear && isSegmentIn(ax, ay, bx, by, [x0, y0, x1, y1])) return true;
    }
    return false;
  }

  /* A segment whose box meets a box meets it unless all corners lie on one side of its line. */
  function isSegmentIn(ax, ay, bx, by, [x0, y0, x1, y1]) {
    const side = (x, y) => (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    const sides = [side(x0, y0), side(x1, y0), side(x1, y1), side(x0, y1)];
    return sides.some((value) => value >= 0) && sides.some((value) => value <= 0);
  }

  function pathKeys(overlay, box) {
    const { scene } = overlay;
    const isShaded = scene.footprints.some(isAreaIn(box, scene));
    const lines = scene.lines.filter(isLineIn(box));
    const steps = scene.steps.filter(isPointIn(box));
    const of = (kind) => lines.filter((line) => line.kind === kind);
    const keys = new Set(of("leg").map((leg) => (leg.certain ? "leg" : "leg_uncertain")));
    const isNumbered = steps.some((step) => step.numbers);
    if (isNumbered) keys.add("steps_numbered");
    if (isNumbered && of("leg").length) keys.add("leg_figures");
    if (!isNumbered && steps.length) keys.add("steps_unnumbered");
    if (steps.some((step) => step.isLastKnown)) keys.add("last_known");
    if (isShaded) keys.add("path_footprint");
    if (overlay.reaches().some(isAreaIn(box, scene))) keys.add("reach");
    if (of("fade").length) keys.add(isShaded ? "fade" : "fade_unshaded");
    if (of("tail").length) keys.add("tail");
    if ([...lines, ...steps].some((part) => part.faint)) keys.add("faint");
    return keys;
  }

  /* The sizes of symbols up to the largest drawn; the words tell which counts look alike. */
  function sizesOf(entry, { incidents, context }, most) {
    const { cap, sizes } = incidents;
    const { controls, language } = context;
    const number = (value) => atlas.formatNumber(value, language);
    let words = controls.sizes;
    if (cap.floor > 1) words += atlas.fillWords(controls.sizes_least, { n: number(cap.floor) });
    if (most > cap.cap) words += atlas.fillWords(controls.sizes_most, { n: number(cap.cap) });
    const counts = cap.samples.filter((count) => count <= most);
    const samples = (counts.length ? counts : cap.samples.slice(0, 1)).map((count) => ({
      count, words: number(count), radius_px: atlas.symbolRadius(count, sizes),
    }));
    return Object.assign({}, entry, { words, sizes: samples });
  }

  function incidentGroup(overlay, box, group) {
    const { keys, most } = incidentKeys(overlay, box);
    const entries = group.entries
      .filter((entry) => keys.has(entry.key))
      .map((entry) => (entry.is_sizes ? sizesOf(entry, overlay.content, most) : entry));
    return { title: group.title, entries };
  }

  /* Cases have a line each when they have colours of their own, or when there is only one. */
  function pathGroup(overlay, box, group) {
    const { scene } = overlay;
    const near = (key) => [
      ...scene.steps.filter(isPointIn(box)), ...scene.lines.filter(isLineIn(box)),
    ].some((item) => item.caseId === key);
    const cases = overlay.casesInSpan().filter((item) => near(item.case.case_id));
    const colors = new Set(cases.map((item) => item.color));
    const color = colors.size === 1 ? cases[0].color : overlay.content.context.styles.path.color;
    const named = colors.size > 1 || cases.length === 1 ? cases : [];
    const keys = pathKeys(overlay, box);
    return {
      title: group.title,
      entries: [
        ...named.map((item) => ({
          kind: "step", key: `case:${item.case.case_id}`, words: item.case.name,
          color: item.color, style: null,
        })),
        ...group.entries
          .filter((entry) => keys.has(entry.key))
          .map((entry) => (entry.color ? Object.assign({}, entry, { color }) : entry)),
      ],
    };
  }

  /* The legend of what an overlay shows on the screen, but for what is hidden at its foot. */
  function legendOf(overlay, footPx) {
    const { context } = overlay.content;
    const [x0, y0, x1, y1] = overlay.screenBox();
    const box = [x0, y0, x1, y1 - footPx];
    if (context.flows) return [context.legend.flows, ...context.legend.layers];
    return [
      incidentGroup(overlay, box, context.legend.incidents),
      pathGroup(overlay, box, context.legend.paths),
      ...context.legend.layers,
    ].filter((group) => group.entries.length);
  }

  Object.assign(atlas, { legendOf });
})();
