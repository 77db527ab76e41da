/* Paints the scene above the base layers, and names what lies under the pointer. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const MOUSE_TOLERANCE_PX = 4;
  const FINGER_TOLERANCE_PX = 14;

  class Overlay {
    constructor(map, pane) {
      this.map = map;
      this.content = null;
      this.scene = null;
      this.selected = null;
      this.measured = null;
      this.canvas = new atlas.AtlasCanvas((context, frame) => this.paint(context, frame), { pane });
      this.canvas.addTo(map);
    }

    /* Show payloads; `base` is asked for the features that can be picked. */
    show(context, events, base) {
      this.content = { context, events, base };
      this.lettering = new atlas.Lettering(atlas.FONT_FAMILY, context.language);
      this.scene = null;
      this.canvas.refresh();
    }

    select(key) {
      this.selected = key;
      this.canvas.refresh();
    }

    sceneAt(scale, zoom) {
      if (!this.scene || this.scene.scale !== scale) {
        const { context, events } = this.content;
        this.scene = atlas.layOut(context, events, this.lettering, scale, zoom);
      }
      return this.scene;
    }

    paint(context, frame) {
      if (!this.content) return;
      const scene = this.sceneAt(frame.scale, frame.zoom);
      const styles = this.content.context.styles;
      paintFootprints(context, frame, scene);
      this.paintSelectedArea(context, frame, scene, styles);
      context.save();
      context.translate(frame.x, frame.y);
      const near = (item) => isOnCanvas(item, frame);
      scene.markers.filter(near).forEach((marker) => paintMarker(context, marker, styles));
      scene.lines.forEach((line) => paintLine(context, line, styles, this.selected));
      scene.steps.filter(near).forEach((step) => paintStep(context, step, scene, styles));
      scene.symbols.filter(near).forEach((symbol) => paintSymbol(context, symbol, styles));
      this.paintSelectedPoint(context, scene, styles);
      scene.dots.filter(near).forEach((dot) => paintDot(context, dot, this.content.context));
      scene.labels.filter(near).forEach((label) => {
        context.globalAlpha = label.opacity || 1;
        this.lettering.draw(context, label);
        context.globalAlpha = 1;
      });
      if (this.measured) paintMeasured(context, frame, this.measured, styles);
      context.restore();
    }

    paintSelectedArea(context, frame, scene, styles) {
      const items = [...scene.footprints, ...this.content.base.pickable()];
      items
        .filter((item) => item.key && item.key === this.selected && item.lines)
        .forEach((item) => {
          context.beginPath();
          atlas.traceVisible(context, item.lines, frame);
          atlas.strokePath(context, { color: "#ffffff", width_px: 5 }, 0.8);
          atlas.strokePath(context, styles.highlight);
        });
    }

    paintSelectedPoint(context, scene, styles) {
      [...scene.symbols, ...scene.markers, ...scene.steps, ...scene.dots]
        .filter((item) => item.key && item.key === this.selected)
        .forEach((item) => {
          atlas.circlePath(context, item.x, item.y, (item.half || item.r) + 4);
          atlas.strokePath(context, { color: "#ffffff", width_px: 5 }, 0.9);
          atlas.strokePath(context, styles.highlight);
        });
    }

    /* The thing at a point of the map's container, or undefined: {kind, key, name}. */
    find(containerPoint, isFinger) {
      if (!this.scene || this.map._animatingZoom) return undefined;
      const corner = this.map.getPixelOrigin();
      const at = this.map.containerPointToLayerPoint(containerPoint).add(corner);
      const tolerance = isFinger ? FINGER_TOLERANCE_PX : MOUSE_TOLERANCE_PX;
      const found = atlas.pick(this.scene, this.content.base.pickable(), at.x, at.y, tolerance);
      if (!found) return undefined;
      const { key, name, text } = found.item;
      return { kind: found.kind, key: key || null, name: name || text || "" };
    }
  }

  function isOnCanvas(item, frame) {
    const margin = 200; // the longest names reach this far from their point
    return (
      item.x > frame.box[0] - margin && item.x < frame.box[2] + margin &&
      item.y > frame.box[1] - margin && item.y < frame.box[3] + margin
    );
  }

  /* Footprints of one style are shaded once where they overlap: the shade must stay light. */
  function paintFootprints(context, frame, scene) {
    scene.footprintGroups.forEach((group) => {
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

  function paintMarker(context, marker, styles) {
    const look = {
      hollow: marker.hollow, faded: marker.faded, fadedOpacity: styles.faded_opacity,
    };
    atlas.drawMarker(context, marker.x, marker.y, marker.style, look);
  }

  function paintLine(context, line, styles, selected) {
    const at = line.at;
    const isSelected = line.key === selected;
    const width = (line.width_px || styles.leg.width_px) + (isSelected ? 1.4 : 0);
    const opacity = isSelected ? 1 : line.opacity;
    if (line.kind === "tail") {
      context.beginPath();
      at.forEach(([x, y], index) => context[index ? "lineTo" : "moveTo"](x, y));
      const style = Object.assign({}, line.style);
      if (isSelected) style.width_px += 1.4;
      atlas.strokePath(context, style, opacity);
    } else if (line.kind === "fade") {
      atlas.drawFade(context, at[0], at[at.length - 1], { color: line.color, width, opacity });
    } else {
      const dash = line.certain ? [] : styles.leg.dash_px;
      atlas.drawLeg(context, at[0], at[at.length - 1], { color: line.color, width, dash, opacity });
    }
  }

  function paintStep(context, step, scene, styles) {
    const opacity = step.faint ? Math.max(styles.faint_opacity, 0.45) : 1;
    if (Math.hypot(step.x - step.homeX, step.y - step.homeY) > step.r * 2.5) {
      context.beginPath();
      context.moveTo(step.homeX, step.homeY);
      context.lineTo(step.x, step.y);
      atlas.strokePath(context, { color: step.color, width_px: 1 }, opacity);
    }
    atlas.drawStep(context, step.x, step.y, {
      numbers: step.numbers, color: step.color, hollow: step.hollow, opacity,
      radius: styles.step.radius_px, text: styles.step.text, halfWidth: step.half,
      font: scene.stepFont,
    });
  }

  function paintSymbol(context, symbol, styles) {
    atlas.drawEventSymbol(context, symbol.x, symbol.y, symbol.r, {
      mix: symbol.mix, hollow: symbol.hollow, possible: symbol.possible_only,
      edge: styles.event_edge, opacity: styles.event_opacity,
    });
  }

  /* A capital is a filled square, a town an open ring, a post an open square. */
  function paintDot(context, dot, content) {
    const style = content.lettering[dot.kind] || content.lettering.town;
    const shape = dot.kind === "town" ? "circle" : "square";
    const radius = dot.kind === "town" ? dot.r : dot.r * 0.95;
    context.save();
    atlas.shapePath(context, shape, dot.x, dot.y, radius);
    context.setLineDash([]);
    context.lineWidth = dot.kind === "capital" ? 2 : 1.1;
    context.strokeStyle = dot.kind === "capital" ? "#ffffff" : style.color;
    context.fillStyle = dot.kind === "capital" ? style.color : "#ffffff";
    if (dot.kind === "capital") context.stroke();
    context.fill();
    if (dot.kind !== "capital") context.stroke();
    context.restore();
  }

  function paintMeasured(context, frame, points, styles) {
    const at = points.map((point) => {
      const [x, y] = atlas.toWorld(point.lat, point.lng);
      return [x * frame.scale, y * frame.scale];
    });
    context.beginPath();
    at.forEach(([x, y], index) => context[index ? "lineTo" : "moveTo"](x, y));
    atlas.strokePath(context, { color: "#ffffff", width_px: 5 }, 0.7);
    atlas.strokePath(context, styles.measure);
    at.forEach(([x, y]) => {
      atlas.circlePath(context, x, y, 4);
      context.fillStyle = "#ffffff";
      context.fill();
      atlas.strokePath(context, Object.assign({}, styles.measure, { dash_px: [] }));
    });
  }

  atlas.Overlay = Overlay;
})();
