// Very many incidents as numbers by cell: circles whose area grows with the count, ringed by the share of each group.
(function (im) {
  "use strict";

  const MIN_RADIUS = 11;
  const MAX_RADIUS = 26; // just below half a cell, so that neighbours never cover each other

  im.grouped = (number) => number.toLocaleString("en-GB");

  // 1234 as "1.2k": four digits do not fit in the smallest circle.
  im.briefly = function (number) {
    if (number < 1000) return String(number);
    const [value, unit] = number < 999500 ? [number / 1000, "k"] : [number / 1e6, "M"];
    return (value < 9.95 ? value.toFixed(1) : Math.round(value)) + unit;
  };

  // Where the cells stand on the canvas, with their counts, the smallest last.
  im.cellSpots = function (cells, view) {
    const sum = (at) => cells.counts.reduce((total, counts) => total + counts[at], 0);
    const totals = cells.lat.map((_, at) => sum(at));
    const most = Math.max(1, ...totals);
    return totals.map((total, at) => {
      const [x, y] = im.project(cells.lat[at], cells.lon[at]);
      const radius = MIN_RADIUS + (MAX_RADIUS - MIN_RADIUS) * Math.sqrt(total / most);
      return { kind: "cell", at, total, x: x * view.scale - view.left, y: y * view.scale - view.top, r: radius };
    }).sort((a, b) => b.r - a.r);
  };

  im.drawCell = function (context, cells, spot, groups) {
    const colours = Object.values(groups).map((group) => group.colour);
    context.beginPath();
    context.arc(spot.x, spot.y, spot.r + 1.5, 0, 2 * Math.PI);
    context.fillStyle = im.palette.casing;
    context.fill();
    let angle = -Math.PI / 2;
    colours.forEach((colour, group) => {
      const share = (cells.counts[group][spot.at] / spot.total) * 2 * Math.PI;
      if (!share) return;
      context.beginPath();
      context.moveTo(spot.x, spot.y);
      context.arc(spot.x, spot.y, spot.r, angle, angle + share);
      context.fillStyle = colour;
      context.fill();
      angle += share;
    });
    context.beginPath();
    context.arc(spot.x, spot.y, spot.r - 4, 0, 2 * Math.PI);
    context.fillStyle = im.palette.paper;
    context.fill();
    context.font = "600 " + (spot.r < 15 ? 10 : 12) + "px " + im.font;
    context.fillStyle = im.palette.label;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(im.briefly(spot.total), spot.x, spot.y + 0.5);
  };
})(window.incidentMap);
