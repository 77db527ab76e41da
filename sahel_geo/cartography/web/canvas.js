/* A canvas that follows Leaflet's panning and zooming and is painted anew when the map rests. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
    L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: false, inertia: false });
  }

  /*
   * `paint(context, frame)` draws in CSS pixels. A place with world pixels w (see geometry.js)
   * is at w * frame.scale + (frame.x, frame.y); frame.box is the canvas in scaled world pixels.
   *
   * A canvas that `isStill` is painted beside the page and shown as a picture: where a browser draws
   * without graphics hardware, it copies every other canvas of the page in every frame of time.
   */
  const AtlasCanvas = L.Renderer.extend({
    options: { padding: 0.3, isStill: false },

    initialize(paint, options) {
      this._paint = paint;
      L.Renderer.prototype.initialize.call(this, options);
      this._isPicture = this.options.isStill && typeof OffscreenCanvas === "function";
    },

    getEvents() {
      return Object.assign(L.Renderer.prototype.getEvents.call(this), {
        move: this._followDrag,
        resize: this._update,
      });
    },

    /* Paint again, once, before the next frame of the screen. */
    refresh() {
      if (this._request || !this._map) return;
      this._request = requestAnimationFrame(() => {
        this._request = null;
        if (this._map) this._draw();
      });
    },

    /* Paint at once. */
    draw() {
      cancelAnimationFrame(this._request);
      this._request = null;
      if (this._map && this._bounds) this._draw();
    },

    /* Where the canvas lies: pixels of its corner from the corner of the world. */
    corner() {
      return this._bounds.min.add(this._map.getPixelOrigin());
    },

    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.setAttribute("aria-hidden", "true");
    },

    _destroyContainer() {
      cancelAnimationFrame(this._request);
      this._request = null;
      this._container.remove();
      delete this._container;
    },

    _updatePaths() {}, // nothing of Leaflet's own is drawn here

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const density = window.devicePixelRatio || 1;
      const canvas = this._container;
      L.DomUtil.setPosition(canvas, this._bounds.min);
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      canvas.width = Math.round(size.x * density);
      canvas.height = Math.round(size.y * density);
      this._draw();
    },

    /* What `paint` is told of the canvas; null before it has a place. */
    frame() {
      if (!this._map || !this._bounds) return null;
      const size = this._bounds.getSize();
      const corner = this.corner();
      return {
        scale: this._map.getZoomScale(this._zoom, 0),
        zoom: this._zoom,
        x: -corner.x,
        y: -corner.y,
        width: size.x,
        height: size.y,
        box: [corner.x, corner.y, corner.x + size.x, corner.y + size.y],
      };
    },

    _draw() {
      const { width, height } = this._container;
      if (!this._isPicture) {
        this._paintOn(this._container);
      } else if (width && height) {
        const sheet = new OffscreenCanvas(width, height);
        this._paintOn(sheet);
        const picture = this._container.getContext("bitmaprenderer");
        picture.transferFromImageBitmap(sheet.transferToImageBitmap());
      }
    },

    _paintOn(canvas) {
      const context = canvas.getContext("2d");
      const frame = this.frame();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.scale(canvas.width / frame.width, canvas.height / frame.height);
      this._paint(context, frame);
    },

    /* A long drag reaches the end of what is painted: paint on. */
    _followDrag() {
      if (this._map._animatingZoom || this._map.getZoom() !== this._zoom) return;
      const seen = this._map.containerPointToLayerPoint([0, 0]);
      const view = L.bounds(seen, seen.add(this._map.getSize()));
      if (!this._bounds.contains(view)) this._update();
    },
  });

  atlas.AtlasCanvas = AtlasCanvas;
})();
