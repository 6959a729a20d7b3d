// Names of places on the map of incidents.
(function (im) {
  "use strict";

  // Names of places beside their symbols, where there is room; the selected one first. They keep clear of symbols and of
  // `arrows`, pixels on which an arrow lies.
  im.paintNames = function (context, layer, stacks, arrows) {
    if (!layer.hits.length) return; // the layer is drawn once before it stands on the map
    const edge = layer.layer.toCanvas(L.point(0, 0)).x;
    const isInView = (box) => box[0] >= edge && box[2] <= edge + layer.map.getSize().x;
    const taken = [...layer.base.labelBoxes.map((box) => layer.fromBase(box))];
    for (const spot of stacks) {
      const r = layer.radius[spot.i] * 1.1;
      taken.push([spot.x - r, spot.y - r, spot.x + r, spot.y + r]);
    }
    for (const [x, y] of arrows) taken.push([x - 7, y - 7, x + 7, y + 7]);
    for (const { kind, x, y, r } of layer.hits) if (kind !== "incident") taken.push([x - r, y - r, x + r, y + r]);
    context.font = "600 12px " + im.font;
    const isFirst = (spot) => (layer.data.id[spot.i] === layer.selected ? 0 : 1);
    const named = new Set();
    const put = (name, x, y, gap) => {
      const width = context.measureText(name).width;
      const places = [
        ["left", x + gap, y, [x + gap, y - 8, x + gap + width, y + 8]],
        ["right", x - gap, y, [x - gap - width, y - 8, x - gap, y + 8]],
        ["center", x, y + gap + 6, [x - width / 2, y + gap - 2, x + width / 2, y + gap + 14]],
        ["center", x, y - gap - 6, [x - width / 2, y - gap - 14, x + width / 2, y - gap + 2]],
      ];
      const free = places.find(([, , , box]) => isInView(box) && !taken.some((other) => im.overlap(box, other)));
      if (!free) return;
      taken.push(free[3]);
      im.haloText(context, name, free[1], free[2], im.palette.label, free[0]);
    };
    for (const spot of [...stacks].sort((a, b) => isFirst(a) - isFirst(b))) {
      const name = layer.data.place[spot.i];
      const key = name + Math.round(spot.spotX / 4) + "," + Math.round(spot.spotY / 4);
      if (!name || named.has(key)) continue;
      named.add(key);
      put(name, spot.x, spot.y, layer.radius[spot.i] * 1.3 + 4);
    }
    context.font = "11px " + im.font;
    for (const { kind, x, y, crossing, mention } of layer.hits) {
      if (kind === "crossing" && layer.map.getZoom() >= 7) put(crossing.name, x, y, 9);
      if (kind === "mention") put(mention.name, x, y, 8);
    }
  };
})(window.incidentMap);
