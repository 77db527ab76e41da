/* Paints the parts of a scene in scaled world pixels: lines, marks, symbols, dots, areas. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const WHOLE = [0, 1];
  const PLAIN_RING_PX = 1.8;

  /* Footprints of one style are shaded once where they overlap: the shade must stay light. */
  function footprints(context, frame, groups) {
    groups.forEach((group) => {
      const style = group[0].style;
      context.beginPath();
      group.forEach((footprint) => atlas.tracePath(context, footprint.lines, frame, true));
      atlas.fillPath(context, Object.assign({}, style, { outline: null }));
      if (!style.outline) return;
      context.beginPath();
      group.forEach((footprint) => atlas.traceVisible(context, footprint.lines, frame));
      atlas.strokePath(context, style.outline);
    });
  }

  function discs(context, frame, items, style) {
    const trace = () => {
      context.beginPath();
      items.forEach(({ x, y, r }) => {
        context.moveTo(x + frame.x + r, y + frame.y);
        context.arc(x + frame.x, y + frame.y, r, 0, 2 * Math.PI);
      });
    };
    trace();
    atlas.fillPath(context, Object.assign({}, style, { outline: null }));
    if (!style.outline) return;
    trace();
    atlas.strokePath(context, style.outline);
  }

  function marker(context, item, styles) {
    const look = { hollow: item.hollow, faded: item.faded, fadedOpacity: styles.faded_opacity };
    atlas.drawMarker(context, item.x, item.y, item.style, look);
  }

  function between([x0, y0], [x1, y1], share) {
    return [x0 + (x1 - x0) * share, y0 + (y1 - y0) * share];
  }

  function line(context, item, styles, isSelected) {
    const { at, color } = item;
    const [from, to] = [at[0], at[at.length - 1]];
    const width = (item.width_px || styles.leg.width_px) + (isSelected ? 1.4 : 0);
    const opacity = isSelected ? 1 : item.opacity;
    if (item.kind === "tail") {
      context.beginPath();
      at.forEach(([x, y], index) => context[index ? "lineTo" : "moveTo"](x, y));
      const style = Object.assign({}, item.style);
      if (isSelected) style.width_px += 1.4;
      atlas.strokePath(context, style, opacity);
      return;
    }
    if (item.kind === "fade") {
      atlas.drawFade(context, from, to, { color, width, opacity });
      return;
    }
    const dash = item.certain ? [] : styles.leg.dash_px;
    const [first, last] = isSelected ? WHOLE : item.part || WHOLE;
    const isWhole = first === 0 && last === 1;
    const passesMiddle = Boolean(item.part) && first <= 0.5 && last >= 0.5;
    const look = { color, width, dash };
    if (isWhole) {
      atlas.drawLeg(context, from, to, Object.assign({ opacity, head: true }, look));
      return;
    }
    // time has run over a part of the leg: the rest stays faint
    const pale = Object.assign({ opacity: styles.faint_opacity, head: !passesMiddle }, look);
    atlas.drawLeg(context, from, to, pale);
    const bright = Object.assign({ opacity: 1, head: false }, look);
    atlas.drawLeg(context, between(from, to, first), between(from, to, last), bright);
    if (passesMiddle) atlas.drawLegHead(context, from, to, color);
  }

  function step(context, item, scene, styles) {
    const opacity = item.faint ? Math.max(styles.faint_opacity, 0.45) : 1;
    if (Math.hypot(item.x - item.homeX, item.y - item.homeY) > item.r * 2.5) {
      context.beginPath();
      context.moveTo(item.homeX, item.homeY);
      context.lineTo(item.x, item.y);
      atlas.strokePath(context, { color: item.color, width_px: 1 }, opacity);
    }
    const look = {
      numbers: item.numbers, color: item.color, hollow: item.hollow, opacity,
      radius: styles.step.radius_px, text: styles.step.text, halfWidth: item.half,
      font: scene.stepFont,
    };
    if (item.isLastKnown) atlas.drawLastKnown(context, item.x, item.y, look, styles.last_known);
    atlas.drawStep(context, item.x, item.y, look);
  }

  /*
   * Symbols, filled ones below hollow ones; within each kind none overlaps another, so they are drawn
   * look by look, which is several times as fast as one by one. Without `isDetailed` they have neither
   * an edge nor the mix of their types: a third of the painting of a frame.
   */
  function symbols(context, items, styles, isDetailed) {
    context.save();
    const kinds = [false, true].map((hollow) => items.filter((item) => item.hollow === hollow));
    const [filled, hollow] = kinds.map((kind) => kind.filter((item) => item.certain));
    if (isDetailed) backDiscs(context, kinds[0], styles, 0.9);
    context.globalAlpha = styles.event_opacity;
    fillByColor(context, filled);
    if (isDetailed) {
      const mixed = filled.filter((item) => item.mix.length > 1);
      mixed.forEach((item) => atlas.drawMix(context, item, item.mix, styles, false));
    }
    possible(context, kinds[0]);
    if (isDetailed) {
      backDiscs(context, kinds[1], styles, 0.6);
      context.globalAlpha = styles.event_opacity;
      hollow.forEach((item) => atlas.drawMix(context, item, item.mix, styles, true));
    } else {
      // two discs take half the time of one ring
      fillByColor(context, hollow);
      context.globalAlpha = 0.85;
      context.fillStyle = styles.event_edge;
      fillDiscs(context, hollow, -PLAIN_RING_PX);
      context.globalAlpha = styles.event_opacity;
    }
    possible(context, kinds[1]);
    context.globalAlpha = 1;
    datasetRings(context, items, styles);
    context.restore();
  }

  /* The rings of datasets that were brought in, colour by colour. */
  function datasetRings(context, items, styles) {
    const { width_px: width, gap_px: gap } = styles.dataset_ring;
    const byColor = new Map();
    items.forEach((item) => {
      if (!item.ring) return;
      if (!byColor.has(item.ring.color)) byColor.set(item.ring.color, []);
      byColor.get(item.ring.color).push(item);
    });
    byColor.forEach((group, color) => {
      context.beginPath();
      group.forEach(({ x, y, r }) => {
        context.moveTo(x + r + gap, y);
        context.arc(x, y, r + gap, 0, 2 * Math.PI);
      });
      atlas.strokePath(context, { color: styles.event_edge, width_px: width + 1.2 }, 0.9);
      atlas.strokePath(context, { color, width_px: width });
    });
  }

  function possible(context, items) {
    items
      .filter((item) => !item.certain)
      .forEach(({ x, y, r, mix, hollow }) => atlas.drawPossible(context, x, y, r, mix, hollow));
  }

  function backDiscs(context, items, styles, opacity) {
    context.globalAlpha = opacity;
    context.fillStyle = styles.event_edge;
    fillDiscs(context, items, 1);
  }

  function fillDiscs(context, items, more) {
    items.forEach(({ x, y, r }) => {
      atlas.circlePath(context, x, y, r + more);
      context.fill();
    });
  }

  function fillByColor(context, items) {
    const byColor = new Map();
    items.forEach((item) => {
      const color = item.mix[0][0];
      if (!byColor.has(color)) byColor.set(color, []);
      byColor.get(color).push(item);
    });
    byColor.forEach((group, color) => {
      context.fillStyle = color;
      fillDiscs(context, group, 0);
    });
  }

  /* A capital is a filled square, a town an open ring, a post an open square. */
  function dot(context, item, lettering) {
    const style = lettering[item.kind] || lettering.town;
    const shape = item.kind === "town" ? "circle" : "square";
    const radius = item.kind === "town" ? item.r : item.r * 0.95;
    context.save();
    atlas.shapePath(context, shape, item.x, item.y, radius);
    context.setLineDash([]);
    context.lineWidth = item.kind === "capital" ? 2 : 1.1;
    context.strokeStyle = item.kind === "capital" ? atlas.paper() : style.color;
    context.fillStyle = item.kind === "capital" ? style.color : atlas.paper();
    if (item.kind === "capital") context.stroke();
    context.fill();
    if (item.kind !== "capital") context.stroke();
    context.restore();
  }

  function measured(context, frame, points, styles) {
    const at = points.map((point) => {
      const [x, y] = atlas.toWorld(point.lat, point.lng);
      return [x * frame.scale, y * frame.scale];
    });
    context.beginPath();
    at.forEach(([x, y], index) => context[index ? "lineTo" : "moveTo"](x, y));
    atlas.strokePath(context, { color: atlas.paper(), width_px: 5 }, 0.7);
    atlas.strokePath(context, styles.measure);
    at.forEach(([x, y]) => {
      atlas.circlePath(context, x, y, 4);
      context.fillStyle = atlas.paper();
      context.fill();
      atlas.strokePath(context, Object.assign({}, styles.measure, { dash_px: [] }));
    });
  }

  /* The outline of the thing picked. */
  function ring(context, item, styles) {
    atlas.circlePath(context, item.x, item.y, (item.half || item.r) + 4);
    atlas.strokePath(context, { color: atlas.paper(), width_px: 5 }, 0.9);
    atlas.strokePath(context, styles.highlight);
  }

  function outline(context, item, frame, styles) {
    context.beginPath();
    atlas.traceVisible(context, item.lines, frame);
    atlas.strokePath(context, { color: atlas.paper(), width_px: 5 }, 0.8);
    atlas.strokePath(context, styles.highlight);
  }

  atlas.paint = {
    datasetRings, footprints, discs, marker, line, step, symbols, dot, measured, ring, outline,
  };
})();
