/* The layers that come as files: fetched once by address, kept, and painted from bottom to top. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const RELIEF_LAST_ZOOM = 9; // closer, the picture is only a blur

  const files = new Map();

  function fetchOnce(url, read) {
    if (!files.has(url)) {
      const answer = atlas.openFile(url)
        .then((response) => {
          if (!response.ok) throw new Error(`${response.status}`);
          return read(response);
        })
        .catch((error) => {
          files.delete(url);
          throw error;
        });
      files.set(url, answer);
    }
    return files.get(url);
  }

  const readFeatures = (response) => response.json().then((file) => file.features);
  const readPicture = (response) => response.blob().then((blob) => createImageBitmap(blob));

  const swap = (positions) => positions.map(([longitude, latitude]) => [latitude, longitude]);

  /* All lines or rings of a geometry as world pixels. */
  function linesOf(geometry) {
    const parts = {
      LineString: (coordinates) => [coordinates],
      MultiLineString: (coordinates) => coordinates,
      Polygon: (coordinates) => coordinates,
      MultiPolygon: (coordinates) => [].concat(...coordinates),
    }[geometry.type];
    return parts ? parts(geometry.coordinates).map((part) => atlas.toLine(swap(part))) : [];
  }

  /* Features of a layer with their style; those whose value has no style are not drawn. */
  function readLayer(layer, features) {
    return features
      .map((feature) => {
        const value = layer.style_by ? String(feature.properties[layer.style_by]) : "";
        const id = layer.id_by ? String(feature.properties[layer.id_by]) : null;
        return { value, id, geometry: feature.geometry, style: layer.styles[value] };
      })
      .filter((feature) => feature.style && feature.geometry)
      .map((feature) => {
        const lines = linesOf(feature.geometry);
        return {
          value: feature.value,
          style: feature.style,
          lines,
          box: atlas.joinBoxes(lines.map((line) => line.box)),
          key: layer.key_prefix ? `${layer.key_prefix}:${feature.id}` : null,
          name: layer.names[feature.id] || "",
        };
      });
  }

  /* The shading as a picture that changes nothing where there is no land. */
  function maskRelief(picture, window, land) {
    const [west, south, east, north] = window;
    const [left, top] = atlas.toWorld(north, west);
    const [right, bottom] = atlas.toWorld(south, east);
    const canvas = document.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height;
    const context = canvas.getContext("2d");
    const scale = picture.width / (right - left);
    const frame = { scale, x: -left * scale, y: -top * scale };
    land.forEach((feature) => tracePath(context, feature.lines, frame, true));
    if (land.length) context.clip("evenodd");
    context.drawImage(picture, 0, 0);
    return { canvas, box: [left, top, right, bottom] };
  }

  /* Add lines to the current path; rings are closed. Not clipped: for what is filled. */
  function tracePath(context, lines, frame, isClosed) {
    const { scale, x, y } = frame;
    lines.forEach((line) => {
      const xy = line.xy;
      context.moveTo(xy[0] * scale + x, xy[1] * scale + y);
      for (let i = 2; i < xy.length; i += 2) {
        context.lineTo(xy[i] * scale + x, xy[i + 1] * scale + y);
      }
      if (isClosed) context.closePath();
    });
  }

  /*
   * Add the part of lines that can be seen, without points closer than half a pixel: dashing the
   * whole of Africa at zoom 12 would take seconds.
   */
  function traceVisible(context, lines, frame) {
    const { scale, x, y, width, height } = frame;
    lines.forEach((line) => {
      const xy = line.xy;
      if (!isVisible(line.box, frame)) return;
      let fromX = xy[0] * scale + x;
      let fromY = xy[1] * scale + y;
      let isDown = false;
      for (let i = 2; i < xy.length; i += 2) {
        const toX = xy[i] * scale + x;
        const toY = xy[i + 1] * scale + y;
        const isTiny = Math.abs(toX - fromX) + Math.abs(toY - fromY) < 0.5;
        if (!isTiny || i === xy.length - 2) {
          const isSeen =
            Math.max(fromX, toX) > -20 && Math.min(fromX, toX) < width + 20 &&
            Math.max(fromY, toY) > -20 && Math.min(fromY, toY) < height + 20;
          if (isSeen && !isDown) context.moveTo(fromX, fromY);
          if (isSeen) context.lineTo(toX, toY);
          isDown = isSeen;
          fromX = toX;
          fromY = toY;
        }
      }
    });
  }

  function isVisible(box, frame) {
    const { scale } = frame;
    return atlas.boxesMeet(
      [box[0] * scale - 20, box[1] * scale - 20, box[2] * scale + 20, box[3] * scale + 20],
      frame.box
    );
  }

  function groupByStyle(features) {
    const groups = new Map();
    features.forEach((feature) => {
      if (!groups.has(feature.value)) groups.set(feature.value, []);
      groups.get(feature.value).push(feature);
    });
    return Array.from(groups.values());
  }

  function paintAreas(context, frame, layer) {
    // Neighbours of one style are filled as one path: no seams. Areas that may overlap are not.
    const groups = layer.key_prefix ? layer.features.map((one) => [one]) : layer.groups;
    groups.forEach((group) => {
      const lines = [].concat(
        ...group.filter((one) => isVisible(one.box, frame)).map((one) => one.lines)
      );
      if (!lines.length) return;
      const style = group[0].style;
      context.beginPath();
      tracePath(context, lines, frame, true);
      atlas.fillPath(context, Object.assign({}, style, { outline: null }), "evenodd");
      if (!style.outline) return;
      context.beginPath();
      traceVisible(context, lines, frame);
      atlas.strokePath(context, style.outline);
    });
  }

  function paintLines(context, frame, layer) {
    // Styles are drawn in their order: the last one, such as the state border, on top.
    Object.keys(layer.styles).forEach((value) => {
      const group = layer.features.filter((feature) => feature.value === value);
      context.beginPath();
      group.forEach((feature) => traceVisible(context, feature.lines, frame));
      atlas.strokePath(context, layer.styles[value]);
    });
  }

  function paintRelief(context, frame, layer) {
    const fade = Math.max(0, Math.min(1, RELIEF_LAST_ZOOM - frame.zoom));
    if (!layer.masked || !fade) return;
    const { canvas, box } = layer.masked;
    const { scale, x, y } = frame;
    context.save();
    context.globalAlpha = layer.opacity * fade;
    context.globalCompositeOperation = "multiply";
    context.imageSmoothingQuality = "high";
    context.drawImage(
      canvas, box[0] * scale + x, box[1] * scale + y,
      (box[2] - box[0]) * scale, (box[3] - box[1]) * scale
    );
    context.restore();
  }

  const PAINTERS = { area: paintAreas, line: paintLines, relief: paintRelief };

  /* The base layers of one context. `onChange` is called when a file has come. */
  class BaseLayers {
    constructor(context, assets, window, onChange, onFailure) {
      this.sea = context.styles.sea;
      this.layers = context.layers
        .filter((layer) => PAINTERS[layer.kind])
        .map((layer) => Object.assign({}, layer, { features: [], groups: [] }));
      const all = this.layers.map((layer) =>
        this.load(layer, assets, window).then(onChange, () => onFailure(layer.asset))
      );
      this.settled = Promise.all(all);
    }

    load(layer, assets, window) {
      const url = assets[layer.asset];
      if (!url) return Promise.reject(new Error(layer.asset));
      if (layer.kind === "relief") return this.loadRelief(layer, url, assets, window);
      return fetchOnce(url, readFeatures).then((features) => {
        layer.features = readLayer(layer, features);
        layer.groups = groupByStyle(layer.features);
      });
    }

    loadRelief(layer, url, assets, window) {
      const land = this.layers.find((other) => other.asset === "countries.geojson");
      const landLoaded = land && assets[land.asset]
        ? fetchOnce(assets[land.asset], readFeatures).then((features) => readLayer(land, features))
        : Promise.resolve([]);
      return Promise.all([fetchOnce(url, readPicture), landLoaded]).then(([picture, features]) => {
        layer.masked = maskRelief(picture, window, features);
      });
    }

    paint(context, frame) {
      context.fillStyle = this.sea;
      context.fillRect(0, 0, frame.width, frame.height);
      this.layers.forEach((layer) => PAINTERS[layer.kind](context, frame, layer));
    }

    /* Features that can be hovered and clicked, top layer first. */
    pickable() {
      return [].concat(
        ...this.layers
          .filter((layer) => layer.key_prefix)
          .map((layer) => layer.features.map((one) => Object.assign({ kind: layer.kind }, one)))
          .reverse()
      );
    }
  }

  const MARGIN = { edge: { color: "#8a8478", width_px: 1.2 } };

  /* Past the edge of the data the page is blank, as in an atlas, and not sea. */
  function paintMargin(context, frame, window, paper) {
    const [west, south, east, north] = window;
    const { scale, x, y, width, height } = frame;
    const [left, top] = atlas.toWorld(north, west).map((value, i) => value * scale + [x, y][i]);
    const [right, bottom] = atlas.toWorld(south, east).map((value, i) => value * scale + [x, y][i]);
    context.beginPath();
    context.rect(0, 0, width, height);
    context.rect(left, top, right - left, bottom - top);
    context.fillStyle = paper;
    context.fill("evenodd");
    context.beginPath();
    context.rect(left, top, right - left, bottom - top);
    atlas.strokePath(context, MARGIN.edge);
  }

  Object.assign(atlas, { BaseLayers, paintMargin, tracePath, traceVisible });
})();
