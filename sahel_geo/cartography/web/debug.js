/* What tests and benchmarks ask of a map; nothing else uses it. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  /* Count and paint a window at once, without telling anybody. */
  function drawWindow(map, first, last) {
    atlas.pageOf(map).overlay.drawSpan({ first, last });
  }

  /* What is on the map now; points and boxes in pixels of the map's container. */
  function debug(map) {
    const page = atlas.pageOf(map);
    const { scene, symbols, content } = page.overlay;
    const incidents = content && content.incidents;
    const corner = map.getPixelOrigin().add(map.containerPointToLayerPoint([0, 0]));
    const toContainer = (x, y) => [x - corner.x, y - corner.y];
    const toBox = ([x0, y0, x1, y1]) => [...toContainer(x0, y0), ...toContainer(x1, y1)];
    const point = (item) => ({
      key: item.key, name: item.name, r: item.r, at: toContainer(item.x, item.y),
    });
    const spot = (symbol) => Object.assign(point(symbol), {
      key: incidents.keyOf(symbol), name: incidents.nameOf(symbol), count: symbol.count,
      certain: symbol.certain, mix: symbol.mix.map((part) => part.slice(1)), hollow: symbol.hollow,
      ring: symbol.ring ? symbol.ring.color : "",
    });
    return {
      revision: page.revision,
      isReady: Boolean(scene && page.base && page.shownRevision === page.revision),
      time: { period: page.period, window: page.timeline.window },
      counts: incidents ? incidents.counts : null,
      metres: page.measure.metres(),
      labels: scene ? scene.labels.map((label) => ({
        text: label.text, kind: label.kind, at: toContainer(label.x, label.y),
        boxes: label.words.map(toBox),
      })) : [],
      symbols: scene ? symbols.map(spot) : [],
      picked: scene ? page.overlay.picked(symbols).map((item) => item.key || spot(item).key) : [],
      tray: incidents && incidents.counts ? incidents.trayEntries() : [],
      steps: scene ? scene.steps.map((step) => Object.assign(point(step), {
        numbers: step.numbers, faint: step.faint, isLastKnown: step.isLastKnown, color: step.color,
      })) : [],
      markers: scene ? scene.markers.map((item) => Object.assign(point(item), {
        hollow: item.hollow, faded: item.faded,
      })) : [],
      legs: scene ? scene.lines.filter((line) => line.kind === "leg").map((leg) => ({
        key: leg.key, part: leg.part, color: leg.color,
        ends: leg.at.map(([x, y]) => toContainer(x, y)),
      })) : [],
      flows: scene ? scene.flows.map((flow) => ({
        key: flow.key, name: flow.name, width: flow.width_px,
        points: flow.at.map(([x, y]) => toContainer(x, y)),
      })) : [],
      reaches: scene ? page.overlay.reaches().map((reach) => reach.key) : [],
      layers: page.base ? page.base.layers.map((layer) => ({
        asset: layer.asset, features: layer.features.length, isReady: Boolean(layer.masked),
      })) : [],
    };
  }

  Object.assign(atlas, { drawWindow, debug });
})();
