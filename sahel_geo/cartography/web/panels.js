/* What stands around the map: legend, tray, sources, notices. Every word is set as text. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const SVG = "http://www.w3.org/2000/svg";

  /* Frames at least so wide open these panels by themselves. */
  const OPEN_FROM_PX = { legend: 900, tray: 1100 }; // in a smaller frame they would hide half the map

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  /* An icon of one line, drawn in a square of 18 units. */
  function makeIcon(line) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 18 18");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", line);
    svg.append(path);
    return svg;
  }

  /* Keep clicks and wheels on a control from reaching the map. */
  function shield(element) {
    L.DomEvent.disableClickPropagation(element);
    L.DomEvent.disableScrollPropagation(element);
    return element;
  }

  /* A heading that opens and closes what stands under it. */
  class Panel {
    constructor(className, isOpen) {
      this.element = shield(make("section", `atlas-panel ${className}`));
      this.heading = make("button", "atlas-panel-heading");
      this.heading.type = "button";
      this.body = make("div", "atlas-panel-body");
      this.body.id = `${className}-body`;
      this.heading.setAttribute("aria-controls", this.body.id);
      this.heading.addEventListener("click", () => this.open(this.body.hidden));
      this.element.append(this.heading, this.body);
      this.open(isOpen);
    }

    open(isOpen) {
      this.body.hidden = !isOpen;
      this.heading.setAttribute("aria-expanded", String(isOpen));
    }

    fill(title, children) {
      this.heading.textContent = title;
      this.element.setAttribute("aria-label", title);
      this.element.hidden = !children.length;
      this.body.replaceChildren(...children);
    }
  }

  const SAMPLE = { width: 34, height: 20 };

  function makeSample(entry, styles) {
    const sizes = entry.sizes || [];
    const tallest = sizes.reduce((most, size) => Math.max(most, size.radius_px), 0);
    const width = sizes.length
      ? sizes.reduce((sum, size) => sum + 2 * size.radius_px + 8, 2)
      : SAMPLE.width;
    const height = Math.max(SAMPLE.height, 2 * tallest + (sizes.length ? 18 : 0));
    const density = window.devicePixelRatio || 1;
    const canvas = make("canvas", "atlas-sample");
    canvas.width = Math.ceil(width * density);
    canvas.height = Math.ceil(height * density);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    canvas.setAttribute("aria-hidden", "true");
    const context = canvas.getContext("2d");
    context.scale(density, density);
    const draw = SAMPLES[entry.kind];
    if (draw) draw(context, entry, styles, { width, height });
    return canvas;
  }

  function line(context, { width, height }) {
    context.beginPath();
    context.moveTo(2, height / 2);
    context.lineTo(width - 2, height / 2);
  }

  const drawEvent = (look) => (context, entry, styles, { width, height }) =>
    atlas.drawEventSymbol(
      context, width / 2, height / 2, 7,
      Object.assign(
        {
          mix: [[entry.color || styles.ink, 1]], hollow: false, possible: false,
          edge: styles.event_edge, opacity: styles.event_opacity,
        },
        look
      )
    );

  const drawLegSample = (isCertain) => (context, entry, styles, { width, height }) =>
    atlas.drawLeg(context, [1, height / 2], [width - 1, height / 2], {
      color: entry.color, width: styles.leg.width_px, opacity: 1, head: true,
      dash: isCertain ? [] : styles.leg.dash_px,
    });

  const SAMPLES = {
    line(context, entry, styles, size) {
      line(context, size);
      atlas.strokePath(context, entry.style);
    },
    area(context, entry, styles, { width, height }) {
      context.beginPath();
      context.rect(3, 3, width - 6, height - 6);
      // faint fills are hard to see on so small a sample: a little stronger, the same colour
      const opacity = Math.min(1, entry.style.fill_opacity * 1.5);
      atlas.fillPath(context, Object.assign({}, entry.style, { fill_opacity: opacity }));
    },
    marker(context, entry, styles, { width, height }) {
      atlas.drawMarker(context, width / 2, height / 2, entry.style, {});
    },
    event: drawEvent({}),
    event_hollow: drawEvent({ hollow: true }),
    event_possible: drawEvent({ possible: true }),
    event_ring(context, entry, styles, { width, height }) {
      const item = { x: width / 2, y: height / 2, r: 4.5, ring: { color: entry.color } };
      atlas.circlePath(context, item.x, item.y, item.r);
      context.fillStyle = "#c9c4b8";
      context.fill();
      atlas.paint.datasetRings(context, [item], styles);
    },
    event_sizes(context, entry, styles, { height }) {
      let x = 2;
      const tallest = entry.sizes.reduce((most, size) => Math.max(most, size.radius_px), 0);
      context.textAlign = "center";
      context.textBaseline = "bottom";
      context.font = `10.5px ${atlas.FONT_FAMILY}`;
      entry.sizes.forEach(({ words, radius_px: radius }) => {
        const look = { color: entry.color || "#8b8680" };
        drawEventDisc(context, x + radius + 2, 1 + 2 * tallest - radius, radius, look, styles);
        context.fillStyle = styles.ink;
        context.fillText(words, x + radius + 2, height);
        x += 2 * radius + 8;
      });
    },
    leg: drawLegSample(true),
    leg_uncertain: drawLegSample(false),
    step(context, entry, styles, { width, height }) {
      atlas.drawStep(context, width / 2, height / 2, {
        numbers: "1", color: entry.color, hollow: false, opacity: 1,
        radius: styles.step.radius_px, halfWidth: styles.step.radius_px, text: styles.step.text,
        font: `600 10.5px ${atlas.FONT_FAMILY}`,
      });
    },
    last_known(context, entry, styles, { width, height }) {
      const look = {
        numbers: "", color: entry.color, hollow: false, opacity: 1, text: styles.step.text,
        radius: styles.step.radius_px, halfWidth: styles.step.radius_px * 0.5, font: "",
      };
      atlas.drawLastKnown(context, width / 2, height / 2, look, styles.last_known);
      atlas.drawStep(context, width / 2, height / 2, look);
    },
    fade(context, entry, styles, { width, height }) {
      const look = { color: entry.color, width: styles.leg.width_px, opacity: 1 };
      atlas.drawFade(context, [1, height / 2], [width - 1, height / 2], look);
    },
    relief(context, entry, styles, { width, height }) {
      const gradient = context.createLinearGradient(3, 0, width - 3, height);
      [[0, "#f1ecdf"], [0.35, "#cfc7b6"], [0.55, "#f6f2e7"], [0.8, "#bdb5a4"], [1, "#eee9dc"]].forEach(
        ([at, color]) => gradient.addColorStop(at, color)
      );
      context.fillStyle = gradient;
      context.fillRect(3, 3, width - 6, height - 6);
    },
  };

  function drawEventDisc(context, x, y, radius, look, styles) {
    atlas.drawEventSymbol(context, x, y, radius, {
      mix: [[look.color, 1]], edge: styles.event_edge, opacity: styles.event_opacity,
    });
  }

  function makeLegendGroup(group, styles) {
    const part = make("div", "atlas-legend-group");
    part.append(make("h3", "", group.title));
    const list = make("ul");
    group.entries.forEach((entry) => {
      const row = make("li", entry.kind === "text" ? "atlas-legend-text" : "");
      if (entry.sizes) row.className = "atlas-legend-sizes";
      if (entry.kind !== "text") row.append(makeSample(entry, styles));
      row.append(make("span", "", entry.words));
      list.append(row);
    });
    part.append(list);
    return part;
  }

  /* All panels of a map. `onPick` is told the key of a tray entry. */
  class Panels {
    constructor(map, onPick) {
      const container = map.getContainer();
      const width = container.clientWidth;
      this.onPick = onPick;
      this.legend = new Panel("atlas-legend", width >= OPEN_FROM_PX.legend);
      this.tray = new Panel("atlas-tray", width >= OPEN_FROM_PX.tray);
      this.sources = new Panel("atlas-sources", false);
      this.notice = make("div", "atlas-notice");
      this.notice.setAttribute("role", "status");
      this.notice.hidden = true;
      const side = make("div", "atlas-side");
      side.append(this.legend.element, this.tray.element);
      container.append(side, this.sources.element, this.notice);
      this.selected = [];
    }

    /* What depends on the language and the layers only. */
    show(context) {
      const { controls, imprint } = context;
      this.context = context;
      this.listed = "";
      this.entries = new Map();
      this.tray.body.replaceChildren();
      this.sources.fill(
        controls.sources,
        [imprint.citations, imprint.sources, imprint.disclaimer, imprint.made_on]
          .filter(Boolean)
          .map((text) => make("p", "", text))
      );
      const date = make("span", "atlas-date", imprint.data_date);
      this.sources.heading.replaceChildren(date, make("span", "atlas-more", controls.sources));
    }

    /* List the groups of the legend; those as before keep what is scrolled and focused. */
    list(groups) {
      const listed = JSON.stringify(groups);
      if (listed === this.listed) return;
      this.listed = listed;
      const { controls, styles } = this.context;
      this.legend.fill(controls.legend, groups.map((group) => makeLegendGroup(group, styles)));
    }

    /* Show the tray's lines; buttons stay, so that one can be clicked while numbers change. */
    count(entries) {
      const all = entries.reduce((sum, entry) => sum + entry.count + entry.reports, 0);
      const { controls, language } = this.context;
      const heading = controls.tray.replace("{n}", atlas.formatNumber(all, language));
      if (this.tray.heading.textContent !== heading) {
        this.tray.heading.textContent = heading;
        this.tray.element.setAttribute("aria-label", heading);
      }
      this.tray.element.hidden = !entries.length;
      const shown = new Map(entries.map((entry) => [entry.key, entry.words]));
      entries.forEach((entry) => {
        if (!this.entries.has(entry.key)) this.entries.set(entry.key, this.addTrayEntry(entry));
      });
      this.entries.forEach((button, key) => {
        button.hidden = !shown.has(key);
        if (shown.has(key) && button.textContent !== shown.get(key)) {
          button.textContent = shown.get(key);
        }
      });
    }

    addTrayEntry({ key }) {
      const button = make("button", "atlas-tray-entry");
      button.type = "button";
      button.dataset.key = key;
      button.setAttribute("aria-pressed", String(this.selected.includes(key)));
      button.addEventListener("click", () => this.onPick(key));
      const next = Array.from(this.tray.body.children).find((other) => other.dataset.key > key);
      this.tray.body.insertBefore(button, next || null);
      return button;
    }

    select(keys) {
      this.selected = keys;
      this.tray.body.querySelectorAll("button").forEach((button) => {
        button.setAttribute("aria-pressed", String(keys.includes(button.dataset.key)));
      });
    }

    warn(text) {
      this.notice.textContent = text;
      this.notice.hidden = !text;
    }
  }

  Object.assign(atlas, { Panels, make, makeIcon, shield });
})();
