// An article with marked words, scrolled to the sentence. Its text only ever becomes text nodes.
export default function (component) {
  const { parentElement, data } = component;
  const box = parentElement.querySelector(".article");
  if (box.dataset.shown === data.name) return;
  box.dataset.shown = data.name;
  box.replaceChildren();
  let target = null;
  for (const [text, kinds] of data.pieces) {
    if (!kinds.length) {
      box.append(document.createTextNode(text));
      continue;
    }
    const mark = document.createElement("mark");
    mark.className = kinds.join(" ");
    mark.textContent = text;
    mark.title = kinds.map((kind) => data.notes[kind]).filter(Boolean).join(". ");
    if (!target && kinds.includes("sentence")) target = mark;
    box.append(mark);
  }
  if (target) box.scrollTop = target.offsetTop - box.offsetTop - box.clientHeight / 3;
}
