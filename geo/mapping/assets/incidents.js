// Incidents, crossings and mentions on one canvas: areas, circles of uncertainty, arrows, symbols, names.
(function (im) {
  "use strict";

  const BASE_RADIUS = 7.5;
  const MAX_RADIUS = 19;
  const SPREAD_LIMIT = 24; // more at one spot stay stacked under a count
  const DETAIL_LIMIT = 600; // with more on screen, circles, arrows and names of places would hide the symbols
  // With more of them, one symbol a cell of 3 pixels, or of 6, is all that the eye can tell apart.
  const DENSE_LIMIT = 4000;
  const VERY_DENSE_LIMIT = 40000;
  const NAMES_FROM_ZOOM = 4;
  const CROSSINGS_LARGE_FROM_ZOOM = 7;
  im.allCrossingsFromZoom = 6; // those of which no report tells would cover a map of several countries
  const HIT_PIXELS = 5;

  // Area, not radius, grows with the number killed.
  im.symbolRadius = (killed) => (killed > 0 ? Math.min(MAX_RADIUS, BASE_RADIUS + 1.9 * Math.sqrt(killed)) : BASE_RADIUS);

  im.isCoarse = (precision) => !["exact", "place"].includes(precision);

  im.IncidentLayer = class {
    constructor(map, base, config) {
      this.map = map;
      this.base = base;
      this.config = config;
      this.show = { incidents: true, extent: true, arrows: true, crossings: true, mentions: false };
      this.range = null;
      this.known = Infinity; // the day as known at; Infinity for now
      this.mask = null;
      this.cells = null;
      this.selected = null;
      this.hits = [];
      const none = { id: [], type: [], status: [], precision: [], killed: [] };
      this.load({ incidents: none, crossings: [], mentions: [] });
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
      // Known from that day on, and until the day before the other; both are open where a file knows none.
      this.knownFrom = Float64Array.from(incidents.known_from || incidents.id, (day) => (typeof day === "number" ? day : -Infinity));
      this.knownUntil = Float64Array.from(incidents.known_until || incidents.id, (day) => (typeof day === "number" ? day : Infinity));
      this.radius = Float32Array.from(incidents.killed || [], im.symbolRadius);
      this.loadLooks();
      this.arrows = new Map();
      // Names of countries keep clear of every incident, shown or not: they must not jump while time plays.
      this.base.obstacles = [x, y];
      const placed = (thing) => ({ ...thing, unit: im.project(thing.lat, thing.lon) });
      this.crossings = crossings.map(placed);
      this.mentions = mentions.map(placed);
      this.findPassing();
    }

    // What the legend asks of every incident, worked out once.
    loadLooks() {
      const { type, status, precision, killed } = this.data;
      const each = (test) => Uint8Array.from(this.data.id, (_, i) => test(i));
      const types = Object.keys(this.config.types);
      this.sprites = new Map();
      this.is = {
        coarse: each((i) => im.isCoarse(precision[i])),
        half: each((i) => status[i] === "claimed"),
        faint: each((i) => status[i] !== "happened" && status[i] !== "claimed"),
        ring: each((i) => this.config.groups[this.config.types[type[i]].group].has_toll && killed[i] === null),
      };
      const { coarse, half, faint, ring } = this.is;
      const looks = (i) => coarse[i] * 8 + half[i] * 4 + faint[i] * 2 + ring[i];
      this.is.kind = Uint16Array.from(this.data.id, (_, i) => types.indexOf(type[i]) * 16 + looks(i));
    }

    // Which rows the page's filter lets pass: one bit each, the lowest bit of a byte first; null for all.
    setMask(mask) {
      this.mask = mask;
      this.findPassing();
    }

    setKnown(day) {
      this.known = day;
      this.findPassing();
    }

    isPassing(i) {
      if (this.mask && !((this.mask[i >> 3] >> (i & 7)) & 1)) return false;
      return this.knownFrom[i] <= this.known && (this.known < this.knownUntil[i] || this.knownUntil[i] === Infinity);
    }

    // What passes the filter as known on the day.
    findPassing() {
      const passing = new Int32Array(this.x.length);
      let count = 0;
      this.latest = 0;
      for (let i = 0; i < passing.length; i++) {
        if (!this.isPassing(i)) continue;
        passing[count++] = i;
        if (this.last[i] > this.latest) this.latest = this.last[i];
      }
      this.passing = passing.subarray(0, count);
      this.findShown();
    }

    // Of it what has a day in the range, both ends inclusive; this is asked for each picture while time plays.
    findShown() {
      const [since, until] = this.range || [-Infinity, Infinity];
      const shown = new Int32Array(this.passing.length);
      let count = 0;
      for (const i of this.passing) if (this.first[i] <= until && this.last[i] >= since) shown[count++] = i;
      this.shown = shown.subarray(0, count);
    }

    // The row that stands for an incident now, or -1.
    rowOf(id) {
      const found = this.passing.find((i) => this.data.id[i] === id);
      return found === undefined ? -1 : found;
    }

    // Nobody asks how many were killed in talks, unless a report says so.
    killedInWords(i) {
      const words = im.tollInWords(this.data.killed[i], this.data.killed_high[i]);
      return words === "unknown" && !this.config.groups[this.config.types[this.data.type[i]].group].has_toll ? "" : words;
    }

    // Whether a report of the day as known at told of it first or changed what is known.
    isFresh(i) {
      return this.known !== Infinity && this.knownFrom[i] === this.known;
    }

    // The day for which crossings are shown: the end of the range, or of all that is known.
    lastDay() {
      return this.range ? this.range[1] : this.latest;
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
      return {
        shape: group.shape, mark: type.mark, colour: group.colour, outline: this.config.outline, casing: im.palette.casing,
        coarse: this.is.coarse[i], half: this.is.half[i], faint: this.is.faint[i],
        ring: this.is.ring[i] ? im.palette.label : "",
        halo: this.data.id[i] === this.selected ? im.palette.label : "",
      };
    }

    // Counts by cell in place of incidents, or null.
    setCells(cells) {
      this.cells = cells;
    }

    paintCells(context, view, ratio) {
      if (this.show.crossings) this.paintCrossings(context, view, ratio);
      if (!this.show.incidents) return;
      const spots = im.cellSpots(this.cells, view);
      for (const spot of spots) im.drawCell(context, this.cells, spot, this.config.groups);
      this.hits.push(...spots);
    }

    paint(context, view, ratio) {
      this.hits = [];
      if (this.cells) {
        this.paintCells(context, view, ratio);
        return;
      }
      const visible = this.show.incidents ? this.visible(view) : [];
      const detailed = visible.length <= DETAIL_LIMIT;
      if (this.show.extent && detailed) this.paintExtents(context, view, visible);
      if (this.show.crossings) this.paintCrossings(context, view, ratio);
      if (this.show.mentions) this.paintMentions(context, view, ratio);
      const stacks = this.spread(visible);
      // Below all symbols, for the ring of one would cut into its neighbours.
      if (this.known !== Infinity) for (const spot of stacks) this.paintFresh(context, spot);
      const arrows = this.show.arrows && detailed ? stacks.flatMap((spot) => this.paintArrow(context, view, spot, stacks)) : [];
      this.paintLeaders(context, stacks);
      for (const spot of stacks) this.paintSymbol(context, spot, ratio);
      if (detailed && view.zoom >= NAMES_FROM_ZOOM) im.paintNames(context, this, stacks, arrows);
      this.drawn = visible.length;
    }

    visible(view) {
      const margin = 30;
      const cell = this.shown.length > VERY_DENSE_LIMIT ? 6 : this.shown.length > DENSE_LIMIT ? 3 : 0;
      const columns = cell ? Math.ceil((view.width + 2 * margin) / cell) : 0;
      const taken = cell ? new Uint8Array(columns * Math.ceil((view.height + 2 * margin) / cell)) : null;
      const found = [];
      for (const i of this.shown) {
        const x = this.x[i] * view.scale - view.left;
        const y = this.y[i] * view.scale - view.top;
        if (x < -margin || y < -margin || x >= view.width + margin || y >= view.height + margin) continue;
        if (cell) {
          const at = Math.floor((y + margin) / cell) * columns + Math.floor((x + margin) / cell);
          if (taken[at]) continue;
          taken[at] = 1;
        }
        found.push({ kind: "incident", i, x, y, spotX: x, spotY: y, r: this.radius[i] });
      }
      return found;
    }

    // Symbols that would lie on each other move apart, each tied to its spot by a line.
    spread(visible) {
      if (this.shown.length > DENSE_LIMIT) return visible;
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
      if (visible.length <= DETAIL_LIMIT) im.moveApart(placed, this.radius);
      return placed;
    }

    paintExtents(context, view, visible) {
      const areas = new Map();
      // An area may be seen while its symbol is not; with very many incidents only those in view are looked at.
      const candidates = this.shown.length <= DENSE_LIMIT ? this.shown : visible.map((spot) => spot.i);
      for (const i of candidates) {
        const shape = this.base.area(this.data.precision[i], this.data.country[i], this.data.admin1[i]);
        const colour = this.look(i).colour;
        if (shape) areas.set(shape, [areas.has(shape) && areas.get(shape)[0] !== colour ? im.palette.mixed : colour, this.data.precision[i]]);
        else this.paintCircle(context, view, i, colour);
      }
      const isCountry = ([, [, precision]]) => (precision === "country" ? 0 : 1);
      for (const [shape, [colour, precision]] of [...areas].sort((a, b) => isCountry(a) - isCountry(b))) {
        im.drawArea(context, view, shape, { fill: im.hatch(context, colour, precision), stroke: colour, width: precision === "country" ? 1.3 : 1.8 });
      }
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

    // Returns pixels along the end of the arrow; none where none is drawn.
    paintArrow(context, view, spot, stacks) {
      const { i } = spot;
      if (!this.data.cross_border[i]) return [];
      if (!this.arrows.has(i)) {
        const named = this.base.byName && this.base.byName.get(im.plainName(this.data.actor1[i]));
        const country = this.data.actor_country[i] || (named && named.properties.country);
        const shape = country && country !== this.data.country[i] && this.base.byCode && this.base.byCode.get(country);
        this.arrows.set(i, shape ? im.arrowStart(shape, this.x[i], this.y[i], this.data.lat[i]) : null);
      }
      const start = this.arrows.get(i);
      const isCovered = (x, y) => stacks.some((other) => other !== spot && Math.hypot(other.x - x, other.y - y) < this.radius[other.i] * 1.2);
      return start ? im.drawArrow(context, view, start, spot, { radius: this.radius[i] * 1.3 + 4, isCovered }) : [];
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
      const sprite = this.spriteOf(spot.i, ratio);
      im.drawSprite(context, sprite, spot.x, spot.y, ratio);
      this.hits.push(spot);
      if (!spot.stack || spot.stack.length < 2) return;
      for (const i of spot.stack) if (i !== spot.i) this.hits.push({ kind: "incident", i, x: spot.x, y: spot.y, r: radius });
      context.font = "700 11px " + im.font;
      im.haloText(context, String(spot.stack.length), spot.x + radius + 3, spot.y - radius, im.palette.label, "left");
    }

    paintFresh(context, spot) {
      if (!(spot.stack || [spot.i]).some((i) => this.isFresh(i))) return;
      for (const [colour, width] of [[im.palette.halo, 5], [im.palette.fresh, 2.5]]) {
        context.beginPath();
        context.arc(spot.x, spot.y, this.radius[spot.i] * 1.3 + 7, 0, 2 * Math.PI);
        context.strokeStyle = colour;
        context.lineWidth = width;
        context.stroke();
      }
    }

    plain() {
      return { outline: this.config.outline, casing: im.palette.casing, halo: "" };
    }

    // Found by a number, because to describe a look takes longer than to copy its sprite.
    spriteOf(i, ratio) {
      const isSelected = this.data.id[i] === this.selected ? 1 : 0;
      const size = Math.round(this.radius[i] * (this.shown.length > DENSE_LIMIT ? 1.1 : 2));
      const key = ((this.is.kind[i] * 2 + isSelected) * 64 + size) * 4 + ratio;
      if (!this.sprites.has(key)) this.sprites.set(key, im.sprite(size / 2, this.look(i), ratio));
      return this.sprites.get(key);
    }

    paintCrossings(context, view, ratio) {
      for (const crossing of this.crossings) {
        const x = crossing.unit[0] * view.scale - view.left;
        const y = crossing.unit[1] * view.scale - view.top;
        if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
        const { status } = im.crossingStatus(crossing, this.lastDay());
        if (status === "unknown" && view.zoom < im.allCrossingsFromZoom) continue;
        const symbol = this.config.crossings[status];
        const radius = view.zoom < CROSSINGS_LARGE_FROM_ZOOM ? 3 : 5;
        const sprite = im.sprite(radius, { ...symbol, ...this.plain() }, ratio);
        im.drawSprite(context, sprite, x, y, ratio);
        this.hits.push({ kind: "crossing", crossing, x, y, r: radius });
      }
    }

    paintMentions(context, view, ratio) {
      for (const mention of this.mentions) {
        const x = mention.unit[0] * view.scale - view.left;
        const y = mention.unit[1] * view.scale - view.top;
        if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
        const sprite = im.sprite(4, { ...this.config.mention, ...this.plain() }, ratio);
        im.drawSprite(context, sprite, x, y, ratio);
        this.hits.push({ kind: "mention", mention, x, y, r: 4 });
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

  // Status and reason on a day; outside the periods that reports tell of nobody knows. `last` is the latest period.
  im.crossingStatus = function (crossing, day) {
    const last = crossing.history.filter(([first]) => first <= day).pop();
    return { status: last && day <= last[1] ? last[2] : "unknown", last };
  };
})(window.incidentMap);
