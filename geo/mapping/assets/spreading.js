// Symbols that would lie on each other, moved apart.
(function (im) {
  "use strict";

  const MAX_SHIFT = 42; // pixels that a symbol may stand away from its spot
  const FEW = 150;

  function push(a, b, radius) {
    const wanted = (radius[a.i] + radius[b.i]) * 1.12 + 3;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    if (Math.abs(dx) >= wanted || Math.abs(dy) >= wanted) return;
    const distance = Math.hypot(dx, dy) || 0.01;
    if (distance >= wanted) return;
    const share = (wanted - distance) / distance / 2;
    a.x -= dx * share;
    a.y -= dy * share;
    b.x += dx * share;
    b.y += dy * share;
  }

  // `spots` have a true place (spotX, spotY) and get another (x, y) near it; the same input gives the same output.
  im.moveApart = function (spots, radius) {
    // Spots at one place need a direction to part in; the golden angle gives each its own.
    spots.forEach((spot, at) => {
      spot.x += 0.5 * Math.cos(at * 2.4);
      spot.y += 0.5 * Math.sin(at * 2.4);
    });
    const turns = spots.length > FEW ? 12 : 40;
    for (let turn = 0; turn < turns; turn++) {
      for (let i = 0; i < spots.length; i++) {
        for (let j = i + 1; j < spots.length; j++) push(spots[i], spots[j], radius);
      }
      for (const spot of spots) {
        const [dx, dy] = [spot.x - spot.spotX, spot.y - spot.spotY];
        const keep = Math.min(0.96, MAX_SHIFT / (Math.hypot(dx, dy) || 1));
        spot.x = spot.spotX + dx * keep;
        spot.y = spot.spotY + dy * keep;
      }
    }
    for (const spot of spots) spot.isMoved = Math.hypot(spot.x - spot.spotX, spot.y - spot.spotY) > 5;
  };
})(window.incidentMap);
