/* Movements added up between areas: curved arrows as wide as many people. See figure/flows.py. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const CASING_PX = 1.2;

  function layOutFlows(flows, toScaled) {
    return flows.arrows.map((arrow) => Object.assign({}, arrow, { at: arrow.points.map(toScaled) }));
  }

  /* The people who stayed, as a case of which all is always bright: its marks carry their number. */
  function caseOfStays(flows, look) {
    const always = { days: [[-Infinity, Infinity]], stays: [] };
    const steps = flows.stays.map((mark) => Object.assign({}, mark, always));
    const lists = { legs: [], tails: [], fades: [], footprints: [], reaches: [] };
    return { case: Object.assign({ case_id: "", steps }, lists), color: look.color, numbered: true };
  }

  /* The numbers beside the middle of the arrows. */
  function notesOfFlows(flows, style, look) {
    return flows
      .filter((flow) => flow.words)
      .map((flow) => {
        const [x, y] = flow.at[Math.floor(flow.at.length / 2)];
        const lettering = Object.assign({}, style, { color: look.color, italic: false, bold: true });
        return { x, y, text: flow.words, key: flow.key, style: lettering, opacity: 1 };
      });
  }

  /* The point so far before the end of a line, and the line as far as there. */
  function cutShaft(at, lengthPx) {
    let left = lengthPx;
    for (let i = at.length - 1; i > 0; i -= 1) {
      const [[x0, y0], [x1, y1]] = [at[i - 1], at[i]];
      const length = Math.hypot(x1 - x0, y1 - y0);
      if (length >= left && length > 0) {
        const share = 1 - left / length;
        const foot = [x0 + (x1 - x0) * share, y0 + (y1 - y0) * share];
        return { foot, shaft: [...at.slice(0, i), foot] };
      }
      left -= length;
    }
    return { foot: at[0], shaft: [at[0]] };
  }

  function lengthOf(at) {
    return at.slice(1).reduce(
      (sum, [x, y], index) => sum + Math.hypot(x - at[index][0], y - at[index][1]), 0
    );
  }

  function paintFlow(context, flow, look, isSelected) {
    const width = flow.width_px;
    const length = lengthOf(flow.at);
    const { shaft: seen, foot: tip } = cutShaft(flow.at, Math.min(look.gap_px, length / 4));
    const { shaft, foot } = cutShaft(seen, Math.min(look.head_px + width, length / 2));
    const trace = () => {
      context.beginPath();
      shaft.forEach(([x, y], index) => context[index ? "lineTo" : "moveTo"](x, y));
    };
    const opacity = isSelected ? 1 : look.opacity;
    trace();
    const casing = isSelected ? look.ink : atlas.paper();
    atlas.strokePath(context, { color: casing, width_px: width + 2 * CASING_PX }, opacity);
    trace();
    atlas.strokePath(context, { color: look.color, width_px: width }, opacity);
    paintHead(context, foot, tip, width / 2 + look.wing_px, look.color, opacity);
  }

  function paintHead(context, foot, tip, half, color, opacity) {
    const length = Math.hypot(tip[0] - foot[0], tip[1] - foot[1]) || 1;
    const [dx, dy] = [((foot[1] - tip[1]) * half) / length, ((tip[0] - foot[0]) * half) / length];
    context.save();
    context.globalAlpha = opacity;
    context.beginPath();
    context.moveTo(...tip);
    context.lineTo(foot[0] + dx, foot[1] + dy);
    context.lineTo(foot[0] - dx, foot[1] - dy);
    context.closePath();
    context.fillStyle = color;
    context.fill();
    context.restore();
  }

  Object.assign(atlas, { flows: { layOutFlows, caseOfStays, notesOfFlows, paintFlow } });
})();
