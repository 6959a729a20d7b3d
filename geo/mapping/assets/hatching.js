// The pattern of an area in which an incident was somewhere.
(function (im) {
  "use strict";

  // The larger the area, the fainter its hatching: a whole country says least about where something was.
  const HATCHES = { country: { step: 15, fill: "08", line: "38" }, rest: { step: 9, fill: "16", line: "70" } };
  const patterns = new Map();
  im.hatch = function (context, colour, precision) {
    const { step, fill, line } = HATCHES[precision] || HATCHES.rest;
    const key = colour + step;
    if (!patterns.has(key)) {
      const tile = document.createElement("canvas");
      tile.width = tile.height = step;
      const pen = tile.getContext("2d");
      pen.fillStyle = colour + fill;
      pen.fillRect(0, 0, step, step);
      pen.strokeStyle = colour + line;
      pen.lineWidth = 1.1;
      for (const shift of [-step, 0, step]) {
        pen.beginPath();
        pen.moveTo(shift, step);
        pen.lineTo(shift + step, 0);
        pen.stroke();
      }
      patterns.set(key, context.createPattern(tile, "repeat"));
    }
    return patterns.get(key);
  };
})(window.incidentMap);
