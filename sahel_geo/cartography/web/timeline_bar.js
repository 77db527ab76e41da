/* The first row of the timeline: buttons, speed, kind of window, dates and counts in words. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const ICONS = {
    play: "M5.5 3.5v11l9-5.5z",
    pause: "M5 4h2.5v10H5zM10.5 4H13v10h-2.5z",
    back: "M13.5 4v10L6.5 9zM4.5 4v10",
    forward: "M4.5 4v10l7-5zM13.5 4v10",
    reset: "M2.5 4v10M15.5 4v10M5 9h8M7.5 6.5 5 9l2.5 2.5M10.5 6.5 13 9l-2.5 2.5",
  };

  function makeSelect(name, values, onChoice) {
    const select = atlas.make("select", `atlas-timeline-${name}`);
    values.forEach(([value, words]) => {
      const option = atlas.make("option", "", words);
      option.value = value;
      select.append(option);
    });
    select.addEventListener("change", () => onChoice(select.value));
    return select;
  }

  /* `actions` has play, back, forward, reset, mode(code) and speed(number). */
  class TimelineBar {
    constructor(actions, speeds) {
      this.texts = null;
      this.isPlaying = false;
      this.element = atlas.make("div", "atlas-timeline-row");
      this.buttons = {};
      const buttons = ["back", "play", "forward", "reset"].map((name) => {
        const button = atlas.make("button", `atlas-timeline-button atlas-timeline-${name}`);
        button.type = "button";
        button.append(atlas.makeIcon(ICONS[name]));
        button.addEventListener("click", actions[name]);
        this.buttons[name] = button;
        return button;
      });
      this.speed = makeSelect("speed", speeds, (value) => actions.speed(Number(value)));
      this.speed.value = "1";
      const modes = atlas.timewindow.MODES.map((mode) => [mode, ""]);
      this.mode = makeSelect("mode", modes, actions.mode);
      const controls = atlas.make("div", "atlas-timeline-controls");
      controls.append(...buttons.slice(0, 3), this.speed, this.mode, buttons[3]);
      this.dates = atlas.make("div", "atlas-timeline-dates");
      this.counts = atlas.make("div", "atlas-timeline-counts");
      this.element.append(controls, this.dates, this.counts);
    }

    show(texts) {
      this.texts = texts;
      ["back", "forward", "reset"].forEach((name) => this.name(this.buttons[name], texts[name]));
      this.name(this.speed, texts.speed);
      this.name(this.mode, texts.mode);
      [...this.mode.options].forEach((option) => {
        option.textContent = texts[`mode_${option.value}`];
      });
      this.showPlaying(this.isPlaying);
    }

    name(control, words) {
      control.setAttribute("aria-label", words);
      control.title = words;
    }

    showPlaying(isPlaying) {
      this.isPlaying = isPlaying;
      const name = isPlaying ? "pause" : "play";
      this.buttons.play.firstChild.firstChild.setAttribute("d", ICONS[name]);
      if (this.texts) this.name(this.buttons.play, this.texts[name]);
    }

    showWindow(timeWindow, language) {
      const { first, last } = timeWindow;
      this.dates.textContent = atlas.daysWords(first, last, language);
      this.mode.value = atlas.timewindow.modeOf(timeWindow);
    }

    showCounts(texts, language, { certain, possible }) {
      const say = (forms, number) => atlas.countWords(forms, number, {}, language);
      this.counts.textContent = texts.counts
        .replace("{certain}", say(texts.certain, certain))
        .replace("{possible}", say(texts.possible, possible));
    }
  }

  Object.assign(atlas, { TimelineBar });
})();
