/*
 * What lies above the base layers, laid out for one zoom and a choice of cases: paths, step marks and
 * names, in scaled world pixels. Dragging only moves the scene, time only changes how bright its
 * parts are (see `setTime`); a zoom, other cases or new data make another.
 */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  /* Which kind of thing is meant when several lie under the pointer, nearest distances being equal. */
  const ORDER = {
    step: 0, symbol: 1, dot: 2, marker: 3, label: 4, leg: 5, tail: 5, fade: 5, flow: 5, route: 6,
    footprint: 7, region: 8,
  };
  const MARK_GAP_PX = 1.5;
  const SIDE_BEARINGS = [120, 60, 240, 300]; // where a symbol stands that gives way to another
  const LEG_GAP_PX = 7; // between legs of the same two places
  const WIDEST_BUNDLE_PX = 28;
  const MOST_LEG_WORDS = 14; // days and kilometres beside more legs than this would only be noise
  const LEG_WORDS = { size_px: 10.5, italic: false }; // what differs from the words of fading paths
  const DIRECTIONS = [-0.25, 0.25, 0.75, -0.75, 0, 0.5, 1, -0.5].map((turn) => turn * Math.PI);

  function scaled(at, scale) {
    const [x, y] = atlas.toWorld(at[0], at[1]);
    return [x * scale, y * scale];
  }

  function scaledLine(points, scale) {
    return points.map((point) => scaled(point, scale));
  }

  function flat(points) {
    return { xy: [].concat(...points) };
  }

  function layOutMarkers(context, scale) {
    const byYear = (marker) => ({
      hollow: marker.hollow || marker.years[0] === null, faded: marker.idle_undated,
    });
    return [].concat(
      ...context.layers
        .filter((layer) => layer.kind === "markers")
        .map((layer) =>
          layer.markers.map((marker) => {
            const [x, y] = scaled(marker.at, scale);
            const look = context.sites_by_year && layer.by_year !== false ? byYear(marker) : {};
            const isTimed = layer.by_year !== false;
            return Object.assign({ x, y, r: marker.style.size_px / 2, isTimed }, marker, look);
          })
        )
    );
  }

  /*
   * Step marks keep their place unless a symbol or another mark would hide them; then they stand
   * beside it, still touching, so that both can be read and clicked.
   */
  function layOutSteps(cases, symbols, scale, style, font, pencil) {
    const steps = [];
    cases.forEach(({ case: item, color, numbered }) =>
      item.steps.forEach((step) => {
        const [x, y] = scaled(step.at, scale);
        const numbers = numbered ? step.numbers : "";
        const half = atlas.stepHalfWidth(pencil, numbers, style.radius_px, font);
        const high = numbers ? style.radius_px : style.radius_px * 0.5;
        const mark = Object.assign({}, step, {
          x, y, homeX: x, homeY: y, r: high, half, high, numbers, color, caseId: item.case_id,
        });
        // unnumbered dots are many: they stay, and a symbol on one goes before it
        steps.push(numbers ? moveAside(mark, symbols, steps) : mark);
      })
    );
    return steps;
  }

  function moveAside(mark, symbols, others) {
    const under = symbols.filter((symbol) => isHidden(mark, symbol));
    const isFree = (x, y) =>
      others.every(
        (other) =>
          Math.abs(other.x - x) > other.half + mark.half - 1 ||
          Math.abs(other.y - y) > 2 * mark.high - 1
      );
    if (!under.length && isFree(mark.x, mark.y)) return mark;
    const reach = under.reduce((most, symbol) => Math.max(most, symbol.r), 0);
    for (const ring of [0, 1, 2, 3]) {
      for (const direction of DIRECTIONS) {
        const away = reach + ring * mark.high + MARK_GAP_PX;
        const x = mark.homeX + (away + mark.half) * Math.cos(direction);
        const y = mark.homeY + (away + mark.high) * Math.sin(direction);
        if (isFree(x, y)) return Object.assign(mark, { x, y });
      }
    }
    return mark;
  }

  function isHidden(mark, symbol) {
    return Math.hypot(symbol.x - mark.x, symbol.y - mark.y) < Math.max(symbol.r, mark.high);
  }

  function layOutLines(cases, scale, styles) {
    const kinds = [["tails", "tail"], ["legs", "leg"], ["fades", "fade"]];
    return [].concat(
      ...cases.map(({ case: item, color, numbered }) =>
        [].concat(
          ...kinds.map(([list, kind]) =>
            item[list].map((line) =>
              Object.assign({}, line, {
                kind, color, caseId: item.case_id,
                at: scaledLine(line.points, scale),
                width_px: numbered ? styles.leg.width_px : styles.path.many_width_px,
                words: numbered ? line.words : "",
                name: line.words || line.name,
              })
            )
          )
        )
      )
    );
  }

  /* Set how bright everything is in a window of days, and which mining sites work then. */
  function setTime(scene, span, context) {
    const faint = context.styles.faint_opacity;
    scene.lines.forEach((line) => {
      line.part = atlas.moving.partIn(line.days, span);
      line.faint = !line.part;
      line.opacity = line.faint ? faint : 1;
    });
    scene.steps.forEach((step) => {
      step.faint = !step.days.some((days) => atlas.moving.meets(days, span));
      step.isLastKnown = atlas.moving.isHeldOn(step.stays, span.last);
    });
    if (context.sites_by_year) scene.markers = scene.allMarkers.filter((site) => !site.isTimed || isWorking(site, span));
  }

  /* As composition/layers.py, show_working. */
  function isWorking(site, span) {
    const [from, to] = [atlas.dayParts(span.first).year, atlas.dayParts(span.last).year];
    const [begun, over] = site.years;
    return (begun === null || begun <= to) && (over === null || over >= from);
  }

  /* Legs of the same two places (there and back) run side by side, so that each shows its arrow. */
  function spreadLegs(lines) {
    const bundles = new Map();
    lines.filter((line) => line.kind === "leg").forEach((leg) => {
      const pair = leg.points.map(String).sort().join("|");
      bundles.set(pair, [...(bundles.get(pair) || []), leg]);
    });
    bundles.forEach((legs) => {
      if (legs.length < 2) return;
      const [from, to] = [legs[0].at[0], legs[0].at[legs[0].at.length - 1]]; // one direction for all: shifts must not cancel out
      const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
      if (!length) return;
      const steps = legs.length - 1;
      const gap = Math.min(LEG_GAP_PX, WIDEST_BUNDLE_PX / steps, length / 2 / steps);
      legs.forEach((leg, index) => {
        const aside = ((index - steps / 2) * gap) / length;
        const [dx, dy] = [(from[1] - to[1]) * aside, (to[0] - from[0]) * aside];
        leg.at = leg.at.map(([x, y]) => [x + dx, y + dy]);
      });
    });
    return lines;
  }

  /* Areas of a payload as lines with their boxes, made once. */
  function readAreas(areas) {
    return areas.map((rings) => {
      const lines = rings.map((ring) => atlas.toLine(ring));
      return { lines, box: atlas.joinBoxes(lines.map((line) => line.box)) };
    });
  }

  /* Areas of a list of the cases that are numbered, such as their footprints. */
  function layOutAreas(cases, list, areas) {
    return [].concat(
      ...cases
        .filter(({ numbered }) => numbered)
        .map(({ case: item }) =>
          item[list].map((footprint) => Object.assign({}, footprint, areas[footprint.area]))
        )
    );
  }

  /* Footprints of one look, each area once. */
  function groupFootprints(footprints) {
    const groups = new Map();
    footprints.forEach((footprint) => {
      const id = JSON.stringify(footprint.style);
      if (!groups.has(id)) groups.set(id, new Map());
      groups.get(id).set(footprint.lines, footprint);
    });
    return Array.from(groups.values(), (group) => Array.from(group.values()));
  }

  function layOutNotes(lines, style) {
    return lines
      .filter((line) => line.kind === "fade" && line.words)
      .map((line) => {
        const [x, y] = line.at[line.at.length - 1];
        const opacity = Math.max(line.opacity, 0.55); // words stay legible when the line is faint
        const lettering = Object.assign({}, style, { color: line.color });
        return { x, y, text: line.words, key: line.key, style: lettering, opacity };
      });
  }

  /* Days and kilometres of legs inside the period, unless there are too many to read. */
  function layOutLegWords(lines, style) {
    const legs = lines.filter((line) => line.kind === "leg" && line.words && !line.faint);
    if (legs.length > MOST_LEG_WORDS) return [];
    return legs.map(({ at, words, key, color }) => ({
      from: at[0], to: at[at.length - 1], text: words, key,
      style: Object.assign({}, style, LEG_WORDS, { color }),
    }));
  }

  function layOutLabels(context, scale, zoom) {
    return context.labels
      .filter((label) => label.min_zoom <= zoom)
      .map((label) => {
        const [x, y] = scaled(label.at, scale);
        return Object.assign({}, label, { x, y });
      })
      .sort((one, other) => one.rank - other.rank);
  }

  function toObstacle({ x, y }, width, height) {
    return { x, y, width, height };
  }

  /*
   * Lay out a scene. `cases` as moving.casesIn gives them, `symbols` with the largest radius they may
   * have (`most`), so that names and marks stay where they are while time plays. The names of an old
   * scene of this zoom are kept.
   */
  function layOut({ context, cases, areas, symbols, span }, lettering, scale, zoom, oldScene) {
    const styles = context.styles;
    const stepFont = `600 10.5px ${lettering.family}`;
    const obstacles = symbols.map(({ x, y, most }) => ({ x, y, r: most }));
    const markers = layOutMarkers(context, scale);
    const lines = spreadLegs(layOutLines(cases, scale, styles));
    const steps = layOutSteps(cases, obstacles, scale, styles.step, stepFont, lettering.context);
    const footprints = layOutAreas(cases, "footprints", areas);
    const scene = {
      scale, zoom, span, lines, steps, stepFont, markers, allMarkers: markers, footprints,
      footprintGroups: groupFootprints(footprints), reaches: layOutAreas(cases, "reaches", areas),
    };
    scene.flows = context.flows
      ? atlas.flows.layOutFlows(context.flows, (point) => scaled(point, scale))
      : [];
    setTime(scene, span, context);
    if (oldScene) return Object.assign(scene, { labels: oldScene.labels, dots: oldScene.dots });
    const names = atlas.placeLabels(
      layOutLabels(context, scale, zoom),
      [
        ...steps.map((one) => toObstacle(one, 2 * one.half, 2 * one.high)),
        ...[...obstacles, ...scene.markers].map((one) => toObstacle(one, 1.8 * one.r, 1.8 * one.r)),
      ],
      [
        ...layOutNotes(lines, styles.fade_words),
        ...atlas.flows.notesOfFlows(scene.flows, styles.fade_words, styles.flow),
      ],
      layOutLegWords(lines, styles.fade_words),
      lettering,
      context.lettering
    );
    return Object.assign(scene, { labels: names.placed, dots: names.dots });
  }

  function pickPoint(item, kind, x, y) {
    const overhang = item.half ? item.half - item.high : 0; // of a step mark that is not round
    const dx = Math.max(0, Math.abs(item.x - x) - overhang);
    const centre = Math.hypot(dx, item.y - y);
    return { kind, item, centre, distance: Math.max(0, centre - item.r) };
  }

  function pickLabel(label, x, y) {
    const distances = label.words.map((box) =>
      Math.hypot(
        Math.max(box[0] - x, 0, x - box[2]),
        Math.max(box[1] - y, 0, y - box[3])
      )
    );
    const distance = Math.min(...distances);
    return { kind: "label", item: label, centre: distance, distance };
  }

  function pickLine(item, kind, x, y, line) {
    const distance = atlas.distanceToLine(line, x, y);
    return { kind, item, centre: distance, distance };
  }

  /* An arrow is picked within its width; of several the thinnest, which lies on top. */
  function pickFlow(flow, x, y) {
    const distance = atlas.distanceToLine(flat(flow.at), x, y);
    return {
      kind: "flow", item: flow, centre: flow.width_px,
      distance: Math.max(0, distance - flow.width_px / 2),
    };
  }

  function nearest(found, tolerance) {
    return found
      .filter((one) => one.distance <= tolerance)
      .sort(
        (one, other) =>
          one.distance - other.distance ||
          ORDER[one.kind] - ORDER[other.kind] ||
          one.centre - other.centre
      )[0];
  }

  /*
   * Find the thing at a point (scaled world pixels): things with a place first, then lines, then
   * areas, of which the smallest wins.
   */
  function pick(scene, symbols, areas, base, x, y, tolerance) {
    const points = [
      ...scene.steps.map((one) => pickPoint(one, one.numbers ? "step" : "dot", x, y)),
      ...symbols.map((one) => pickPoint(one, "symbol", x, y)),
      ...scene.markers.map((one) => pickPoint(one, "marker", x, y)),
      ...scene.dots.map((one) => pickPoint(one, "label", x, y)),
      ...scene.labels.filter((one) => one.key).map((one) => pickLabel(one, x, y)),
    ];
    const world = [x / scene.scale, y / scene.scale];
    const lines = [
      ...scene.lines.map((one) => pickLine(one, one.kind, x, y, flat(one.at))),
      ...scene.flows.map((one) => pickFlow(one, x, y)),
    ];
    const routes = base
      .filter((one) => one.kind === "line" && isNear(one.box, world, tolerance / scene.scale))
      .map((one) => {
        const distances = one.lines.map((line) => atlas.distanceToLine(line, ...world));
        const distance = Math.min(...distances) * scene.scale;
        return { kind: "route", item: one, centre: distance, distance };
      });
    return (
      nearest(points, tolerance) ||
      nearest([...lines, ...routes], tolerance) ||
      pickArea(areas, base, world, [x, y])
    );
  }

  function isNear(box, [x, y], margin) {
    return x > box[0] - margin && x < box[2] + margin && y > box[1] - margin && y < box[3] + margin;
  }

  function pickArea({ discs, areas }, base, world, [x, y]) {
    const size = (item) => (item.box[2] - item.box[0]) * (item.box[3] - item.box[1]);
    const inside = (item) => isNear(item.box, world, 0) && atlas.isInside(item.lines, ...world);
    const smallest = (items) => items.filter(inside).sort((a, b) => size(a) - size(b))[0];
    const disc = discs.find((one) => Math.hypot(one.x - x, one.y - y) <= one.r);
    if (disc) return { kind: "disc", item: disc };
    const footprint = smallest(areas);
    if (footprint) return { kind: "footprint", item: footprint };
    const region = smallest(base.filter((one) => one.kind === "area"));
    return region ? { kind: "region", item: region } : undefined;
  }

  Object.assign(atlas, { layOut, setTime, readAreas, groupFootprints, pick });
})();
