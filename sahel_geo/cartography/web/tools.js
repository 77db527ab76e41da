/* The buttons of the map, the distance measure, the words at the pointer and its coordinates. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const ICONS = {
    zoom_in: "M9 3v12M3 9h12",
    zoom_out: "M3 9h12",
    reset_view: "M2.5 9 9 3l6.5 6M5 7.5V15h8V7.5",
    measure: "M2 12 12 2l4 4L6 16zM5 9l2 2M8 6l2 2M11 3.5l1.5 1.5",
    fullscreen: "M2.5 6.5v-4h4M11.5 2.5h4v4M15.5 11.5v4h-4M6.5 15.5h-4v-4",
  };

  /* The column of buttons at the upper left. */
  class Toolbar {
    constructor(map, actions) {
      this.element = atlas.shield(atlas.make("div", "atlas-tools"));
      this.element.setAttribute("role", "toolbar");
      this.buttons = {};
      Object.keys(actions).forEach((name) => {
        const button = atlas.make("button", "atlas-tool");
        button.type = "button";
        button.append(atlas.makeIcon(ICONS[name]));
        button.addEventListener("click", actions[name]);
        this.buttons[name] = button;
        this.element.append(button);
      });
      map.getContainer().append(this.element);
      const limit = () => {
        this.buttons.zoom_in.disabled = map.getZoom() >= map.getMaxZoom();
        this.buttons.zoom_out.disabled = map.getZoom() <= map.getMinZoom();
      };
      map.on("zoomend", limit);
      limit();
    }

    show(controls) {
      this.element.setAttribute("aria-label", controls.tools);
      Object.keys(this.buttons).forEach((name) => {
        this.buttons[name].setAttribute("aria-label", controls[name]);
        this.buttons[name].title = controls[name];
      });
    }
  }

  function formatLength(metres, controls, language) {
    const kilometres = metres / 1000;
    const digits = kilometres < 100 ? 1 : 0;
    const number = new Intl.NumberFormat(language, {
      minimumFractionDigits: digits, maximumFractionDigits: digits,
    }).format(kilometres);
    return controls.distance.replace("{distance}", number);
  }

  /*
   * Distance along points the reader clicks, or moves to the centre and adds with Enter. Escape or a double click ends it; then the line stays
   * until the button or Escape clears it.
   */
  class Measure {
    constructor(map, overlay, button) {
      Object.assign(this, { map, overlay, button, points: [], state: "off" });
      this.readout = atlas.make("div", "atlas-measure");
      this.readout.setAttribute("role", "status");
      this.readout.hidden = true;
      map.getContainer().append(this.readout);
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.stop();
      });
      map.getContainer().addEventListener("keydown", (event) => {
        const isOnMap = event.target === map.getContainer();
        if (event.key === "Enter" && this.isOn && isOnMap) this.add(map.getCenter());
      });
    }

    get isOn() {
      return this.state === "on";
    }

    toggle() {
      if (this.state === "off") this.begin();
      else this.clear();
    }

    begin() {
      this.state = "on";
      this.map.doubleClickZoom.disable();
      this.map.getContainer().focus({ preventScroll: true }); // Enter now adds the centre
      this.refresh();
    }

    stop() {
      if (this.state === "done") this.clear();
      else if (this.isOn && this.points.length > 1) this.finish();
      else if (this.isOn) this.clear();
    }

    finish() {
      this.state = "done";
      // the double click that ends the measure must not zoom
      setTimeout(() => this.map.doubleClickZoom.enable(), 0);
      this.refresh();
    }

    clear() {
      this.state = "off";
      this.points = [];
      this.map.doubleClickZoom.enable();
      this.refresh();
    }

    add(latlng) {
      const last = this.points[this.points.length - 1];
      if (!last || !last.equals(latlng)) this.points.push(latlng);
      this.refresh();
    }

    metres() {
      return this.points.slice(1).reduce((sum, point, index) => {
        const from = this.points[index];
        return sum + atlas.geodesicMetres(from.lat, from.lng, point.lat, point.lng);
      }, 0);
    }

    show(controls, language) {
      Object.assign(this, { controls, language });
      this.refresh();
    }

    refresh() {
      const isShown = this.state !== "off";
      this.button.setAttribute("aria-pressed", String(isShown));
      this.map.getContainer().classList.toggle("atlas-measuring", this.isOn);
      this.overlay.measure(this.points.length ? this.points : null);
      this.readout.hidden = !isShown || !this.controls;
      if (this.readout.hidden) return;
      const total = formatLength(this.metres(), this.controls, this.language);
      this.readout.textContent =
        this.points.length > 1
          ? this.controls.measure_total.replace("{distance}", total)
          : this.controls.measure_hint;
    }
  }

  /* Names the thing under the pointer and says where the pointer is. */
  class Pointer {
    constructor(map, overlay) {
      Object.assign(this, { map, overlay, controls: null });
      this.tip = atlas.make("div", "atlas-tip");
      this.tip.setAttribute("role", "tooltip");
      this.tip.hidden = true;
      this.where = atlas.make("div", "atlas-where");
      this.where.hidden = true;
      map.getContainer().append(this.tip, this.where);
      map.on("mousemove", (event) => this.follow(event));
      map.on("mouseout movestart zoomstart", () => this.leave());
    }

    follow(event) {
      if (event.originalEvent.target.closest(".atlas-panel, .atlas-tools, .atlas-timeline")) {
        this.leave();
        return;
      }
      this.at = event;
      if (this.request) return;
      this.request = requestAnimationFrame(() => {
        this.request = null;
        if (this.at) this.point(this.at);
      });
    }

    leave() {
      this.at = null;
      this.tip.hidden = true;
      this.map.getContainer().classList.remove("atlas-pointing");
    }

    point(event) {
      this.locate(event.latlng);
      const found = this.overlay.find(event.containerPoint, false);
      this.map.getContainer().classList.toggle("atlas-pointing", Boolean(found && found.key));
      this.tip.hidden = !(found && found.name);
      if (this.tip.hidden) return;
      this.tip.textContent = found.name;
      const size = this.map.getSize();
      const { offsetWidth: width, offsetHeight: height } = this.tip;
      const { x, y } = event.containerPoint;
      const left = x + 14 + width > size.x ? x - 10 - width : x + 14;
      const top = y + 16 + height > size.y ? y - 10 - height : y + 16;
      this.tip.style.left = `${Math.max(2, Math.min(left, size.x - width - 2))}px`;
      this.tip.style.top = `${Math.max(2, top)}px`;
    }

    locate(latlng) {
      if (!this.controls) return;
      const { north, south, east, west } = this.controls;
      const latitude = atlas.toDegreesMinutes(latlng.lat, north, south);
      const longitude = atlas.toDegreesMinutes(latlng.lng, east, west);
      this.where.textContent = `${latitude}   ${longitude}`;
      this.where.hidden = false;
    }
  }

  Object.assign(atlas, { Toolbar, Measure, Pointer });
})();
