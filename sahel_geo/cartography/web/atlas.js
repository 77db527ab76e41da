/*
 * The two calls of the folium scripts: start(map, options) makes a Leaflet map an atlas page,
 * update(map, message) shows payloads. And the messages to Streamlit: see messages.py.
 */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const VIEW_DELAY_MS = 250; // a move has ended when nothing follows for so long
  const RETRY_DELAYS_MS = [400, 1200, 3000]; // an address may be ready a moment after it is told
  const KEPT_PAYLOADS = 6;
  const STORE = "sahelAtlas.view";
  const pages = new WeakMap();

  let lastNumber = 0;

  /* Rises and never repeats, also when the frame is built anew. */
  function nextNumber() {
    lastNumber = Math.max(Date.now(), lastNumber + 1);
    return lastNumber;
  }

  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  function fetchJson(url, delays = RETRY_DELAYS_MS) {
    return fetch(url)
      .then((response) => {
        if (!response.ok) throw new Error(`${response.status}`);
        return response.json();
      })
      .catch((error) => {
        if (!delays.length) throw error;
        return wait(delays[0]).then(() => fetchJson(url, delays.slice(1)));
      });
  }

  function toBounds([west, south, east, north]) {
    return L.latLngBounds([south, west], [north, east]);
  }

  const round = (value, decimals) => Number(value.toFixed(decimals));

  class Page {
    constructor(map, options) {
      Object.assign(this, { map, options, revision: 0, payloads: new Map(), click: null });
      this.command = null; // the last view command carried out
      this.isMovedByReader = false;
      this.home = toBounds(options.home);
      this.goHome();
      const pane = map.createPane("atlas-base");
      pane.style.zIndex = 200;
      map.createPane("atlas-overlay").style.zIndex = 400;
      this.base = null;
      this.baseCanvas = new atlas.AtlasCanvas(
        (context, frame) => this.paintBase(context, frame),
        { pane: "atlas-base" }
      ).addTo(map);
      this.overlay = new atlas.Overlay(map, "atlas-overlay");
      this.panels = new atlas.Panels(map, (key) => this.pick(key));
      L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 110 }).addTo(map);
      this.addTools();
      this.pointer = new atlas.Pointer(map, this.overlay);
      map.on("click", (event) => this.onClick(event));
      map.on("dblclick", () => this.measure.isOn && this.measure.finish());
      map.on("moveend resize", () => this.onMoved());
    }

    paintBase(context, frame) {
      if (!this.base) return;
      this.base.paint(context, frame);
      atlas.paintMargin(context, frame, this.options.window);
    }

    /* The whole Sahel; in a tall frame so near that no blank paper shows above and below the data. */
    goHome() {
      const inside = this.map.getBoundsZoom(toBounds(this.options.window), true);
      const zoom = Math.max(this.map.getBoundsZoom(this.home), Math.min(inside, this.map.getMaxZoom()));
      this.map.setView(this.home.getCenter(), zoom, { animate: false });
    }

    addTools() {
      const map = this.map;
      const container = map.getContainer();
      const actions = {
        zoom_in: () => map.zoomIn(),
        zoom_out: () => map.zoomOut(),
        reset_view: () => this.goHome(),
        measure: () => this.measure.toggle(),
      };
      if (document.fullscreenEnabled) {
        actions.fullscreen = () =>
          document.fullscreenElement ? document.exitFullscreen() : container.requestFullscreen();
      }
      this.toolbar = new atlas.Toolbar(map, actions);
      this.measure = new atlas.Measure(map, this.overlay, this.toolbar.buttons.measure);
    }

    update(message) {
      this.revision += 1;
      const revision = this.revision;
      const isFirst = revision === 1;
      if (message.view) this.look(message.view);
      this.select(message.selected);
      if (isFirst) this.tellView();
      Promise.all([this.payload(message.context), this.payload(message.events)])
        .then(([context, events]) => {
          if (revision !== this.revision) return; // something newer was asked for meanwhile
          this.panels.warn("");
          this.show(context, events, message);
        })
        .catch(() => {
          if (revision === this.revision) this.panels.warn(message.notice);
        });
    }

    /* A payload by address; asked for again before giving up, and kept for a while. */
    payload(url) {
      if (!this.payloads.has(url)) {
        const answer = fetchJson(url);
        answer.catch(() => this.payloads.delete(url));
        this.payloads.set(url, answer);
        const oldest = this.payloads.keys().next().value;
        if (this.payloads.size > KEPT_PAYLOADS) this.payloads.delete(oldest);
      }
      return this.payloads.get(url);
    }

    show(context, events, message) {
      const { controls, language } = context;
      const container = this.map.getContainer();
      container.lang = language;
      container.setAttribute("role", "application");
      container.setAttribute("aria-label", `${controls.label} ${events.texts.counts}`);
      if (this.context !== context) {
        this.context = context;
        this.base = new atlas.BaseLayers(
          context, message.assets, this.options.window,
          () => this.baseCanvas.refresh(),
          () => this.panels.warn(message.notice)
        );
        this.toolbar.show(controls);
        this.measure.show(controls, language);
        this.pointer.controls = controls;
        container.style.backgroundColor = context.styles.sea;
      }
      this.overlay.show(context, events, this.base);
      this.panels.show(context, events);
      this.panels.select(this.overlay.selected);
    }

    select(key) {
      this.overlay.select(key);
      this.panels.select(key);
    }

    /*
     * Carry out a view command once. A frame that was built anew finds in the tab's store that it
     * was carried out already, and goes back to where the reader had moved.
     */
    look(command) {
      if (command.number === this.command) return;
      this.command = command.number;
      const kept = readStore();
      const view = kept && kept.command === command.number ? kept.view : command;
      this.isMovedByReader = false;
      this.isObeying = true;
      this.map.setView([view.latitude, view.longitude], view.zoom, { animate: false });
      this.isObeying = false;
    }

    /*
     * Keep the centre on the page. Leaflet's maxBounds wants the whole view inside, which a tall
     * narrow frame cannot do, and its correcting move overtakes view commands.
     */
    keepOnPage() {
      const [west, south, east, north] = this.options.window;
      const { lat, lng } = this.map.getCenter();
      const nearest = [Math.min(Math.max(lat, south), north), Math.min(Math.max(lng, west), east)];
      if (nearest[0] !== lat || nearest[1] !== lng) this.map.panTo(nearest);
    }

    onMoved() {
      if (!this.isObeying) {
        this.isMovedByReader = true;
        this.keepOnPage();
      }
      clearTimeout(this.viewTimer);
      this.viewTimer = setTimeout(() => this.tellView(), VIEW_DELAY_MS);
    }

    view() {
      const centre = this.map.getCenter();
      const bounds = this.map.getBounds();
      const edges = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
      return {
        latitude: round(centre.lat, 4),
        longitude: round(centre.lng, 4),
        zoom: round(this.map.getZoom(), 2),
        bounds: edges.map((edge) => round(edge, 4)),
      };
    }

    tellView() {
      clearTimeout(this.viewTimer);
      const view = this.view();
      if (!this.map.getSize().x || JSON.stringify(view) === this.toldView) return;
      writeStore({ command: this.command, view });
      this.tell("view", view);
    }

    pick(key) {
      this.click = { seq: nextNumber(), key };
      this.tell("click", this.view());
      // the card of the thing stands beside the map, out of sight while the map fills the screen
      if (key && document.fullscreenElement) document.exitFullscreen();
    }

    tell(kind, view) {
      this.toldView = JSON.stringify(view);
      const isClick = kind === "click";
      const message = {
        seq: isClick ? this.click.seq : nextNumber(),
        kind,
        key: isClick ? this.click.key : null,
        view,
        command: this.isMovedByReader ? null : this.command,
        click: this.click,
      };
      if (window.Streamlit) window.Streamlit.setComponentValue(message);
    }

    onClick(event) {
      if (this.measure.isOn) {
        this.measure.add(event.latlng);
        return;
      }
      if (event.originalEvent.detail > 1) return; // the second click of a double click
      const isFinger = event.originalEvent.pointerType === "touch";
      const found = this.overlay.find(event.containerPoint, isFinger);
      this.pick(found ? found.key : null);
    }
  }

  function readStore() {
    try {
      return JSON.parse(window.sessionStorage.getItem(STORE));
    } catch (error) {
      return null; // no store in this frame: the command is simply carried out
    }
  }

  function writeStore(value) {
    try {
      window.sessionStorage.setItem(STORE, JSON.stringify(value));
    } catch (error) {
      /* as above */
    }
  }

  function start(map, options) {
    pages.set(map, new Page(map, options));
  }

  function update(map, message) {
    pages.get(map).update(message);
  }

  /* What is on the map now, for tests; points and boxes in pixels of the map's container. */
  function debug(map) {
    const page = pages.get(map);
    const scene = page.overlay.scene;
    const corner = map.getPixelOrigin().add(map.containerPointToLayerPoint([0, 0]));
    const toContainer = (x, y) => [x - corner.x, y - corner.y];
    const toBox = ([x0, y0, x1, y1]) => [...toContainer(x0, y0), ...toContainer(x1, y1)];
    const point = (item) => ({
      key: item.key, name: item.name, r: item.r, at: toContainer(item.x, item.y),
    });
    return {
      revision: page.revision,
      isReady: Boolean(scene && page.base),
      metres: page.measure.metres(),
      labels: scene ? scene.labels.map((label) => ({
        text: label.text, kind: label.kind, at: toContainer(label.x, label.y),
        boxes: label.words.map(toBox),
      })) : [],
      symbols: scene ? scene.symbols.map(point) : [],
      steps: scene ? scene.steps.map(point) : [],
      markers: scene ? scene.markers.map(point) : [],
      legs: scene ? scene.lines.filter((line) => line.kind === "leg").map((leg) => ({
        key: leg.key, ends: leg.at.map(([x, y]) => toContainer(x, y)),
      })) : [],
      layers: page.base ? page.base.layers.map((layer) => ({
        asset: layer.asset, features: layer.features.length, isReady: Boolean(layer.masked),
      })) : [],
    };
  }

  Object.assign(atlas, { start, update, debug });
})();
