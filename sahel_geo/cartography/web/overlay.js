/*
 * What lies above the base layers, on three canvases: the ground (areas, mines), what moves with time
 * (paths, symbols), and names. A frame of a drag or of playing paints only what changed in it.
 */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const MOUSE_TOLERANCE_PX = 4;
  const FINGER_TOLERANCE_PX = 14;
  const LEAST_DISC_PX = 8; // a smaller disc would hide under its hollow symbol
  const LONGEST_NAME_PX = 200; // the longest names reach this far from their point
  const EDGE_PX = 4; // of a symbol, beyond its radius
  const PADDING = { ground: 0.12, moving: 0.12, names: 0.3 }; // beyond the frame; each frame's is dear
  const NAMES_REST_MS = 250; // names make room for other symbols when the map has come to rest
  const GROUND_REST_MS = 250; // shaded areas follow a moving window this often

  class Overlay {
    constructor(map) {
      Object.assign(this, { map, content: null, scene: null, measured: null, span: null });
      this.selected = [];
      this.symbols = [];
      this.vague = { discs: [], regions: [] };
      const painters = { ground: "paintGround", moving: "paintMoving", names: "paintNames" };
      Object.keys(painters).forEach((name, index) => {
        map.createPane(`atlas-${name}`).style.zIndex = 390 + 10 * index;
        const paint = (context, frame) => this.content && this[painters[name]](context, frame);
        const options = {
          pane: `atlas-${name}`, padding: PADDING[name], isStill: name !== "moving",
        };
        this[name] = new atlas.AtlasCanvas(paint, options);
        this[name].addTo(map);
      });
    }

    refresh() {
      [this.ground, this.moving, this.names].forEach((canvas) => canvas.refresh());
    }

    /*
     * Show content {context, incidents, cases, areas, base} in a span of a period; `base` is asked
     * for the features that can be picked.
     */
    show(content, period, span) {
      const isSameContent = this.content === content;
      const isSameTime = this.span && isSame(this.period, period) && isSame(this.span, span);
      if (isSameContent && isSameTime) return; // only what is picked or where it looks has changed
      const isSameMap = this.content && this.content.context === content.context;
      this.oldScene = isSameMap ? this.scene || this.oldScene : null;
      this.content = content;
      this.lettering = new atlas.Lettering(atlas.FONT_FAMILY, content.context.language);
      content.incidents.setPeriod(period);
      Object.assign(this, { period, span, scene: null });
      if (!isSameContent) this.refresh();
      else this.setSpan(span, true);
    }

    /* Move to another span; at rest the names make room for it as well. */
    setSpan(span, isResting) {
      this.span = span;
      if (!this.content) return;
      this.takeCases(isResting);
      if (this.scene) atlas.setTime(this.scene, span, this.content.context);
      this.count(isResting);
      this.moving.refresh();
      this.refreshGround(isResting);
      if (isResting && this.content.cases.length) this.names.refresh();
    }

    /* Paint a span at once, not before the next frame: for measuring. */
    drawSpan(span) {
      this.setSpan(span, false);
      this.moving.draw();
    }

    refreshGround(isResting) {
      if (isResting) {
        this.checkGround();
      } else if (!this.groundTimer) {
        this.groundTimer = setTimeout(() => {
          this.groundTimer = null;
          this.checkGround();
        }, GROUND_REST_MS);
      }
    }

    /* The ground is painted again only if other areas or mines are on it: it takes longest. */
    checkGround() {
      const frame = this.ground.frame();
      if (!frame) return;
      const scene = this.sceneAt(frame);
      this.findVague(frame);
      if (this.groundMark(scene) !== this.paintedGround) this.ground.refresh();
    }

    groundMark({ scale, footprints, markers }) {
      const { discs, regions } = this.vague;
      return JSON.stringify([
        scale, discs.map((disc) => disc.place),
        [...regions, ...footprints, ...markers].map((item) => item.key),
        this.reaches().map((item) => item.key),
      ]);
    }

    /* Where imprecise incidents of the span may have been: discs, and regions with their areas. */
    findVague(frame) {
      const { incidents, context, regionAreas } = this.content;
      const { discs, regions } = context.shows.incidents
        ? incidents.footprintsIn(this.span, frame.box, frame.scale)
        : { discs: [], regions: [] };
      const style = context.styles.footprint;
      this.vague = {
        discs: discs.filter((disc) => disc.r >= LEAST_DISC_PX),
        regions: regions.map((region) => Object.assign(region, { style }, regionAreas[region.area])),
      };
    }

    /* Another choice of cases in the span needs another scene; names stay until the window rests. */
    takeCases(isResting) {
      if (!this.scene) return;
      const shown = this.casesInSpan();
      const isSame = signatureOf(shown) === this.scene.signature;
      if (isResting && this.content.cases.length) this.scene = null;
      else if (!isSame) this.scene = this.layOut(this.scene.scale, this.scene.zoom, shown, this.scene);
    }

    casesInSpan() {
      const { cases, context } = this.content;
      return atlas.moving.casesIn(cases, this.period, this.span, context.styles.path);
    }

    layOut(scale, zoom, shown, oldScene) {
      const { context, areas, incidents } = this.content;
      const { flows, styles } = context;
      const cases = flows ? [atlas.flows.caseOfStays(flows, styles.flow)] : shown;
      const symbols = context.shows.incidents ? incidents.groups.symbols : [];
      const parts = { context, cases, areas, symbols, span: this.span };
      const scene = atlas.layOut(parts, this.lettering, scale, zoom, oldScene);
      return Object.assign(scene, { signature: signatureOf(shown), groups: incidents.groups });
    }

    /* What the screen shows, in scaled world pixels. */
    screenBox() {
      const corner = this.map.getPixelOrigin().add(this.map.containerPointToLayerPoint([0, 0]));
      const size = this.map.getSize();
      return [corner.x, corner.y, corner.x + size.x, corner.y + size.y];
    }

    sceneAt(frame) {
      const { incidents } = this.content;
      incidents.group(frame.scale, this.screenBox());
      const isStale =
        !this.scene || this.scene.scale !== frame.scale || this.scene.groups !== incidents.groups;
      if (isStale) this.renew(frame);
      if (incidents.counted !== this.span) this.count();
      return this.scene;
    }

    /* Another scene; where the map is the same, its names stay until it has come to rest. */
    renew({ scale, zoom }) {
      const old = this.oldScene && this.oldScene.scale === scale ? this.oldScene : undefined;
      this.oldScene = null;
      this.scene = this.layOut(scale, zoom, this.casesInSpan(), old);
      clearTimeout(this.namesTimer);
      if (!old) return;
      this.namesTimer = setTimeout(() => {
        this.scene = null;
        this.refresh();
      }, NAMES_REST_MS);
    }

    count(isResting = true) {
      const { incidents, context } = this.content;
      if (!incidents.groups) return;
      incidents.count(this.span);
      this.symbols = context.shows.incidents ? incidents.visible : [];
      if (this.onCount) this.onCount(incidents, isResting);
    }

    /* Where captives can have been on the last day of the span, or along the leg that is picked. */
    reaches() {
      return atlas.moving.reachesOn(this.scene.reaches, this.span.last, this.selected);
    }

    paintGround(context, frame) {
      const scene = this.sceneAt(frame);
      const { styles } = this.content.context;
      this.findVague(frame);
      this.paintedGround = this.groundMark(scene);
      atlas.paint.footprints(context, frame, atlas.groupFootprints(this.reaches()));
      atlas.paint.footprints(context, frame, scene.footprintGroups);
      atlas.paint.footprints(context, frame, atlas.groupFootprints(this.vague.regions));
      atlas.paint.discs(context, frame, this.vague.discs, styles.footprint);
      [...this.areas(), ...this.content.base.pickable()]
        .filter((item) => item.lines && this.selected.includes(item.key))
        .forEach((item) => atlas.paint.outline(context, item, frame, styles));
      context.translate(frame.x, frame.y);
      inside(scene.markers, frame).forEach((item) => atlas.paint.marker(context, item, styles));
    }

    areas() {
      return [...this.scene.footprints, ...this.vague.regions];
    }

    paintMoving(context, frame) {
      const scene = this.sceneAt(frame);
      const styles = this.content.context.styles;
      const isSelected = (item) => this.selected.includes(item.key);
      context.translate(frame.x, frame.y);
      scene.lines.forEach((item) => atlas.paint.line(context, item, styles, isSelected(item)));
      scene.flows.forEach((item) =>
        atlas.flows.paintFlow(context, item, styles.flow, isSelected(item))
      );
      inside(scene.steps, frame).forEach((item) => atlas.paint.step(context, item, scene, styles));
      const widest = styles.symbol.max_radius_px + EDGE_PX;
      const symbols = inside(this.symbols, frame, widest);
      const isDetailed = symbols.length <= atlas.MOST_DETAILED;
      atlas.paint.symbols(context, symbols, styles, isDetailed);
      this.painted = symbols;
      this.picked(symbols).forEach((item) => atlas.paint.ring(context, item, styles));
    }

    /* The points among what is shown that the selection means. */
    picked(symbols) {
      if (!this.selected.length) return [];
      const groups = new Set(
        [].concat(...this.selected.map((key) => [...this.content.incidents.groupsOf(key)]))
      );
      return [
        ...symbols.filter((item) => groups.has(item.group)),
        ...[...this.scene.markers, ...this.scene.steps, ...this.scene.dots].filter(
          (item) => item.key && this.selected.includes(item.key)
        ),
      ];
    }

    paintNames(context, frame) {
      const scene = this.sceneAt(frame);
      const { context: content } = this.content;
      context.translate(frame.x, frame.y);
      inside(scene.dots, frame).forEach((item) => atlas.paint.dot(context, item, content.lettering));
      inside(scene.labels, frame).forEach((label) => {
        context.globalAlpha = label.opacity || 1;
        this.lettering.draw(context, label);
        context.globalAlpha = 1;
      });
      if (this.measured) atlas.paint.measured(context, frame, this.measured, content.styles);
    }

    /* Pick things; tells whether others were picked, since all are told anew with every update. */
    select(keys) {
      if (String(keys) === String(this.selected)) return false;
      this.selected = keys;
      this.ground.refresh();
      this.moving.refresh();
      return true;
    }

    measure(points) {
      this.measured = points;
      this.names.refresh();
    }

    /* The thing at a point of the map's container, or undefined: {kind, key, name}. */
    find(containerPoint, isFinger) {
      if (!this.scene || this.map._animatingZoom) return undefined;
      const corner = this.map.getPixelOrigin();
      const at = this.map.containerPointToLayerPoint(containerPoint).add(corner);
      const tolerance = isFinger ? FINGER_TOLERANCE_PX : MOUSE_TOLERANCE_PX;
      const areas = { discs: this.vague.discs, areas: this.areas() };
      const found = atlas.pick(
        this.scene, this.symbols, areas, this.content.base.pickable(), at.x, at.y, tolerance
      );
      return found && this.describe(found);
    }

    describe({ kind, item }) {
      const { incidents } = this.content;
      if (kind === "symbol") {
        return { kind, key: incidents.keyOf(item), name: incidents.nameOf(item) };
      }
      if (kind === "disc") {
        return { kind, key: incidents.keyOfPlace(item.place), name: incidents.nameOfDisc(item) };
      }
      const name = item.words && item.places ? incidents.nameOfRegion(item) : item.name || item.text;
      return { kind, key: item.key || null, name: name || "" };
    }
  }

  const isSame = (one, other) => one.first === other.first && one.last === other.last;

  const signatureOf = (cases) =>
    cases.map(({ case: item, color, numbered }) => [item.case_id, color, numbered].join()).join("|");

  function inside(items, { box }, margin = LONGEST_NAME_PX) {
    return items.filter(
      (item) =>
        item.x > box[0] - margin && item.x < box[2] + margin &&
        item.y > box[1] - margin && item.y < box[3] + margin
    );
  }

  atlas.Overlay = Overlay;
})();
