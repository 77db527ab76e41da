// Shows a card as a component of the page; drawCard stands before this script, see carddrawing.js.

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
  const open = (key) => setTriggerValue("pick", key);
  window.sahelAtlas.drawCard(root, data.card, data.texts, open);
}
