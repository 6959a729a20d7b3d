// Incidents, crossings and mentions on one canvas: areas, circles of uncertainty, arrows, symbols, names.
(function (im) {
  "use strict";

  const BASE_RADIUS = 7.5;
  const MAX_RADIUS = 19;
  const SPREAD_LIMIT = 24; // more at one spot stay stacked under a count
  const DETAIL_LIMIT = 600; // with more on screen, circles, arrows and names of places would hide the symbols
  const DENSE_LIMIT = 4000; // with more on screen, one symbol a cell of 3 pixels is what the eye can tell apart
  const NAMES_FROM_ZOOM = 5;
  const HIT_PIXELS = 5;
  const MAX_SHIFT = 42; // pixels that a symbol may stand away from its spot
  const ARROW_PIXELS = 190;

  // Area, not radius, grows with the number killed.
  im.symbolRadius = (killed) => (killed > 0 ? Math.min(MAX_RADIUS, BASE_RADIUS + 1.9 * Math.sqrt(killed)) : BASE_RADIUS);

  im.isCoarse = (precision) => !["exact", "place"].includes(precision);

  const patterns = new Map();
  function hatch(context, colour) {
    if (!patterns.has(colour)) {
      const tile = document.createElement("canvas");
      tile.width = tile.height = 9;
      const pen = tile.getContext("2d");
      pen.fillStyle = colour + "16";
      pen.fillRect(0, 0, 9, 9);
      pen.strokeStyle = colour + "70";
      pen.lineWidth = 1.1;
      for (const shift of [-9, 0, 9]) {
        pen.beginPath();
        pen.moveTo(shift, 9);
        pen.lineTo(shift + 9, 0);
        pen.stroke();
      }
      patterns.set(colour, context.createPattern(tile, "repeat"));
    }
    return patterns.get(colour);
  }

  im.IncidentLayer = class {
    constructor(map, base, config) {
      this.map = map;
      this.base = base;
      this.config = config;
      this.show = { incidents: true, extent: true, arrows: true, crossings: true, mentions: false };
      this.range = null;
      this.selected = null;
      this.hits = [];
      this.load({ incidents: { id: [] }, crossings: [], mentions: [] });
      map.createPane("incident-symbols").style.zIndex = 450;
      this.layer = new im.CanvasLayer((context, view, ratio) => this.paint(context, view, ratio), { pane: "incident-symbols" }).addTo(map);
    }

    load({ incidents, crossings, mentions }) {
      this.data = incidents;
      const count = incidents.id.length;
      const x = new Float64Array(count);
      const y = new Float64Array(count);
      for (let i = 0; i < count; i++) [x[i], y[i]] = im.project(incidents.lat[i], incidents.lon[i]);
      this.x = x;
      this.y = y;
      this.first = Int32Array.from(incidents.first || []);
      this.last = Int32Array.from(incidents.last || []);
      this.radius = Float32Array.from(incidents.killed || [], im.symbolRadius);
      this.arrows = new Map();
      // Names of countries keep clear of every incident, shown or not: they must not jump while time plays.
      this.base.obstacles = [x, y];
      const placed = (thing) => ({ ...thing, unit: im.project(thing.lat, thing.lon) });
      this.crossings = crossings.map(placed);
      this.mentions = mentions.map(placed);
      this.findShown();
    }

    // Which incidents have a day in the range; both its ends are days and inclusive.
    findShown() {
      const shown = new Int32Array(this.x.length);
      let count = 0;
      const [since, until] = this.range || [-Infinity, Infinity];
      for (let i = 0; i < shown.length; i++) if (this.first[i] <= until && this.last[i] >= since) shown[count++] = i;
      this.shown = shown.subarray(0, count);
    }

    setRange(range) {
      this.range = range;
      this.findShown();
      this.layer.draw();
    }

    select(id) {
      this.selected = id;
      this.layer.draw();
    }

    look(i) {
      const type = this.config.types[this.data.type[i]];
      const group = this.config.groups[type.group];
      const status = this.data.status[i];
      return {
        shape: group.shape, mark: type.mark, colour: group.colour, outline: this.config.outline,
        coarse: im.isCoarse(this.data.precision[i]), half: status === "claimed",
        faint: status !== "happened" && status !== "claimed",
        ring: group.has_toll && this.data.killed[i] === null,
        halo: this.data.id[i] === this.selected ? im.palette.label : "",
      };
    }

    paint(context, view, ratio) {
      this.hits = [];
      const visible = this.show.incidents ? this.visible(view) : [];
      const detailed = visible.length <= DETAIL_LIMIT;
      if (this.show.extent && detailed) this.paintExtents(context, view);
      if (this.show.crossings) this.paintCrossings(context, view, ratio);
      if (this.show.mentions) this.paintMentions(context, view, ratio);
      const stacks = this.spread(visible);
      if (this.show.arrows && detailed) for (const spot of stacks) this.paintArrow(context, view, spot);
      this.paintLeaders(context, stacks);
      for (const spot of stacks) this.paintSymbol(context, spot, ratio);
      if (detailed && view.zoom >= NAMES_FROM_ZOOM) this.paintNames(context, stacks);
      this.drawn = visible.length;
    }

    visible(view) {
      const margin = 30;
      const dense = this.shown.length > DENSE_LIMIT;
      const taken = dense ? new Uint8Array(Math.ceil((view.width + 2 * margin) / 3) * Math.ceil((view.height + 2 * margin) / 3)) : null;
      const columns = Math.ceil((view.width + 2 * margin) / 3);
      const found = [];
      for (const i of this.shown) {
        const x = this.x[i] * view.scale - view.left;
        const y = this.y[i] * view.scale - view.top;
        if (x < -margin || y < -margin || x >= view.width + margin || y >= view.height + margin) continue;
        if (dense) {
          const cell = Math.floor((y + margin) / 3) * columns + Math.floor((x + margin) / 3);
          if (taken[cell]) continue;
          taken[cell] = 1;
        }
        found.push({ i, x, y, spotX: x, spotY: y });
      }
      return found;
    }

    // Symbols that would lie on each other move apart, each tied to its spot by a line.
    spread(visible) {
      const bySpot = new Map();
      for (const spot of visible) {
        const key = Math.round(spot.x / 3) + "," + Math.round(spot.y / 3);
        if (bySpot.has(key)) bySpot.get(key).push(spot);
        else bySpot.set(key, [spot]);
      }
      const placed = [];
      for (const stack of bySpot.values()) {
        const isPile = stack.length > SPREAD_LIMIT || visible.length > DETAIL_LIMIT;
        if (isPile) stack[0].stack = stack.map((spot) => spot.i);
        placed.push(...(isPile ? stack.slice(0, 1) : stack));
      }
      // The largest lie lowest, so that they hide none.
      placed.sort((a, b) => this.radius[b.i] - this.radius[a.i] || a.i - b.i);
      if (visible.length <= DETAIL_LIMIT) this.moveApart(placed);
      return placed;
    }

    moveApart(spots) {
      // Spots at one place need a direction to part in; the golden angle gives each its own.
      spots.forEach((spot, at) => {
        spot.x += 0.5 * Math.cos(at * 2.4);
        spot.y += 0.5 * Math.sin(at * 2.4);
      });
      const turns = spots.length > 150 ? 12 : 40;
      for (let turn = 0; turn < turns; turn++) {
        for (let i = 0; i < spots.length; i++) {
          for (let j = i + 1; j < spots.length; j++) this.push(spots[i], spots[j]);
        }
        for (const spot of spots) {
          const [dx, dy] = [spot.x - spot.spotX, spot.y - spot.spotY];
          const reach = Math.hypot(dx, dy);
          const keep = Math.min(0.96, MAX_SHIFT / (reach || 1));
          spot.x = spot.spotX + dx * keep;
          spot.y = spot.spotY + dy * keep;
        }
      }
      for (const spot of spots) spot.isMoved = Math.hypot(spot.x - spot.spotX, spot.y - spot.spotY) > 5;
    }

    push(a, b) {
      const wanted = (this.radius[a.i] + this.radius[b.i]) * 1.12 + 3;
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

    paintExtents(context, view) {
      const areas = new Map();
      for (const i of this.shown) {
        const shape = this.base.area(this.data.precision[i], this.data.country[i], this.data.admin1[i]);
        const colour = this.look(i).colour;
        if (shape) areas.set(shape, areas.has(shape) && areas.get(shape) !== colour ? "#5d6b78" : colour);
        else this.paintCircle(context, view, i, colour);
      }
      for (const [shape, colour] of areas) im.drawArea(context, view, shape, { fill: hatch(context, colour), stroke: colour, width: 1.8 });
    }

    paintCircle(context, view, i, colour) {
      const radius = im.length(this.data.uncertainty[i] || 0, this.data.lat[i]) * view.scale;
      if (radius < this.radius[i] + 3 || radius > 4 * Math.max(view.width, view.height)) return;
      context.beginPath();
      context.arc(this.x[i] * view.scale - view.left, this.y[i] * view.scale - view.top, radius, 0, 2 * Math.PI);
      context.fillStyle = colour + "1f";
      context.fill();
      context.setLineDash([5, 4]);
      context.strokeStyle = colour;
      context.lineWidth = 1.5;
      context.stroke();
      context.setLineDash([]);
    }

    // The arrow starts inside the actor's country, at its point nearest to the place.
    arrowStart(i) {
      if (!this.arrows.has(i)) {
        const named = this.base.byName && this.base.byName.get(im.plainName(this.data.actor1[i]));
        const country = this.data.actor_country[i] || (named && named.properties.country);
        const shape = country && country !== this.data.country[i] && this.base.byCode && this.base.byCode.get(country);
        if (!shape) {
          if (this.base.byCode) this.arrows.set(i, null);
          return null;
        }
        let best = [0, 0, Infinity];
        for (let at = 0; at < shape.points.length; at += 2) {
          const distance = Math.hypot(shape.points[at] - this.x[i], shape.points[at + 1] - this.y[i]);
          if (distance < best[2]) best = [shape.points[at], shape.points[at + 1], distance];
        }
        // The start lies farther back by half, at least 90 km, so that the arrow is seen to cross the border.
        const reach = (best[2] + Math.max(best[2] / 2, im.length(90, this.data.lat[i]))) / (best[2] || 1);
        this.arrows.set(i, [this.x[i] + (best[0] - this.x[i]) * reach, this.y[i] + (best[1] - this.y[i]) * reach]);
      }
      return this.arrows.get(i);
    }

    paintArrow(context, view, spot) {
      const start = this.data.cross_border[spot.i] ? this.arrowStart(spot.i) : null;
      if (!start) return;
      let dx = start[0] * view.scale - view.left - spot.x;
      let dy = start[1] * view.scale - view.top - spot.y;
      const length = Math.hypot(dx, dy);
      const radius = this.radius[spot.i] * 1.3 + 4;
      if (length < radius + 14) return;
      const cut = Math.min(1, ARROW_PIXELS / length);
      dx *= cut;
      dy *= cut;
      const [ux, uy] = [dx / Math.hypot(dx, dy), dy / Math.hypot(dx, dy)];
      const tail = [spot.x + dx, spot.y + dy];
      const tip = [spot.x + ux * radius, spot.y + uy * radius];
      const bend = Math.hypot(dx, dy) * 0.16;
      const middle = [(tail[0] + tip[0]) / 2 - uy * bend, (tail[1] + tip[1]) / 2 + ux * bend];
      const angle = Math.atan2(tip[1] - middle[1], tip[0] - middle[0]);
      const neck = [tip[0] - 7 * Math.cos(angle), tip[1] - 7 * Math.sin(angle)];
      for (const [colour, width] of [["rgba(255,255,255,0.9)", 5], [this.config.arrow, 2.2]]) {
        context.strokeStyle = context.fillStyle = colour;
        context.lineWidth = width;
        context.lineCap = "round";
        context.beginPath();
        context.moveTo(...tail);
        context.quadraticCurveTo(...middle, ...neck);
        context.stroke();
        context.beginPath();
        context.arc(...tail, width === 5 ? 5 : 3.4, 0, 2 * Math.PI);
        context.fill();
        context.lineWidth = width === 5 ? 3 : 0.5;
        context.beginPath();
        for (const turn of [0, 2.62, -2.62]) {
          const reach = turn ? 11 : 0;
          context.lineTo(tip[0] + reach * Math.cos(angle + turn), tip[1] + reach * Math.sin(angle + turn));
        }
        context.closePath();
        context.stroke();
        context.fill();
      }
    }

    paintLeaders(context, stacks) {
      context.strokeStyle = context.fillStyle = im.palette.label;
      context.lineWidth = 1;
      for (const spot of stacks) {
        if (!spot.isMoved) continue;
        context.beginPath();
        context.moveTo(spot.spotX, spot.spotY);
        context.lineTo(spot.x, spot.y);
        context.stroke();
        context.beginPath();
        context.arc(spot.spotX, spot.spotY, 2, 0, 2 * Math.PI);
        context.fill();
      }
    }

    paintSymbol(context, spot, ratio) {
      const radius = this.radius[spot.i];
      const sprite = im.sprite(Math.round(radius * 2) / 2, this.look(spot.i), ratio);
      context.drawImage(sprite, spot.x - sprite.half, spot.y - sprite.half, 2 * sprite.half, 2 * sprite.half);
      for (const i of spot.stack || [spot.i]) this.hits.push({ kind: "incident", i, x: spot.x, y: spot.y, r: radius });
      if (!spot.stack || spot.stack.length < 2) return;
      context.font = "700 11px " + im.font;
      im.haloText(context, String(spot.stack.length), spot.x + radius + 3, spot.y - radius, im.palette.label, "left");
    }

    paintCrossings(context, view, ratio) {
      const day = this.range ? this.range[1] : Infinity;
      for (const crossing of this.crossings) {
        const x = crossing.unit[0] * view.scale - view.left;
        const y = crossing.unit[1] * view.scale - view.top;
        if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
        const symbol = this.config.crossings[im.crossingStatus(crossing, day).status];
        const radius = view.zoom < 5 ? 3 : 5;
        const sprite = im.sprite(radius, { ...symbol, outline: this.config.outline, halo: "" }, ratio);
        context.drawImage(sprite, x - sprite.half, y - sprite.half, 2 * sprite.half, 2 * sprite.half);
        this.hits.push({ kind: "crossing", crossing, x, y, r: radius });
      }
    }

    paintMentions(context, view, ratio) {
      for (const mention of this.mentions) {
        const x = mention.unit[0] * view.scale - view.left;
        const y = mention.unit[1] * view.scale - view.top;
        if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
        const sprite = im.sprite(4, { ...this.config.mention, outline: this.config.outline, halo: "" }, ratio);
        context.drawImage(sprite, x - sprite.half, y - sprite.half, 2 * sprite.half, 2 * sprite.half);
        this.hits.push({ kind: "mention", mention, x, y, r: 4 });
      }
    }

    // Names of places beside their symbols, where there is room; the selected one first.
    paintNames(context, stacks) {
      const taken = [...this.base.labelBoxes.map((box) => this.fromBase(box))];
      for (const spot of stacks) {
        const r = this.radius[spot.i] * 1.1;
        taken.push([spot.x - r, spot.y - r, spot.x + r, spot.y + r]);
      }
      context.font = "600 12px " + im.font;
      const isFirst = (spot) => (this.data.id[spot.i] === this.selected ? 0 : 1);
      const named = new Set();
      const put = (name, x, y, gap) => {
        const width = context.measureText(name).width;
        const places = [
          ["left", x + gap, y, [x + gap, y - 8, x + gap + width, y + 8]],
          ["right", x - gap, y, [x - gap - width, y - 8, x - gap, y + 8]],
          ["center", x, y + gap + 6, [x - width / 2, y + gap - 2, x + width / 2, y + gap + 14]],
          ["center", x, y - gap - 6, [x - width / 2, y - gap - 14, x + width / 2, y - gap + 2]],
        ];
        const free = places.find(([, , , box]) => !taken.some((other) => im.overlap(box, other)));
        if (!free) return;
        taken.push(free[3]);
        im.haloText(context, name, free[1], free[2], im.palette.label, free[0]);
      };
      for (const spot of [...stacks].sort((a, b) => isFirst(a) - isFirst(b))) {
        const name = this.data.place[spot.i];
        const key = name + Math.round(spot.spotX / 4) + "," + Math.round(spot.spotY / 4);
        if (!name || named.has(key)) continue;
        named.add(key);
        put(name, spot.x, spot.y, this.radius[spot.i] * 1.3 + 4);
      }
      context.font = "11px " + im.font;
      for (const { kind, x, y, crossing, mention } of this.hits) {
        if (kind === "crossing" && this.map.getZoom() >= 7) put(crossing.name, x, y, 9);
        if (kind === "mention") put(mention.name, x, y, 8);
      }
    }

    // The two canvases cover the same view, but may have been placed at different moments of a pan.
    fromBase(box) {
      const shift = this.base.layer._bounds.min.subtract(this.layer._bounds.min);
      return [box[0] + shift.x, box[1] + shift.y, box[2] + shift.x, box[3] + shift.y];
    }

    // Everything under a position in the map's container, nearest first.
    at(point) {
      const { x, y } = this.layer.toCanvas(point);
      const distance = (hit) => Math.hypot(hit.x - x, hit.y - y);
      return this.hits.filter((hit) => distance(hit) <= hit.r * 1.2 + HIT_PIXELS).sort((a, b) => distance(a) - distance(b));
    }
  };

  // The last report up to a day decides; without one nothing is known.
  im.crossingStatus = function (crossing, day) {
    let found = { status: "unknown", day: null };
    for (const [since, status] of crossing.history) if (since <= day) found = { status, day: since };
    return found;
  };
})(window.incidentMap);
