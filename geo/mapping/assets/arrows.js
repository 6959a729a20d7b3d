// Arrows from the country of the actor to the place of the incident.
(function (im) {
  "use strict";

  const MIN_PIXELS = 26;
  const MAX_BEND = 60; // pixels; a long arrow stays near the straight line
  const MIN_INSIDE_KM = 90;
  const NAME_STEP = 13; // pixels between the spots of an arrow that names keep clear of

  // The arrow starts inside the actor's country, behind its point nearest to the place (x, y on the unit square):
  // by half the distance, at least 90 km, so that it is seen to cross the border.
  im.arrowStart = function (country, x, y, lat) {
    let best = [0, 0, Infinity];
    for (let at = 0; at < country.points.length; at += 2) {
      const distance = Math.hypot(country.points[at] - x, country.points[at + 1] - y);
      if (distance < best[2]) best = [country.points[at], country.points[at + 1], distance];
    }
    const reach = (best[2] + Math.max(best[2] / 2, im.length(MIN_INSIDE_KM, lat))) / (best[2] || 1);
    return [x + (best[0] - x) * reach, y + (best[1] - y) * reach];
  };

  // From `start` on the unit square to the edge of the symbol at `spot`, `radius` pixels from its middle.
  // `isCovered` says of a pixel whether another symbol lies on it. Returns pixels along
  // its end, the head's first; none if it is not drawn.
  im.drawArrow = function (context, view, start, spot, { radius, isCovered }) {
    let dx = start[0] * view.scale - view.left - spot.x;
    let dy = start[1] * view.scale - view.top - spot.y;
    const length = Math.hypot(dx, dy) || 1;
    // On a small scale the arrow would start outside the actor's country.
    if (length < radius + 8) return [];
    // It starts where the actor's country is, however far; a near one is drawn long enough to be seen.
    const cut = Math.max(radius + MIN_PIXELS, length) / length;
    dx *= cut;
    dy *= cut;
    const [ux, uy] = [dx / Math.hypot(dx, dy), dy / Math.hypot(dx, dy)];
    const tail = [spot.x + dx, spot.y + dy];
    const tip = [spot.x + ux * radius, spot.y + uy * radius];
    const bend = Math.min(MAX_BEND, Math.hypot(dx, dy) * 0.16);
    const middle = [(tail[0] + tip[0]) / 2 - uy * bend, (tail[1] + tip[1]) / 2 + ux * bend];
    // Of a short one that others cover only scraps would be seen.
    if (Math.hypot(dx, dy) < radius + 2 * MIN_PIXELS && (isCovered(...tail) || isCovered(...middle))) return [];
    for (const [colour, width] of [[im.palette.halo, 5], [im.palette.arrow, 2.2]]) {
      context.strokeStyle = context.fillStyle = colour;
      drawOnce(context, { tail, middle, tip, width, isCasing: width === 5 });
    }
    const [ex, ey] = [middle[0] - tip[0], middle[1] - tip[1]];
    const step = NAME_STEP / (Math.hypot(ex, ey) || 1);
    return [0, 1, 2, 3, 4].map((at) => [tip[0] + at * step * ex, tip[1] + at * step * ey]);
  };

  function drawOnce(context, { tail, middle, tip, width, isCasing }) {
    const angle = Math.atan2(tip[1] - middle[1], tip[0] - middle[0]);
    context.lineWidth = width;
    context.lineCap = "round";
    context.beginPath();
    context.moveTo(...tail);
    context.quadraticCurveTo(...middle, tip[0] - 7 * Math.cos(angle), tip[1] - 7 * Math.sin(angle));
    context.stroke();
    context.beginPath();
    context.arc(...tail, isCasing ? 5 : 3.4, 0, 2 * Math.PI);
    context.fill();
    context.lineWidth = isCasing ? 3 : 0.5;
    context.beginPath();
    for (const turn of [0, 2.62, -2.62]) {
      const reach = turn ? 11 : 0;
      context.lineTo(tip[0] + reach * Math.cos(angle + turn), tip[1] + reach * Math.sin(angle + turn));
    }
    context.closePath();
    context.stroke();
    context.fill();
  }
})(window.incidentMap);
