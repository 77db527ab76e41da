/*
 * The histogram and the window over it: a body to move, two handles to resize, the rest veiled.
 * Moving the window moves elements only; the bars are drawn anew when they or the width change.
 */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});
  const arithmetic = () => atlas.timewindow;

  const PLOT_PX = 52; // as --atlas-timeline-plot in timeline.css
  const HEAD_PX = 12; // of the plot, over the highest bar, for what it stands for
  const TICK_PX = 16;
  const NARROWEST_PX = 2; // how wide the window is drawn at least

  function makeSlider(className) {
    const slider = atlas.make("div", className);
    slider.setAttribute("role", "slider");
    slider.tabIndex = 0;
    return slider;
  }

  /* `onDrag(window)` is told where a drag has come to, `onDrop()` that it ended. */
  class TimelineTrack {
    constructor({ onDrag, onDrop }) {
      Object.assign(this, { onDrag, onDrop, period: null, window: null, counts: null, grab: null });
      this.colors = [];
      this.language = "en";
      this.element = atlas.make("div", "atlas-timeline-track");
      this.canvas = atlas.make("canvas", "atlas-timeline-bars");
      this.canvas.setAttribute("aria-hidden", "true");
      this.highest = atlas.make("div", "atlas-timeline-highest");
      this.veils = [0, 1].map(() => atlas.make("div", "atlas-timeline-veil"));
      this.body = makeSlider("atlas-timeline-window");
      this.start = makeSlider("atlas-timeline-handle atlas-timeline-start");
      this.end = makeSlider("atlas-timeline-handle atlas-timeline-end");
      this.parts = { start: this.start, window: this.body, end: this.end }; // as Tab goes
      const sliders = Object.values(this.parts);
      this.element.append(this.canvas, ...this.veils, ...sliders, this.highest);
      this.listen();
      new ResizeObserver(() => this.fit()).observe(this.element);
    }

    listen() {
      const track = this.element;
      track.addEventListener("pointerdown", (event) => this.take(event));
      track.addEventListener("pointermove", (event) => this.drag(event));
      ["pointerup", "pointercancel", "lostpointercapture"].forEach((kind) =>
        track.addEventListener(kind, (event) => this.drop(event))
      );
    }

    get isDragging() {
      return Boolean(this.grab);
    }

    /* Which part has this element: "start", "end", "window", or none. */
    partOf(target) {
      return Object.keys(this.parts).find((name) => this.parts[name].contains(target)) || null;
    }

    dayAt(clientX) {
      const { first, last } = this.period;
      const share = (clientX - this.element.getBoundingClientRect().left) / (this.width || 1);
      return Math.min(Math.max(first + Math.floor(share * (last - first + 1)), first), last);
    }

    xOf(day) {
      const { first, last } = this.period;
      return ((day - first) / (last - first + 1)) * this.width;
    }

    /* Dragging. */

    take(event) {
      if (event.button || !event.isPrimary || !this.period || this.grab) return;
      event.preventDefault(); // no text is marked and no page scrolled
      const part = this.partOf(event.target);
      if (!part) this.window = this.bringTo(this.dayAt(event.clientX));
      const taken = part || (this.window.isCumulative ? "end" : "window");
      this.grab = { part: taken, pointer: event.pointerId, x: event.clientX, from: this.window };
      this.element.setPointerCapture(event.pointerId);
      this.element.classList.toggle("atlas-timeline-dragged", true);
      this.parts[taken].focus({ preventScroll: true });
      this.onDrag(this.window);
    }

    /* The window after a click outside it: centred there, or, growing, reaching so far. */
    bringTo(day) {
      const { centreSpan, makeWindow, resizeEnd } = arithmetic();
      const { window: current, period } = this;
      const span = current.isCumulative
        ? resizeEnd(current, day, period)
        : centreSpan(current, day, period);
      return makeWindow(span, current.isCumulative, period);
    }

    drag(event) {
      if (!this.grab || event.pointerId !== this.grab.pointer) return;
      const { x, from, part } = this.grab;
      const { first, last } = this.period;
      const days = Math.round(((event.clientX - x) / (this.width || 1)) * (last - first + 1));
      this.onDrag(days ? this.pull(from, part, days) : from);
    }

    pull(from, part, days) {
      const { makeWindow, moveSpan, resizeEnd, resizeStart } = arithmetic();
      const { period } = this;
      if (part === "start") {
        return makeWindow(resizeStart(from, from.first + days, period), false, period);
      }
      if (part === "end" || from.isCumulative) {
        return makeWindow(resizeEnd(from, from.last + days, period), from.isCumulative, period);
      }
      return makeWindow(moveSpan(from, days, period), false, period);
    }

    drop(event) {
      if (!this.grab || event.pointerId !== this.grab.pointer) return;
      this.letGo();
      this.onDrop();
    }

    /* End a drag without a word, if there is one. */
    letGo() {
      if (!this.grab) return;
      const { pointer } = this.grab;
      this.grab = null;
      this.element.classList.toggle("atlas-timeline-dragged", false);
      if (this.element.hasPointerCapture(pointer)) this.element.releasePointerCapture(pointer);
    }

    /* Showing. */

    fit() {
      const width = this.element.clientWidth;
      const density = window.devicePixelRatio || 1;
      if (width === this.width && density === this.density) return;
      Object.assign(this, { width, density });
      this.draw();
      if (this.window) this.place(this.window);
    }

    /* Show the window: nothing is drawn, elements move. */
    place(timeWindow) {
      this.window = timeWindow;
      this.element.classList.toggle("atlas-timeline-whole", timeWindow.isAll);
      if (!this.width) return;
      const { first, last } = timeWindow;
      const left = Math.min(this.xOf(first), this.width - NARROWEST_PX);
      const right = Math.max(this.xOf(last + 1), left + NARROWEST_PX);
      this.body.style.transform = `translateX(${left}px)`;
      this.body.style.width = `${right - left}px`;
      this.start.style.transform = `translateX(${left}px)`;
      this.end.style.transform = `translateX(${right}px)`;
      this.veils[0].style.transform = `scaleX(${left / this.width})`;
      this.veils[1].style.transform = `scaleX(${Math.max(0, 1 - right / this.width)})`;
      this.describe(timeWindow);
    }

    /* What a screen reader is told of the three sliders. */
    describe({ first, last, isCumulative }) {
      const { period, language } = this;
      const say = (slider, low, high, now, words) => {
        slider.setAttribute("aria-valuemin", low);
        slider.setAttribute("aria-valuemax", high);
        slider.setAttribute("aria-valuenow", now);
        slider.setAttribute("aria-valuetext", words);
      };
      const length = last - first;
      const words = atlas.daysWords(first, last, language);
      say(this.start, period.first, last, first, atlas.dayWords(first, language));
      say(this.end, first, period.last, last, atlas.dayWords(last, language));
      if (isCumulative) say(this.body, period.first, period.last, last, words);
      else say(this.body, period.first, period.last - length, first, words);
    }

    /* Draw the bars and the dates under them. */
    draw() {
      const { width, density, canvas, counts, edges, period } = this;
      if (!width || !period) return;
      canvas.width = Math.round(width * density);
      canvas.height = Math.round((PLOT_PX + TICK_PX) * density);
      const context = canvas.getContext("2d");
      const style = getComputedStyle(canvas);
      const head = Math.round(HEAD_PX * density);
      const height = Math.round(PLOT_PX * density) - head;
      if (counts) {
        context.translate(0, head);
        const { colors } = this;
        atlas.drawBars(context, { edges, counts, colors, density, width: canvas.width, height });
      }
      context.setTransform(density, 0, 0, density, 0, 0);
      context.strokeStyle = style.getPropertyValue("--rule") || "#999";
      context.fillStyle = style.color;
      context.font = `${style.fontSize} ${style.fontFamily}`;
      this.drawDates(context);
    }

    drawDates(context) {
      const { width, period, language } = this;
      const measure = (text) => context.measureText(text).width;
      context.beginPath();
      [HEAD_PX - 0.5, PLOT_PX + 0.5].forEach((y) => {
        context.moveTo(0, y);
        context.lineTo(width, y);
      });
      this.ticks = atlas.chooseTicks(period, width, language, measure);
      this.ticks.forEach(({ x, left, text }) => {
        context.moveTo(Math.round(x) + 0.5, PLOT_PX);
        context.lineTo(Math.round(x) + 0.5, PLOT_PX + 6);
        context.fillText(text, left, PLOT_PX + 12);
      });
      context.stroke();
    }
  }

  Object.assign(atlas, { TimelineTrack });
})();
