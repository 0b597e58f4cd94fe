// Measures whether figures in tables are whole.
/** Returns the figures in cells that stand on more than one line, and how many there are. It runs in a page. */
export function brokenFigures(cells) {
  const figures = /[−+-]?\d[\d,.]*(?:%|‰|℃|mmol\/L|个?百分点|[万亿]?[元人件次家个名项]|人次)?|（[^（）]{1,8}）/g;
  const broken = [];
  let count = 0;
  for (const cell of document.querySelectorAll(cells)) {
    const nodes = [], walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    let text = '';
    while (walker.nextNode()) {
      nodes.push([text.length, walker.currentNode]);
      text += walker.currentNode.data;
    }
    const place = (at) => {
      const [start, node] = nodes.findLast(([start]) => start <= at);
      return [node, at - start];
    };
    for (const { 0: figure, index } of text.matchAll(figures)) {
      if (figure.startsWith('（') && cell.tagName === 'TD') continue;
      const range = document.createRange();
      range.setStart(...place(index));
      const [node, offset] = place(index + figure.length - 1);
      range.setEnd(node, offset + 1);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
      count += 1;
      if (Math.max(...boxes.map((box) => box.top)) - Math.min(...boxes.map((box) => box.top)) > 6) broken.push(`${figure} of ${text}`);
    }
  }
  return { broken, count };
}
