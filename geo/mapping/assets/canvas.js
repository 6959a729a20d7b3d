// One canvas that covers the view, and the projection and symbol shapes that are drawn on it.
window.incidentMap = window.incidentMap || {};
(function (im) {
  "use strict";

  const EQUATOR_KM = 40075.017;
  const MAX_LATITUDE = 85.0511;

  // Web Mercator on the unit square: x grows to the east, y to the south.
  im.project = function (lat, lon) {
    const sine = Math.sin((Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat)) * Math.PI) / 180);
    return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
  };

  im.unproject = function (x, y) {
    return [(Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI, (x - 0.5) * 360];
  };

  // Ground kilometres as a length on the unit square at a latitude.
  im.length = function (km, lat) {
    return km / (EQUATOR_KM * Math.max(0.01, Math.cos((lat * Math.PI) / 180)));
  };

  // L.Renderer moves and scales its container during pans and zooms; only what is on it is ours.
  im.CanvasLayer = L.Renderer.extend({
    options: { padding: 0.15 },

    initialize: function (paint, options) {
      this._paint = paint;
      L.Renderer.prototype.initialize.call(this, options);
    },

    _initContainer: function () {
      this._container = document.createElement("canvas");
      this._container.setAttribute("aria-hidden", "true");
    },

    _destroyContainer: function () {
      this._container.remove();
      this._container = null;
    },

    _update: function () {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      const canvas = this._container;
      L.DomUtil.setPosition(canvas, this._bounds.min);
      if (canvas.width !== size.x * ratio || canvas.height !== size.y * ratio) {
        canvas.width = size.x * ratio;
        canvas.height = size.y * ratio;
        canvas.style.width = size.x + "px";
        canvas.style.height = size.y + "px";
      }
      this.draw();
    },

    // Where the canvas lies: pixel = unit * scale - (left, top).
    view: function () {
      const origin = this._map.getPixelOrigin().add(this._bounds.min);
      const size = this._bounds.getSize();
      const zoom = this._map.getZoom();
      const scale = 256 * Math.pow(2, zoom);
      return { scale, zoom, left: origin.x, top: origin.y, width: size.x, height: size.y };
    },

    // From a position in the map's container to one on the canvas.
    toCanvas: function (point) {
      return this._map.containerPointToLayerPoint(point).subtract(this._bounds.min);
    },

    draw: function () {
      if (!this._map || !this._bounds) return;
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      const context = this._container.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, this._container.width, this._container.height);
      this._paint(context, this.view(), ratio);
    },
  });

  function polygon(path, radius, corners, turn) {
    for (let i = 0; i < corners; i++) {
      const angle = turn + (i * 2 * Math.PI) / corners;
      path.lineTo(radius * Math.cos(angle), radius * Math.sin(angle));
    }
    path.closePath();
  }

  // Outlines around (0, 0); radii are balanced so that all shapes weigh about the same.
  const SHAPES = {
    circle: (path, r) => path.arc(0, 0, r * 0.92, 0, 2 * Math.PI),
    ring: (path, r) => path.arc(0, 0, r * 0.92, 0, 2 * Math.PI),
    diamond: (path, r) => polygon(path, r * 1.22, 4, 0),
    square: (path, r) => path.rect(-r * 0.86, -r * 0.86, r * 1.72, r * 1.72),
    hexagon: (path, r) => polygon(path, r * 1.08, 6, 0),
    pentagon: (path, r) => polygon(path, r * 1.1, 5, -Math.PI / 2),
    gate: (path, r) => path.rect(-r * 1.15, -r * 0.6, r * 2.3, r * 1.2),
    chevron: (path, r) => {
      for (const [x, y] of [[-1.1, -1], [0.2, -1], [1.25, 0], [0.2, 1], [-1.1, 1], [-0.35, 0]]) path.lineTo(x * r, y * r);
      path.closePath();
    },
    burst: (path, r) => {
      for (let i = 0; i < 16; i++) {
        const angle = (i * Math.PI) / 8 - Math.PI / 2;
        const reach = i % 2 ? r * 0.74 : r * 1.3;
        path.lineTo(reach * Math.cos(angle), reach * Math.sin(angle));
      }
      path.closePath();
    },
  };

  function drawMark(context, mark, r, colour) {
    context.strokeStyle = context.fillStyle = colour;
    context.lineWidth = Math.max(1.6, r * 0.28);
    context.lineCap = "round";
    context.beginPath();
    if (mark === "dot") {
      context.arc(0, 0, Math.max(1.7, r * 0.32), 0, 2 * Math.PI);
      context.fill();
      return;
    }
    const reach = r * 0.48;
    if (mark === "bar" || mark === "plus") {
      context.moveTo(-reach, 0);
      context.lineTo(reach, 0);
    }
    if (mark === "plus") {
      context.moveTo(0, -reach);
      context.lineTo(0, reach);
    }
    if (mark === "slash") {
      context.moveTo(-reach * 0.8, reach * 0.8);
      context.lineTo(reach * 0.8, -reach * 0.8);
    }
    context.stroke();
  }

  // One symbol around (0, 0). `look`: shape, mark, colour, outline, and the flags coarse (an area, drawn
  // hollow), half (claimed, half filled), faint (not a fact); ring (toll unknown) and halo (selected) are colours.
  im.drawSymbol = function (context, r, look) {
    const path = new Path2D();
    SHAPES[look.shape](path, r);
    if (look.halo) {
      context.beginPath();
      context.arc(0, 0, r * 1.3 + 5, 0, 2 * Math.PI);
      context.strokeStyle = look.halo;
      context.lineWidth = 3;
      context.stroke();
    }
    // The casing keeps symbols apart where they touch.
    context.setLineDash([]);
    context.lineJoin = "round";
    context.strokeStyle = look.casing;
    context.lineWidth = Math.min(4, 0.75 * r);
    context.stroke(path);
    context.fillStyle = look.coarse ? "#ffffff" : look.faint ? "#d5dae0" : look.colour;
    context.fill(path);
    if (look.half && !look.coarse) {
      context.save();
      context.clip(path);
      context.fillStyle = "#ffffff";
      context.fillRect(0, -2 * r, 2 * r, 4 * r);
      context.restore();
    }
    context.setLineDash(look.faint ? [2.5, 2] : []);
    context.strokeStyle = look.coarse && !look.faint ? look.colour : look.outline;
    context.lineWidth = look.coarse ? 2.6 : 1.4;
    context.stroke(path);
    context.setLineDash([]);
    if (look.coarse) {
      context.strokeStyle = look.outline;
      context.lineWidth = 0.8;
      context.stroke(path);
    }
    if (look.mark && look.mark !== "none") drawMark(context, look.mark, r, look.outline);
    if (look.ring) {
      context.beginPath();
      context.arc(0, 0, r * 1.3 + 2.5, 0, 2 * Math.PI);
      context.setLineDash([1.5, 2.5]);
      context.strokeStyle = look.ring;
      context.lineWidth = 1.3;
      context.stroke();
      context.setLineDash([]);
    }
  };

  // On whole pixels a copy needs no smoothing, which takes most of its time.
  im.drawSprite = function (context, sprite, x, y, ratio) {
    const whole = (value) => Math.round((value - sprite.half) * ratio) / ratio;
    context.drawImage(sprite, whole(x), whole(y), 2 * sprite.half, 2 * sprite.half);
  };

  // A symbol drawn once and then copied: ten times faster than its path for thousands of points.
  const sprites = new Map();
  im.sprite = function (r, look, ratio) {
    const key = [r, ratio, look.shape, look.mark, look.colour, look.coarse, look.half, look.faint, look.ring, look.halo, look.outline, look.casing].join();
    let sprite = sprites.get(key);
    if (!sprite) {
      // No larger than what is on it: with thousands on the map, copying its empty edge is what takes the time.
      const half = Math.ceil(r * 1.3 + (look.halo ? 7 : look.ring ? 4 : 2.5));
      sprite = document.createElement("canvas");
      sprite.width = sprite.height = 2 * half * ratio;
      const context = sprite.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, half * ratio, half * ratio);
      im.drawSymbol(context, r, look);
      sprite.half = half;
      sprites.set(key, sprite);
    }
    return sprite;
  };

  im.element = function (tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined && text !== null) node.textContent = text;
    return node;
  };
})(window.incidentMap);
