/*
 * A saved page: the map, its layers and its cards out of the file itself. What the scripts of the map
 * ask for by address lies in elements of the page, see standalone.py.
 */
(function () {
  "use strict";

  const atlas = window.sahelAtlas;
  const CONTEXT = "context.json";
  const LAYERS_ICON = "M9 2.5 16 6.3 9 10 2 6.3zM2 9.6l7 3.7 7-3.7M2 12.7l7 3.8 7-3.8";

  const readBlock = (id) => JSON.parse(document.getElementById(id).textContent);

  function readBytes(text) {
    const characters = atob(text);
    const bytes = new Uint8Array(characters.length);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = characters.charCodeAt(at);
    return bytes;
  }

  /* Answer as a server would; the context comes without the layers named after its "?". */
  function openFile(address) {
    const [name, hidden] = address.split("?");
    const element = document.getElementById(`file:${name}`);
    if (!element) return Promise.reject(new Error(address));
    const isBinary = element.type === "application/base64";
    const content = isBinary ? readBytes(element.textContent) : element.textContent;
    if (!hidden) return Promise.resolve(new Response(content));
    const switches = start.switches.filter((one) => hidden.split(",").includes(one.name));
    const context = switches.reduce(hideLayer, JSON.parse(content));
    return Promise.resolve(new Response(JSON.stringify(dropHidden(context))));
  }

  /* Take a layer out of a context. Positions are those of the whole context: see dropHidden. */
  function hideLayer(context, { hidden }) {
    hidden.shows.forEach((part) => (context.shows[part] = false));
    context.layers = context.layers.filter((layer) => !hidden.layers.includes(layer.asset || null));
    context.layers.forEach((layer) =>
      (hidden.styles[layer.asset] || []).forEach((value) => delete layer.styles[value])
    );
    hidden.labels.forEach((at) => (context.labels[at].isHidden = true));
    const entries = [].concat(...context.legend.layers.map((group) => group.entries));
    hidden.entries.forEach((at) => (entries[at].isHidden = true));
    return context;
  }

  function dropHidden(context) {
    const isShown = (item) => !item.isHidden;
    context.labels = context.labels.filter(isShown);
    context.legend.layers = context.legend.layers
      .map(({ title, entries }) => ({ title, entries: entries.filter(isShown) }))
      .filter(({ entries }) => entries.length);
    return context;
  }

  /* The card beside the map; on a narrow screen over its lower part. */
  class CardPane {
    constructor(element, cards, texts, pageOf) {
      Object.assign(this, { element, cards, texts, pageOf, key: "" });
      this.root = atlas.make("div", "card");
      this.hint = atlas.make("p", "page-hint", texts.hint);
      this.listing = cards.listCases(texts.cases);
      element.append(this.hint, this.root);
      this.show("");
    }

    /* Show the card of a key, or what to begin with where there is none. */
    show(key) {
      const page = this.pageOf();
      const card = key && page.overlay.content
        ? this.cards.compose(key, page.overlay.content.incidents, page.span)
        : null;
      this.key = card ? key : "";
      if (page) page.select(card ? [key] : []);
      document.body.classList.toggle("has-card", Boolean(card));
      this.element.classList.toggle("is-start", !card);
      this.hint.hidden = Boolean(card);
      this.root.replaceChildren();
      const shown = card || this.listing;
      if (shown) atlas.drawCard(this.root, shown, this.cards.file.texts, (next) => this.open(next));
    }

    open(key) {
      this.show(key || "");
      this.element.scrollTop = 0;
    }
  }

  /* A button among the map's tools that opens the switches of the layers. */
  function addSwitches(page, onChange) {
    const { words, switches } = start;
    const panel = atlas.shield(atlas.make("section", "atlas-panel page-layers"));
    panel.id = "page-layers";
    panel.hidden = true;
    panel.append(atlas.make("h2", "", words.layers));
    const boxes = switches.map(({ name, words: label }) => {
      const row = atlas.make("label");
      const box = atlas.make("input");
      box.type = "checkbox";
      box.checked = true;
      box.name = name;
      box.addEventListener("change", () =>
        onChange(boxes.filter((one) => !one.checked).map((one) => one.name))
      );
      row.append(box, atlas.make("span", "", label));
      panel.append(row);
      return box;
    });
    const button = atlas.make("button", "atlas-tool");
    button.type = "button";
    button.title = words.layers;
    button.setAttribute("aria-label", words.layers);
    button.setAttribute("aria-controls", panel.id);
    button.append(atlas.makeIcon(LAYERS_ICON));
    const toggle = (isOpen) => {
      panel.hidden = !isOpen;
      button.setAttribute("aria-expanded", String(isOpen));
      button.setAttribute("aria-pressed", String(isOpen));
    };
    button.addEventListener("click", () => toggle(panel.hidden));
    panel.addEventListener("keydown", (event) => {
      event.stopPropagation(); // Leaflet would pan and zoom
      if (event.key === "Escape") {
        toggle(false);
        button.focus();
      }
    });
    toggle(false);
    page.toolbar.element.append(button);
    page.map.getContainer().append(panel);
  }

  const start = readBlock("page-start");
  atlas.openFile = openFile;
  if (start.paper) atlas.setPaper(start.paper);

  const fixed = { zoomControl: false, attributionControl: false, preferCanvas: true };
  const map = L.map("page-map", Object.assign(fixed, start.map));
  const cards = new atlas.PageCards(readBlock("file:cards.json"), start.language);
  const pageOf = () => atlas.pageOf(map);
  const pane = new CardPane(document.getElementById("page-card"), cards, start.words, pageOf);

  function onMessage({ kind, key }) {
    if (kind === "click") pane.open(key);
    if (kind === "time" && pane.key) pane.show(pane.key);
  }

  function onSwitches(hidden) {
    const context = hidden.length ? `${CONTEXT}?${hidden.join()}` : CONTEXT;
    const selected = pane.key ? [pane.key] : [];
    atlas.update(map, Object.assign({}, start.message, { context, selected }));
  }

  atlas.start(map, Object.assign({ onMessage }, start.options));
  addSwitches(pageOf(), onSwitches);
  atlas.update(map, start.message);
  atlas.page = { map, pane };
})();
