// Draws a card from plain values. Everything from the data goes through textContent.

const NARROW_PX = 1150; // here the card lies below the map, out of sight
let shownKey;

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".card");
  const isNew = data.isPicked && shownKey !== data.card.key;
  shownKey = data.card.key;
  if (isNew && window.innerWidth <= NARROW_PX) {
    requestAnimationFrame(() => parentElement.host.scrollIntoView({ block: "center" }));
  }
  root.replaceChildren();
  const card = data.card;
  const head = make("header");
  const close = make("button", "close", "×");
  close.type = "button";
  close.setAttribute("aria-label", data.texts.close);
  close.title = data.texts.close;
  close.onclick = () => setTriggerValue("pick", "");
  head.append(make("p", "kicker", card.kicker), close, dataText("h3", "", card.heading));
  root.append(head);
  if (card.case) {
    const button = make("button", "whole", data.texts.show_case);
    button.type = "button";
    button.onclick = () => setTriggerValue("pick", card.case);
    root.append(button);
  }
  if (card.note) root.append(make("p", "note", card.note));
  const open = (key) => setTriggerValue("pick", key);
  for (const item of card.items) root.append(drawItem(item, data.texts, open));
}

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
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
      const button = make("button", "opens");
      button.type = "button";
      button.onclick = () => open(item.key);
      button.append(title);
      section.append(button);
    } else section.append(title);
  }
  if (item.when) section.append(make("p", "when", item.when));
  if (item.text.text) section.append(dataText("p", "text", item.text));
  section.append(drawFacts(item.facts));
  if (item.links.length) section.append(drawLinks(item.links, texts));
  return section;
}

function drawFacts(facts) {
  const list = make("dl");
  for (const fact of facts) {
    const value = dataText("dd", "", fact.value);
    if (fact.explanation) value.append(make("span", "explanation", fact.explanation));
    list.append(make("dt", "", fact.label), value);
  }
  return list;
}

function drawLinks(links, texts) {
  const paragraph = make("p", "links");
  paragraph.append(make("span", "label", texts.sources));
  for (const link of links) {
    const isAddress = /^https?:\/\//.test(link.url);
    const element = make(isAddress ? "a" : "span", "source", link.label);
    if (isAddress) {
      element.href = link.url;
      element.target = "_blank";
      element.rel = "noopener noreferrer";
    }
    paragraph.append(element);
  }
  return paragraph;
}
