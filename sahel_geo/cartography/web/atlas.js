/*
 * The two calls of the folium scripts: start(map, options) makes a Leaflet map an atlas page,
 * update(map, message) shows payloads. And the messages to Streamlit: see messages.py.
 */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const VIEW_DELAY_MS = 250; // a move has ended when nothing follows for so long
  const LEGEND_REST_MS = 400; // the legend follows a moving window this often
  const STORE = "sahelAtlas.view";
  const pages = new WeakMap();

  let lastNumber = 0;

  /* Rises and never repeats, also when the frame is built anew. */
  function nextNumber() {
    lastNumber = Math.max(Date.now(), lastNumber + 1);
    return lastNumber;
  }

  function toBounds([west, south, east, north]) {
    return L.latLngBounds([south, west], [north, east]);
  }

  const round = (value, decimals) => Number(value.toFixed(decimals));

  class Page {
    constructor(map, options) {
      Object.assign(this, { map, options, revision: 0, click: null });
      this.files = new atlas.Files();
      this.time = null; // the window last told to Streamlit
      this.timeNumber = 0; // of the window shown: Streamlit's number, or that of a message
      this.command = null; // the last view command carried out
      this.isMovedByReader = false;
      this.home = toBounds(options.home);
      const pane = map.createPane("atlas-base");
      pane.style.zIndex = 200;
      this.base = null;
      this.baseCanvas = new atlas.AtlasCanvas(
        (context, frame) => this.paintBase(context, frame),
        { pane: "atlas-base", isStill: true }
      ).addTo(map);
      this.overlay = new atlas.Overlay(map);
      this.overlay.onCount = (incidents, isResting) => this.showCounts(incidents, isResting);
      this.panels = new atlas.Panels(map, (key) => this.pick(key));
      this.timeline = new atlas.Timeline(map, {
        onChange: (timeWindow, isReleased) => this.onWindow(timeWindow, isReleased),
      });
      L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 110 }).addTo(map);
      this.goHome();
      this.addTools();
      this.pointer = new atlas.Pointer(map, this.overlay);
      this.focusWithoutScrolling();
      map.on("click", (event) => this.onClick(event));
      map.on("dblclick", () => this.measure.isOn && this.measure.finish());
      map.on("moveend resize", () => this.onMoved());
    }

    paintBase(context, frame) {
      if (!this.base) return;
      this.base.paint(context, frame);
      atlas.paintMargin(context, frame, this.options.window, this.context.styles.paper);
    }

    /* What the timeline and the line of sources hide of the frame's foot. */
    get footPx() {
      const foot = (element) => element.offsetHeight; // nothing while it is not shown
      return foot(this.timeline.element) + foot(this.panels.sources.heading);
    }

    /* The whole Sahel; in a tall frame so near that no blank paper shows above and below the data. */
    goHome() {
      const { map, home } = this;
      const foot = L.point(0, this.footPx);
      const inside = map.getBoundsZoom(toBounds(this.options.window), true, foot);
      const zoom = Math.max(map.getBoundsZoom(home, false, foot), Math.min(inside, map.getMaxZoom()));
      const middle = map.project(home.getCenter(), zoom).add(foot.divideBy(2));
      map.setView(map.unproject(middle, zoom), zoom, { animate: false });
    }

    /*
     * Leaflet focuses the map when it is pressed; the browser would scroll the page around the frame
     * to show all of it, and the click would then fall on another place.
     */
    focusWithoutScrolling() {
      const container = this.map.getContainer();
      const press = (event) => {
        const isControl = event.target.closest(".atlas-panel, .atlas-tools, .atlas-timeline");
        if (!isControl) container.focus({ preventScroll: true });
      };
      container.addEventListener("mousedown", press, { capture: true });
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
      this.files
        .load(message)
        .then((content) => {
          if (revision !== this.revision) return; // something newer was asked for meanwhile
          this.panels.warn("");
          this.show(content, message);
        })
        .catch((error) => {
          if (revision !== this.revision) return;
          this.panels.warn(message.notice);
          if (!(error instanceof atlas.FetchError)) throw error;
        });
    }

    show(content, message) {
      const { context, pack, mask } = content;
      if (this.context !== context) this.showContext(context, message);
      const isSame = Object.keys(content).every(
        (part) => this.shown && this.shown[part] === content[part]
      );
      if (!isSame) {
        this.shown = content;
        this.content = {
          context, base: this.base,
          incidents: new atlas.Incidents(pack, mask, content.places, context),
          cases: context.shows.paths ? content.cases.cases : [],
          areas: atlas.readAreas(content.cases.areas),
          regionAreas: atlas.readAreas(content.places.areas),
        };
        this.timeline.setData(pack, mask);
      }
      this.setTime(message.time);
      // only now is it known how much of the frame the timeline hides
      if (!this.shownRevision && this.command === null && !this.isMovedByReader) {
        this.obey(() => this.goHome());
      }
      const { period } = message.time;
      this.overlay.show(this.content, { first: period[0], last: period[1] }, this.span);
      if (!this.shownRevision) this.tellView(); // the timeline hides a part of what was told before
      this.shownRevision = this.revision;
    }

    showContext(context, message) {
      const { controls, language } = context;
      const container = this.map.getContainer();
      this.context = context;
      container.lang = language;
      container.setAttribute("role", "application");
      container.style.backgroundColor = context.styles.sea;
      container.classList.toggle("atlas-timeless", Boolean(context.flows));
      this.base = new atlas.BaseLayers(
        context, message.assets, this.options.window,
        () => this.baseCanvas.refresh(),
        () => this.panels.warn(message.notice)
      );
      this.toolbar.show(controls);
      this.measure.show(controls, language);
      this.pointer.controls = controls;
      this.panels.show(context);
      this.timeline.show(context.timeline, language, context.styles.event_colors);
    }

    /*
     * Take over a window that Streamlit set. Its own messages come back with their number: they and
     * older windows change nothing, so that a drag that goes on meanwhile is not undone.
     */
    setTime({ number, period, window: span, is_cumulative: isCumulative }) {
      const isSamePeriod = this.period && String(this.period) === String(period);
      if (isSamePeriod && number <= this.timeNumber) return;
      this.period = period;
      this.timeNumber = Math.max(number, this.timeNumber);
      lastNumber = Math.max(lastNumber, number);
      this.timeline.setTime({ period, window: span, isCumulative });
    }

    get span() {
      const { first, last } = this.timeline.window;
      return { first, last };
    }

    onWindow(timeWindow, isReleased) {
      this.overlay.setSpan(this.span, isReleased);
      if (isReleased) this.tellTime(timeWindow);
    }

    tellTime({ first, last, isCumulative, isAll }) {
      const time = {
        first: atlas.dayToIso(first), last: atlas.dayToIso(last),
        is_cumulative: isCumulative, is_all: isAll,
      };
      this.time = Object.assign(time, { seq: nextNumber() });
      this.timeNumber = this.time.seq;
      this.tell("time", this.view());
    }

    /* Counts of the window on the screen: symbols, tray, sum and legend say the same. */
    showCounts(incidents, isResting) {
      const { certain, possible } = incidents.counts;
      this.timeline.setCounts(certain, possible);
      this.panels.count(this.context.shows.incidents ? incidents.trayEntries() : []);
      if (!this.legendTimer) {
        const rest = isResting && !this.timeline.isBusy ? 0 : LEGEND_REST_MS;
        this.legendTimer = setTimeout(() => this.showLegend(), rest);
      }
    }

    showLegend() {
      this.legendTimer = null;
      if (!this.overlay.scene) return;
      this.panels.list(atlas.legendOf(this.overlay, this.footPx));
      const counts = this.timeline.bar.counts.textContent;
      this.map.getContainer().setAttribute("aria-label", `${this.context.controls.label} ${counts}`);
    }

    select(keys) {
      const isChanged = this.overlay.select(keys);
      this.panels.select(keys);
      if (isChanged && !this.legendTimer) {
        this.legendTimer = setTimeout(() => this.showLegend()); // a leg that is picked shows its reach
      }
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
      this.obey(() =>
        this.map.setView([view.latitude, view.longitude], view.zoom, { animate: false })
      );
    }

    /* Move the map without the reader having moved it. */
    obey(move) {
      this.isObeying = true;
      move();
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
      if (this.overlay.scene && !this.legendTimer) {
        this.legendTimer = setTimeout(() => this.showLegend(), LEGEND_REST_MS);
      }
    }

    view() {
      const centre = this.map.getCenter();
      const size = this.map.getSize();
      const corners = [[0, 0], [size.x, Math.max(size.y - this.footPx, 1)]];
      const bounds = L.latLngBounds(corners.map((at) => this.map.containerPointToLatLng(at)));
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
      const own = { click: this.click, time: this.time }[kind];
      const message = {
        seq: own ? own.seq : nextNumber(),
        kind,
        key: isClick ? this.click.key : null,
        view,
        command: this.isMovedByReader ? null : this.command,
        click: this.click,
        time: this.time,
      };
      if (this.options.onMessage) this.options.onMessage(message);
      else if (window.Streamlit) window.Streamlit.setComponentValue(message);
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

  const pageOf = (map) => pages.get(map);

  Object.assign(atlas, { start, update, pageOf });
})();
