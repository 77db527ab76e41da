/* How each thing is drawn on a canvas. The map and the samples of its legend use the same strokes. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  // As in atlas.css, which may come later than the first drawing.
  const FONT_FAMILY =
    'system-ui, "Segoe UI", "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';

  let paperOf = (opacity) => `rgba(255, 255, 255, ${opacity})`;

  /* The colour of halos, edges and the inside of hollow symbols: white, unless a theme says else. */
  const paper = (opacity = 1) => paperOf(opacity);

  /* Take another paper: [red, green, blue], 0 to 255. */
  function setPaper(channels) {
    paperOf = (opacity) => `rgba(${channels.join(", ")}, ${opacity})`;
  }

  function setStroke(context, style) {
    context.strokeStyle = style.color;
    context.lineWidth = style.width_px;
    context.setLineDash(style.dash_px || []);
    context.lineCap = style.dash_px && style.dash_px.length ? "butt" : "round";
    context.lineJoin = "round";
  }

  /* Stroke the current path with a style, at a part of its opacity. */
  function strokePath(context, style, opacity) {
    context.save();
    setStroke(context, style);
    context.globalAlpha *= (style.opacity === undefined ? 1 : style.opacity) * (opacity || 1);
    context.stroke();
    context.restore();
  }

  function fillPath(context, style, rule) {
    if (style.fill_opacity > 0) {
      context.save();
      context.globalAlpha *= style.fill_opacity;
      context.fillStyle = style.fill;
      context.fill(rule || "nonzero");
      context.restore();
    }
    if (style.outline) strokePath(context, style.outline);
  }

  /* An ellipse, because browsers paint a filled one twice as fast as the same arc. */
  function circlePath(context, x, y, radius) {
    context.beginPath();
    context.ellipse(x, y, radius, radius, 0, 0, 2 * Math.PI);
  }

  /* Corners of each marker shape on a unit circle, clockwise from the top; circles have none. */
  function polygon(corners, turn) {
    return Array.from({ length: corners }, (_, index) => {
      const angle = (index / corners) * 2 * Math.PI + (turn || 0) - Math.PI / 2;
      return [Math.cos(angle), Math.sin(angle)];
    });
  }

  function star() {
    return polygon(10).map(([x, y], index) => (index % 2 ? [x * 0.45, y * 0.45] : [x, y]));
  }

  const [DASH_AND_GAP_PX, DASH_PART, DASH_WIDTH_PX] = [5.2, 0.58, 1.6]; // of what is only possible
  const CROSS_ARM = 0.36;
  const SHAPES = {
    square: polygon(4, Math.PI / 4).map(([x, y]) => [x * 1.2, y * 1.2]),
    diamond: polygon(4).map(([x, y]) => [x * 1.08, y * 1.08]),
    triangle: polygon(3).map(([x, y]) => [x * 1.12, y * 1.12 + 0.2]),
    triangle_down: polygon(3, Math.PI).map(([x, y]) => [x * 1.12, y * 1.12 - 0.2]),
    pentagon: polygon(5),
    hexagon: polygon(6),
    star: star(),
    cross: [
      [-CROSS_ARM, -1], [CROSS_ARM, -1], [CROSS_ARM, -CROSS_ARM], [1, -CROSS_ARM],
      [1, CROSS_ARM], [CROSS_ARM, CROSS_ARM], [CROSS_ARM, 1], [-CROSS_ARM, 1],
      [-CROSS_ARM, CROSS_ARM], [-1, CROSS_ARM], [-1, -CROSS_ARM], [-CROSS_ARM, -CROSS_ARM],
    ],
  };

  function shapePath(context, shape, x, y, radius) {
    const corners = SHAPES[shape];
    if (!corners) {
      circlePath(context, x, y, radius);
      return;
    }
    context.beginPath();
    corners.forEach(([dx, dy], index) => {
      context[index ? "lineTo" : "moveTo"](x + dx * radius, y + dy * radius);
    });
    context.closePath();
  }

  /* A mine or field: filled; hollow when its place is imprecise; paler when it does not work. */
  function drawMarker(context, x, y, style, look) {
    const { hollow, faded, fadedOpacity } = look;
    context.save();
    if (faded) context.globalAlpha *= fadedOpacity;
    context.lineJoin = "round";
    shapePath(context, style.shape, x, y, style.size_px / 2);
    if (hollow) {
      context.fillStyle = paper(0.75);
      context.fill();
      context.lineWidth = 1.8;
      context.strokeStyle = isPale(style.fill) ? style.edge : style.fill;
    } else {
      context.lineWidth = style.edge_px * 2;
      context.strokeStyle = style.edge;
      context.stroke(); // the fill covers the inner half
      context.fillStyle = style.fill;
      context.fill();
      if (isPale(style.fill)) {
        context.lineWidth = style.edge_px;
        context.stroke();
      }
      context.restore();
      return;
    }
    context.stroke();
    context.restore();
  }

  function isPale(color) {
    return [1, 3, 5].every((start) => parseInt(color.slice(start, start + 2), 16) > 220);
  }

  /*
   * A symbol of incidents by itself, as the legend shows it. `mix` is [[colour, count], …], most
   * first: the first colours the disc, the whole mix is the ring. Hollow: the place is imprecise.
   * Possible: the edge is dashed.
   */
  function drawEventSymbol(context, x, y, r, look) {
    const { mix, hollow, possible, edge, opacity } = look;
    context.save();
    circlePath(context, x, y, r + 1);
    context.fillStyle = edge;
    context.globalAlpha = hollow ? 0.6 : 0.9;
    context.fill();
    context.globalAlpha = opacity;
    if (possible) {
      drawPossible(context, x, y, r, mix, hollow);
    } else {
      if (!hollow) {
        circlePath(context, x, y, r);
        context.fillStyle = mix[0][0];
        context.fill();
      }
      const styles = { event_edge: edge, event_opacity: opacity };
      if (hollow || mix.length > 1) drawMix(context, { x, y, r }, mix, styles, hollow);
    }
    context.restore();
  }

  /* The ring of a symbol: the mix of types; on a filled one a white line parts it from the disc. */
  function drawMix(context, { x, y, r }, mix, styles, hollow) {
    const width = Math.max(1.8, Math.min(4.5, r * 0.26));
    if (!hollow) {
      ringPath(context, x, y, r + 0.8, r - width - 0.8);
      context.fillStyle = styles.event_edge;
      context.globalAlpha = 1;
      context.fill();
      context.globalAlpha = styles.event_opacity;
    }
    drawRing(context, x, y, r, width, mix);
  }

  /* Rings and dashes are filled, not stroked: the browser paints them three times as fast. */
  function ringPath(context, x, y, outer, inner) {
    context.beginPath();
    context.arc(x, y, outer, 0, 2 * Math.PI);
    context.arc(x, y, Math.max(inner, 0), 2 * Math.PI, 0, true);
  }

  /* Add a part of a ring to the current path; angles are clockwise from the right. */
  function addSector(context, x, y, outer, inner, from, to) {
    context.moveTo(x + outer * Math.cos(from), y + outer * Math.sin(from));
    context.arc(x, y, outer, from, to);
    context.arc(x, y, inner, to, from, true);
    context.closePath();
  }

  function drawPossible(context, x, y, radius, mix, hollow) {
    context.fillStyle = mix[0][0];
    if (!hollow) {
      const opacity = context.globalAlpha;
      context.globalAlpha = opacity * 0.38;
      circlePath(context, x, y, radius - 0.8);
      context.fill();
      context.globalAlpha = opacity;
    }
    const dashes = Math.max(5, Math.round((2 * Math.PI * radius) / DASH_AND_GAP_PX));
    const turn = (2 * Math.PI) / dashes;
    context.beginPath();
    for (let dash = 0; dash < dashes; dash += 1) {
      const from = dash * turn;
      addSector(context, x, y, radius, radius - DASH_WIDTH_PX, from, from + turn * DASH_PART);
    }
    context.fill();
  }

  function drawRing(context, x, y, radius, width, mix) {
    if (mix.length === 1) {
      ringPath(context, x, y, radius, radius - width);
      context.fillStyle = mix[0][0];
      context.fill();
      return;
    }
    const total = mix.reduce((sum, part) => sum + part[1], 0);
    let from = -Math.PI / 2;
    mix.forEach(([color, count]) => {
      const to = from + (count / total) * 2 * Math.PI;
      context.beginPath();
      addSector(context, x, y, radius, radius - width, from, to);
      context.fillStyle = color;
      context.fill();
      from = to;
    });
  }

  /* A stretch of a movement path; `head` puts an arrowhead on its middle. */
  function drawLeg(context, from, to, look) {
    const { color, width, dash, opacity, head } = look;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    context.save();
    context.globalAlpha *= opacity;
    context.beginPath();
    context.moveTo(from[0], from[1]);
    context.lineTo(to[0], to[1]);
    strokePath(context, { color: paper(), width_px: width + 2.4 }, 0.55);
    strokePath(context, { color, width_px: width, dash_px: dash });
    if (head && length > 4 * width) drawLegHead(context, from, to, color);
    context.restore();
  }

  function drawLegHead(context, from, to, color) {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    drawArrowhead(context, from, to, color, Math.min(11, length / 2.4));
  }

  function drawArrowhead(context, from, to, color, size) {
    const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const tip = 0.5 * length + size / 2;
    context.save();
    context.translate(from[0], from[1]);
    context.rotate(angle);
    context.beginPath();
    context.moveTo(tip, 0);
    context.lineTo(tip - size, -size * 0.46);
    context.lineTo(tip - size * 0.72, 0);
    context.lineTo(tip - size, size * 0.46);
    context.closePath();
    context.setLineDash([]);
    context.lineJoin = "round";
    context.lineWidth = 2.4;
    context.strokeStyle = paper(0.85);
    context.stroke();
    context.fillStyle = color;
    context.fill();
    context.restore();
  }

  /* A path that is lost: from full colour to nothing. */
  function drawFade(context, from, to, look) {
    const gradient = context.createLinearGradient(from[0], from[1], to[0], to[1]);
    gradient.addColorStop(0, look.color);
    gradient.addColorStop(1, look.color + "00"); // colours are #rrggbb
    context.save();
    context.globalAlpha *= look.opacity;
    context.beginPath();
    context.moveTo(from[0], from[1]);
    context.lineTo(to[0], to[1]);
    context.lineWidth = look.width;
    context.lineCap = "butt";
    context.strokeStyle = gradient;
    context.stroke();
    context.restore();
  }

  /* Half the width of a step mark: a disc for one number, longer for several. */
  function stepHalfWidth(context, numbers, radius, font) {
    if (!numbers) return radius * 0.5;
    context.save();
    context.font = font;
    const width = context.measureText(numbers).width;
    context.restore();
    return Math.max(radius, width / 2 + 4.5);
  }

  function pillPath(context, x, y, halfWidth, height) {
    context.beginPath();
    context.arc(x - halfWidth + height, y, height, Math.PI / 2, 1.5 * Math.PI);
    context.arc(x + halfWidth - height, y, height, 1.5 * Math.PI, 0.5 * Math.PI);
    context.closePath();
  }

  /* The ring round the last known place of people who are held. */
  function drawLastKnown(context, x, y, look, { gap_px: gap, ring_px: ring }) {
    const height = (look.numbers ? look.radius : look.radius * 0.5) + gap;
    context.save();
    pillPath(context, x, y, look.halfWidth + gap, height);
    context.fillStyle = paper(0.55);
    context.fill();
    context.setLineDash([]);
    context.lineWidth = ring;
    context.strokeStyle = look.color;
    context.stroke();
    context.restore();
  }

  function drawStep(context, x, y, look) {
    const { numbers, color, hollow, radius, halfWidth, font, text, opacity } = look;
    const height = numbers ? radius : radius * 0.5;
    context.save();
    context.globalAlpha *= opacity;
    pillPath(context, x, y, halfWidth, height);
    context.lineWidth = 3;
    context.strokeStyle = paper();
    context.stroke();
    context.fillStyle = hollow ? paper() : color;
    context.fill();
    if (hollow) {
      context.lineWidth = 1.6;
      context.strokeStyle = color;
      context.stroke();
    }
    context.font = font;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = hollow ? color : text;
    context.fillText(numbers, x, y + 0.5);
    context.restore();
  }

  Object.assign(atlas, {
    FONT_FAMILY,
    paper,
    setPaper,
    strokePath,
    fillPath,
    circlePath,
    shapePath,
    drawMarker,
    drawEventSymbol,
    drawMix,
    drawPossible,
    drawLeg,
    drawLegHead,
    drawLastKnown,
    drawFade,
    drawStep,
    stepHalfWidth,
  });
})();
