/*
 * Lettering and where it goes. Names are placed once for each zoom over the whole map, most
 * important first, so that dragging never moves a name; a name without a free spot is left out.
 */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const PADDING_PX = 2; // between two names
  const CELL_PX = 64;
  const LINE_HEIGHT = 1.15;
  const LONGEST_LINE = 24; // letters; longer names of areas and notes are set on two lines
  const WRAPPED_KINDS = new Set(["region", "note"]);
  const SAME_NAME_PX = 70; // the same word nearer than this is the same thing from another table
  const LEG_CLEARANCE_PX = 5;
  const LEG_SAMPLE_PX = 6; // finer than words are high: none slips between two samples of a leg
  const LEG_SHARES = [0.5, 0.4, 0.6, 0.3, 0.7]; // of the length, where words beside a leg are tried
  const DOT_RADIUS = { capital: 3.6, town: 2.5, post: 2.3 };

  /* Boxes already taken, found by the squares of a grid. */
  class TakenSpace {
    constructor() {
      this.cells = new Map();
    }

    visit(box, act) {
      for (let x = Math.floor(box[0] / CELL_PX); x <= Math.floor(box[2] / CELL_PX); x += 1) {
        for (let y = Math.floor(box[1] / CELL_PX); y <= Math.floor(box[3] / CELL_PX); y += 1) {
          if (act(`${x},${y}`)) return true;
        }
      }
      return false;
    }

    isFree(boxes) {
      const meetsOne = (box) => (cell) =>
        (this.cells.get(cell) || []).some((other) => atlas.boxesMeet(box, other));
      return !boxes.some((box) => this.visit(box, meetsOne(box)));
    }

    take(boxes) {
      boxes.forEach((box) =>
        this.visit(box, (cell) => {
          if (!this.cells.has(cell)) this.cells.set(cell, []);
          this.cells.get(cell).push(box);
          return false;
        })
      );
    }
  }

  /* Part long words at the space nearest to their middle. */
  function wrap(text, kind) {
    if (!WRAPPED_KINDS.has(kind) || text.length <= LONGEST_LINE) return [text];
    const middle = text.length / 2;
    const spaces = Array.from(text).reduce(
      (found, _, at) => (text[at] === " " ? [...found, at] : found), []
    );
    if (!spaces.length) return [text];
    const at = spaces.sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle))[0];
    return [text.slice(0, at), text.slice(at + 1)];
  }

  function fontOf(style, family) {
    return `${style.italic ? "italic " : ""}${style.bold ? "600 " : ""}${style.size_px}px ${family}`;
  }

  /* Measures words once for each lettering. */
  class Lettering {
    constructor(family, language) {
      this.family = family;
      this.language = language;
      this.context = document.createElement("canvas").getContext("2d");
      this.widths = new Map();
    }

    wordsOf(text, style) {
      return style.uppercase ? text.toLocaleUpperCase(this.language) : text;
    }

    widthOf(text, style) {
      const font = fontOf(style, this.family);
      const id = `${font}|${style.spacing_px}|${text}`;
      if (!this.widths.has(id)) {
        this.context.font = font;
        const words = this.wordsOf(text, style);
        const width = this.context.measureText(words).width;
        this.widths.set(id, width + style.spacing_px * (Array.from(words).length - 1));
      }
      return this.widths.get(id);
    }

    /* Width and height of lines of words. */
    sizeOf(lines, style) {
      const width = Math.max(...lines.map((line) => this.widthOf(line, style)));
      return { width, height: lines.length * style.size_px * LINE_HEIGHT };
    }

    /* Draw lines of words centred on a point. */
    draw(context, { lines, style, x, y, angle }) {
      context.save();
      context.translate(x, y);
      if (angle) context.rotate(-angle * (Math.PI / 180));
      lines.forEach((line, index) => {
        const down = (index - (lines.length - 1) / 2) * style.size_px * LINE_HEIGHT;
        this.drawLine(context, line, style, down);
      });
      context.restore();
    }

    /* The halo comes first, so that it never covers a letter. */
    drawLine(context, text, style, down) {
      const words = this.wordsOf(text, style);
      context.font = fontOf(style, this.family);
      context.textBaseline = "middle";
      context.lineJoin = "round";
      context.lineWidth = style.halo_px * 2;
      context.strokeStyle = style.halo;
      context.fillStyle = style.color;
      const runs = style.spacing_px ? this.spread(context, words, style) : [[words, 0]];
      context.textAlign = style.spacing_px ? "left" : "center";
      context.globalAlpha *= 0.85;
      runs.forEach(([run, at]) => context.strokeText(run, at, down));
      context.globalAlpha /= 0.85;
      runs.forEach(([run, at]) => context.fillText(run, at, down));
    }

    /* Letters one by one: not every browser knows the letter-spacing of a canvas. */
    spread(context, words, style) {
      const letters = Array.from(words);
      let at = -(context.measureText(words).width + style.spacing_px * (letters.length - 1)) / 2;
      return letters.map((letter, index) => {
        const run = [letter, at];
        const pair = letter + (letters[index + 1] || "");
        const kerned =
          context.measureText(pair).width - context.measureText(letters[index + 1] || "").width;
        at += kerned + style.spacing_px;
        return run;
      });
    }
  }

  function boxAround(x, y, width, height) {
    return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
  }

  /* Boxes of words centred on a point; words at an angle are covered by squares along the line. */
  function boxesOf(x, y, width, height, angle) {
    const w = width + 2 * PADDING_PX;
    const h = height + 2 * PADDING_PX;
    if (!angle) return [boxAround(x, y, w, h)];
    const radians = -angle * (Math.PI / 180);
    const count = Math.max(2, Math.ceil(w / h));
    const side = h * (Math.abs(Math.cos(radians)) + Math.abs(Math.sin(radians)));
    return Array.from({ length: count }, (_, index) => {
      const along = (index / (count - 1) - 0.5) * (w - h);
      return boxAround(x + along * Math.cos(radians), y + along * Math.sin(radians), side, side);
    });
  }

  /* Centres to try for words beside a point: right, left, above, below, then the corners. */
  function besidePoint(x, y, width, height, clearance) {
    const dx = clearance + width / 2;
    const dy = clearance + height / 2;
    const corner = clearance * 0.7;
    return [
      [x + dx, y],
      [x - dx, y],
      [x, y - dy],
      [x, y + dy],
      [x + corner + width / 2, y - corner - height / 2],
      [x + corner + width / 2, y + corner + height / 2],
      [x - corner - width / 2, y - corner - height / 2],
      [x - corner - width / 2, y + corner + height / 2],
    ];
  }

  /* The names that matter most may stand a little further off when symbols crowd around them. */
  function aroundPoint(label, width, height, clearance) {
    const { x, y } = label;
    const reaches = label.rank <= 2 ? [clearance, clearance + 6] : [clearance];
    return [].concat(...reaches.map((reach) => besidePoint(x, y, width, height, reach)));
  }

  function aroundCentre(label, x, y, height) {
    if (label.angle || label.kind === "water") return [[x, y]];
    return [[x, y], [x, y - height * 1.3], [x, y + height * 1.3], [x, y - height * 2.6],
      [x, y + height * 2.6]];
  }

  /* How far words must stay from a point so as to clear the symbols that cover it. */
  function clearanceAt(x, y, obstacles, least) {
    return obstacles.reduce((clearance, one) => {
      const distance = Math.hypot(one.x - x, one.y - y);
      const isOver = distance < one.height / 2 + least;
      return isOver ? Math.max(clearance, one.height / 2 + distance + 2) : clearance;
    }, least);
  }

  /*
   * Place names. `labels` have x, y in pixels of this zoom; `obstacles` are the symbols and marks
   * that names give way to, {x, y, width, height}; `notes` are words that must stand (the ends of
   * lost paths), placed first; `legs` have words that give way to everything, placed last.
   */
  function placeLabels(labels, obstacles, notes, legs, lettering, styles) {
    const taken = new TakenSpace();
    taken.take(obstacles.map((one) => boxAround(one.x, one.y, one.width, one.height)));
    const placed = notes.map((note) => placeNote(note, taken, lettering));
    const spots = new Map(); // where each word already stands
    const named = [];
    labels.forEach((label) => {
      const twins = spots.get(label.text) || [];
      const isTwin = twins.some(([x, y]) => Math.hypot(x - label.x, y - label.y) < SAME_NAME_PX);
      const found = isTwin ? null : findSpot(label, taken, obstacles, lettering, styles);
      if (!isTwin && !found && label.dot) named.push({ label, placement: null });
      if (!found) return;
      taken.take(found.boxes);
      spots.set(label.text, [...twins, [label.x, label.y]]);
      placed.push(found);
      if (label.dot) named.push({ label, placement: found });
    });
    const dots = placeDots(named, taken, obstacles);
    return { placed: [...placed, ...placeLegWords(legs, taken, lettering)], dots };
  }

  function findSpot(label, taken, obstacles, lettering, styles) {
    const style = styles[label.kind];
    const lines = wrap(label.text, label.kind);
    const { width, height } = lettering.sizeOf(lines, style);
    const isBeside = label.dot || label.kind === "site";
    const dotRadius = DOT_RADIUS[label.kind] || DOT_RADIUS.town;
    const least = label.kind === "site" ? 2 : dotRadius + 3;
    const clearance = clearanceAt(label.x, label.y, obstacles, least);
    const centres = isBeside
      ? aroundPoint(label, width, height, clearance)
      : aroundCentre(label, label.x, label.y, height);
    const dotBoxes = label.dot ? [boxAround(label.x, label.y, dotRadius * 2, dotRadius * 2)] : [];
    const isCovered = obstacles.some((one) => covers(one, label));
    if (label.dot && !isCovered && !taken.isFree(dotBoxes)) return null;
    const spots = centres.map(([x, y]) => ({
      x, y, style, lines, text: label.text, key: label.key, angle: label.angle, kind: label.kind,
      words: boxesOf(x, y, width, height, label.angle),
    }));
    const free = spots.find((spot) => taken.isFree(spot.words));
    return free ? Object.assign(free, { boxes: [...free.words, ...dotBoxes] }) : null;
  }

  function covers(obstacle, point) {
    return (
      Math.abs(obstacle.x - point.x) < obstacle.width / 2 + 1 &&
      Math.abs(obstacle.y - point.y) < obstacle.height / 2 + 1
    );
  }

  function placeNote(note, taken, lettering) {
    const lines = wrap(note.text, "note");
    const { width, height } = lettering.sizeOf(lines, note.style);
    const centres = [4, 12, 22, 34, 50, 70].map((away) => besidePoint(note.x, note.y, width, height, away));
    const spots = [].concat(...centres).map(([x, y]) => ({
      x, y, lines, style: note.style, text: note.text, key: note.key, angle: 0, kind: "note",
      opacity: note.opacity, words: boxesOf(x, y, width, height, 0),
    }));
    const spot = spots.find((one) => taken.isFree(one.words)) || spots[0];
    spot.boxes = spot.words;
    taken.take(spot.boxes);
    return spot;
  }

  /* Words beside legs stand on no leg either: on another one they would seem to belong to it. */
  function placeLegWords(legs, taken, lettering) {
    legs.forEach(({ from, to }) => taken.take(boxesAlong(from, to)));
    return legs.map((leg) => findLegSpot(leg, taken, lettering)).filter(Boolean);
  }

  function boxesAlong([x0, y0], [x1, y1]) {
    const count = Math.ceil(Math.hypot(x1 - x0, y1 - y0) / LEG_SAMPLE_PX);
    return Array.from({ length: count + 1 }, (_, index) => {
      const share = count ? index / count : 0;
      return boxAround(x0 + share * (x1 - x0), y0 + share * (y1 - y0), 4, 4);
    });
  }

  /* On one line or else on two, as near to the middle of the leg as can be. */
  function findLegSpot(leg, taken, lettering) {
    const parted = leg.text.split(/(?<=,) /);
    const spot = [].concat(...[[leg.text], parted].map((lines) => spotsBesideLeg(leg, lines, lettering)))
      .find((one) => taken.isFree(one.words));
    if (spot) taken.take(spot.words);
    return spot;
  }

  /* None where the leg is so short that the words would seem to belong to something else. */
  function spotsBesideLeg({ from, to, style, text, key }, lines, lettering) {
    const { width, height } = lettering.sizeOf(lines, style);
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy);
    if (length < width / 2) return [];
    const [across, down] = [-dy / length, dx / length];
    const aside =
      LEG_CLEARANCE_PX + PADDING_PX + (Math.abs(across) * width + Math.abs(down) * height) / 2;
    return [].concat(...LEG_SHARES.map((share) => [-aside, aside].map((away) => {
      const [x, y] = [from[0] + share * dx + away * across, from[1] + share * dy + away * down];
      const words = boxesOf(x, y, width, height, 0);
      return { x, y, lines, style, text, key, angle: 0, kind: "leg", words };
    })));
  }

  /* A dot stands with its name, or alone where the name found no room but the dot does. */
  function placeDots(named, taken, obstacles) {
    const dots = [];
    named.forEach(({ label, placement }) => {
      const radius = DOT_RADIUS[label.kind] || DOT_RADIUS.town;
      if (obstacles.some((one) => covers(one, label))) return;
      const box = boxAround(label.x, label.y, radius * 3, radius * 3);
      if (!placement) {
        if (!taken.isFree([box])) return;
        taken.take([box]);
      }
      dots.push({
        x: label.x, y: label.y, r: radius, kind: label.kind, key: label.key, name: label.text,
      });
    });
    return dots;
  }

  Object.assign(atlas, { Lettering, placeLabels, fontOf });
})();
