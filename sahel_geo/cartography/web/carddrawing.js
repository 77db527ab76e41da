/*
 * Draws a card from plain values (see cardtexts.py), beside the map and in a saved page alike.
 * Everything from the data goes through textContent; an address is followed only if it is a web page's.
 */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  /* Draw a card into `root`; `open` is told the key of what was asked for, "" to close the card. */
  function drawCard(root, card, texts, open) {
    root.replaceChildren();
    const head = make("header");
    const close = makeButton("close", "×", () => open(""));
    close.setAttribute("aria-label", texts.close);
    close.title = texts.close;
    head.append(make("p", "kicker", card.kicker), close, dataText("h3", "", card.heading));
    root.append(head);
    if (card.case) root.append(makeButton("whole", texts.show_case, () => open(card.case)));
    if (card.note) root.append(make("p", "note", card.note));
    card.items.forEach((item) => root.append(drawItem(item, texts, open)));
  }

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function makeButton(className, text, onClick) {
    const button = make("button", className, text);
    button.type = "button";
    button.onclick = onClick;
    return button;
  }

  function dataText(tag, className, value) {
    const element = make(tag, className, value.text);
    if (value.lang) {
      element.lang = value.lang;
      element.append(" ", make("span", "mark", value.mark));
    }
    return element;
  }

  function drawItem(item, texts, open) {
    const section = make("section");
    if (item.title.text) {
      const title = dataText("h4", "", item.title);
      if (item.number) title.prepend(make("span", "number", item.number));
      else if (item.color) {
        const dot = make("span", "dot");
        dot.style.background = item.color;
        title.prepend(dot);
      }
      if (item.key) {
        const button = makeButton("opens", "", () => open(item.key));
        button.append(title);
        section.append(button);
      } else section.append(title);
    }
    if (item.when) section.append(make("p", "when", item.when));
    if (item.chips && item.chips.length) section.append(drawChips(item.chips, texts));
    if (item.text.text) section.append(dataText("p", "text", item.text));
    section.append(drawFacts(item.facts));
    if (item.links.length) section.append(drawLinks(item.links, texts));
    (item.twins || []).forEach((twin) => section.append(drawTwin(twin, item.event, texts, open)));
    // where events can be joined the page gives the word for it; a saved page cannot
    if (item.event && texts.join && item.event !== texts.waiting) {
      const ask = () => open(`join:${JSON.stringify([item.event])}`);
      section.append(makeButton("decides", texts.join, ask));
    }
    return section;
  }

  /* The datasets that tell an event, each with the ring it has on the map. */
  function drawChips(chips, texts) {
    const paragraph = make("p", "chips");
    paragraph.append(make("span", "label", texts.told_by));
    chips.forEach((chip) => paragraph.append(drawChip(chip)));
    return paragraph;
  }

  function drawChip({ label, color }) {
    const element = make("span", "chip");
    const ring = make("span", "ring");
    if (color) ring.style.borderColor = color;
    element.append(ring, label);
    return element;
  }

  /* Another row that the event stands for. */
  function drawTwin(twin, event, texts, open) {
    const box = make("div", "twin");
    const head = make("p", "chips");
    head.append(drawChip(twin.chip));
    box.append(head, dataText("p", "", twin.title));
    const told = [twin.when, twin.deaths].filter((words) => words).join(" · ");
    if (told) box.append(make("p", "told", told));
    if (texts.split) {
      const ask = () => open(`split:${JSON.stringify([event, twin.event])}`);
      box.append(makeButton("decides", texts.split, ask));
    }
    return box;
  }

  function drawFacts(facts) {
    const list = make("dl");
    facts.forEach((fact) => {
      const value = dataText("dd", "", fact.value);
      if (fact.explanation) value.append(make("span", "explanation", fact.explanation));
      list.append(make("dt", "", fact.label), value);
    });
    return list;
  }

  function drawLinks(links, texts) {
    const paragraph = make("p", "links");
    paragraph.append(make("span", "label", texts.sources));
    links.forEach((link) => {
      const isAddress = /^https?:\/\//.test(link.url);
      const element = make(isAddress ? "a" : "span", "source", link.label);
      if (isAddress) {
        element.href = link.url;
        element.target = "_blank";
        element.rel = "noopener noreferrer";
      }
      paragraph.append(element);
    });
    return paragraph;
  }

  atlas.drawCard = drawCard;
})();
