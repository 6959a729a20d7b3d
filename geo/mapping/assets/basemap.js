// Land, provinces, borders and their names, drawn from GeoJSON on one canvas below everything else.
(function (im) {
  "use strict";

  const PROVINCES_FROM_ZOOM = 5;
  const PROVINCE_NAMES_FROM_ZOOM = 6;
  const MAX_OBSTACLES = 300;
  // Samples across the view when a large area's own label point lies outside it.
  const SAMPLES = 12;

  const PALETTES = {
    light: {
      sea: "#dfe8ee", land: "#f7f5f0", province: "#cfc9bd", border: "#8d8577", disputed: "#8d8577", coast: "#b5bfc6",
      country: "#5b554a", provinceName: "#6c6558", halo: "rgba(247,245,240,0.92)", label: "#1d242b", casing: "#ffffff", paper: "#ffffff", arrow: "#7a1f5c", fresh: "#0b6e99", mixed: "#5d6b78",
    },
    dark: {
      sea: "#17202a", land: "#28323d", province: "#3f4b58", border: "#8796a5", disputed: "#8796a5", coast: "#4a5866",
      country: "#c3ccd5", provinceName: "#a3afbb", halo: "rgba(32,41,50,0.92)", label: "#f2f5f8", casing: "#f2f5f8", paper: "#1b232c", arrow: "#f2a6d2", fresh: "#7cc4dc", mixed: "#93a1af",
    },
  };
  im.palette = PALETTES.light;

  im.plainName = function (name) {
    return (name || "").normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z]+/g, "");
  };

  function ringsOf(geometry) {
    if (!geometry) return [];
    const { type, coordinates } = geometry;
    if (type === "Polygon" || type === "MultiLineString") return coordinates;
    if (type === "MultiPolygon") return coordinates.flat();
    return type === "LineString" ? [coordinates] : [];
  }

  const scratch = document.createElement("canvas").getContext("2d");

  function areaAndCentre(ring) {
    let [area, x, y] = [0, 0, 0];
    for (let at = 0; at + 3 < ring.length; at += 2) {
      const cross = ring[at] * ring[at + 3] - ring[at + 2] * ring[at + 1];
      area += cross;
      x += (ring[at] + ring[at + 2]) * cross;
      y += (ring[at + 1] + ring[at + 3]) * cross;
    }
    return { area: Math.abs(area), centre: area ? [x / (3 * area), y / (3 * area)] : [ring[0], ring[1]] };
  }

  // Where a name stands: the centre of the largest part, or the point inside that lies nearest to it.
  function labelPoint(path, rings) {
    if (!rings.length) return null;
    const { centre } = rings.map(areaAndCentre).reduce((best, ring) => (ring.area > best.area ? ring : best));
    const inside = (x, y) => scratch.isPointInPath(path, x, y, "evenodd");
    if (inside(...centre)) return centre;
    const largest = rings.reduce((best, ring) => (areaAndCentre(ring).area > areaAndCentre(best).area ? ring : best));
    const xs = largest.filter((_, at) => at % 2 === 0);
    const ys = largest.filter((_, at) => at % 2 === 1);
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    const [wide, high] = [Math.max(...xs) - left, Math.max(...ys) - top];
    let best = [centre, Infinity];
    for (let i = 1; i < SAMPLES; i++) {
      for (let j = 1; j < SAMPLES; j++) {
        const spot = [left + (wide * i) / SAMPLES, top + (high * j) / SAMPLES];
        const distance = Math.hypot(spot[0] - centre[0], spot[1] - centre[1]);
        if (distance < best[1] && inside(...spot)) best = [spot, distance];
      }
    }
    return best[0];
  }

  function widthOf(ring) {
    let [west, east] = [Infinity, -Infinity];
    for (let at = 0; at < ring.length; at += 2) {
      if (ring[at] < west) west = ring[at];
      if (ring[at] > east) east = ring[at];
    }
    return east - west;
  }

  // A GeoJSON feature as a path on the unit square with its box; `points` serve searches for the nearest vertex.
  function shapeOf(feature) {
    const path = new Path2D();
    const points = [];
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    const closed = /Polygon/.test((feature.geometry || {}).type);
    const rings = [];
    for (const ring of ringsOf(feature.geometry)) {
      const flat = [];
      ring.forEach(([lon, lat], i) => {
        const [x, y] = im.project(lat, lon);
        if (i) path.lineTo(x, y);
        else path.moveTo(x, y);
        points.push(x, y);
        flat.push(x, y);
        box[0] = Math.min(box[0], x);
        box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x);
        box[3] = Math.max(box[3], y);
      });
      if (closed) path.closePath();
      rings.push(flat);
    }
    const label = closed ? labelPoint(path, rings) : null;
    // Of the widest part: scattered islands leave no room for a name between them.
    const room = Math.max(0, ...rings.map(widthOf));
    return { path, box, label, room, points: Float64Array.from(points), properties: feature.properties || {} };
  }

  im.BaseMap = class {
    constructor(map) {
      this.countries = [];
      this.provinces = [];
      this.borders = [];
      this.labelBoxes = [];
      this.obstacles = [[], []];
      this.show = { borders: true, names: true, tiles: false };
      map.createPane("incident-base").style.zIndex = 150;
      this.layer = new im.CanvasLayer((context, view) => this.paint(context, view), { pane: "incident-base" }).addTo(map);
    }

    add(kind, collection) {
      this[kind] = collection.features.map(shapeOf);
      if (kind === "countries") {
        this.byCode = new Map(this.countries.map((shape) => [shape.properties.country, shape]));
        this.byName = new Map(this.countries.map((shape) => [im.plainName(shape.properties.name), shape]));
      }
      if (kind === "provinces") {
        const key = ({ properties }) => properties.country + "|" + im.plainName(properties.name);
        this.provinceByName = new Map(this.provinces.map((shape) => [key(shape), shape]));
      }
      this.layer.draw();
    }

    // The polygon that stands for a coarse place, or undefined.
    area(precision, country, admin1) {
      if (precision === "country") return this.byCode && this.byCode.get(country);
      if (precision !== "admin1" || !this.provinceByName) return undefined;
      return this.provinceByName.get(country + "|" + im.plainName(admin1));
    }

    countryName(code) {
      const shape = this.byCode && this.byCode.get(code);
      return shape ? shape.properties.name : code;
    }

    paint(context, view) {
      const colours = im.palette;
      // Online pictures lie below, with land, sea and names of their own.
      if (this.show.tiles) {
        this.paintLines(context, view, (kind) => this[kind].filter((shape) => isVisible(shape, view)));
        this.labelBoxes = [];
        return;
      }
      context.fillStyle = colours.sea;
      context.fillRect(0, 0, view.width, view.height);
      const shapes = (kind) => this[kind].filter((shape) => isVisible(shape, view));
      const countries = shapes("countries");
      drawEach(context, view, countries, { fill: colours.land, stroke: colours.coast, width: 0.8 });
      // Disputed areas that belong to no country in the data are land all the same.
      const unassigned = this.provinces.filter((shape) => !shape.properties.country && isVisible(shape, view));
      drawEach(context, view, unassigned, { fill: colours.land, stroke: colours.disputed, width: 1, dash: [3, 3] });
      this.paintLines(context, view, shapes);
      this.labelBoxes = [];
      if (this.show.names) this.paintNames(context, view, countries);
    }

    paintLines(context, view, shapes) {
      const colours = im.palette;
      if (this.show.borders && view.zoom >= PROVINCES_FROM_ZOOM) {
        drawEach(context, view, shapes("provinces"), { stroke: colours.province, width: 0.8 });
      }
      const borders = this.show.borders ? shapes("borders") : [];
      const isDisputed = (shape) => Boolean(shape.properties.disputed);
      drawEach(context, view, borders.filter((shape) => !isDisputed(shape)), { stroke: colours.border, width: 1.5 });
      // The land colour below the dashes hides the coast and province lines that run along them.
      const disputed = borders.filter(isDisputed);
      if (!this.show.tiles) drawEach(context, view, disputed, { stroke: colours.land, width: 2.6 });
      drawEach(context, view, disputed, { stroke: colours.disputed, width: 1.6, dash: [6, 4] });
    }

    paintNames(context, view, countries) {
      const taken = Array.from(this.obstacles[0], (x, at) => {
        const [left, top] = [x * view.scale - view.left, this.obstacles[1][at] * view.scale - view.top];
        return [left - 9, top - 9, left + 9, top + 9];
      }).filter((box) => box[2] > 0 && box[3] > 0 && box[0] < view.width && box[1] < view.height).slice(0, MAX_OBSTACLES);
      const spread = (shape) => (shape.box[2] - shape.box[0]) * view.scale;
      const country = { font: "600 12px " + im.font, colour: im.palette.country, spacing: "1.5px", upper: true };
      for (const shape of [...countries].sort((a, b) => spread(b) - spread(a))) this.paintName(context, view, shape, country, taken);
      if (view.zoom < PROVINCE_NAMES_FROM_ZOOM) return;
      const province = { font: "italic 11px " + im.font, colour: im.palette.provinceName, spacing: "0.3px", upper: false };
      for (const shape of this.provinces) if (isVisible(shape, view)) this.paintName(context, view, shape, province, taken);
    }

    paintName(context, view, shape, style, taken) {
      let name = shape.properties.name;
      if (!name) return;
      if (style.upper) name = name.toUpperCase();
      context.font = style.font;
      if ("letterSpacing" in context) context.letterSpacing = style.spacing;
      const width = context.measureText(name).width;
      // A name wider than its country would be read as its neighbour's.
      const spot = width < shape.room * view.scale * 1.15 ? labelSpot(context, view, shape) : null;
      if (spot) {
        const boxAt = (y) => [spot[0] - width / 2 - 4, y - 8, spot[0] + width / 2 + 4, y + 8];
        const isFree = (y) => ![...this.labelBoxes, ...taken].some((other) => im.overlap(boxAt(y), other));
        const high = Math.min(70, ((shape.box[3] - shape.box[1]) * view.scale) / 4);
        const y = [0, -18, 18, -36, 36, -54, 54].filter((shift) => Math.abs(shift) <= high).map((shift) => spot[1] + shift).find(isFree);
        if (y !== undefined) {
          this.labelBoxes.push(boxAt(y));
          im.haloText(context, name, spot[0], y, style.colour, "center");
        }
      }
      if ("letterSpacing" in context) context.letterSpacing = "0px";
    }
  };

  im.setPalette = function (theme) {
    im.palette = PALETTES[theme] || PALETTES.light;
  };

  im.overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  im.font = '"Source Sans 3", "Source Sans Pro", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

  im.haloText = function (context, text, x, y, colour, align) {
    context.textAlign = align;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = im.palette.halo;
    context.strokeText(text, x, y);
    context.fillStyle = colour;
    context.fillText(text, x, y);
  };

  function isVisible({ box }, view) {
    const left = view.left / view.scale;
    const top = view.top / view.scale;
    return box[0] < left + view.width / view.scale && box[2] > left && box[1] < top + view.height / view.scale && box[3] > top;
  }

  function onUnitSquare(context, view, action) {
    context.save();
    context.translate(-view.left, -view.top);
    context.scale(view.scale, view.scale);
    action();
    context.restore();
  }

  function drawEach(context, view, shapes, { fill, stroke, width, dash = [] }) {
    onUnitSquare(context, view, () => {
      context.lineWidth = width / view.scale;
      context.lineJoin = "round";
      context.setLineDash(dash.map((length) => length / view.scale));
      for (const { path } of shapes) {
        if (fill) {
          context.fillStyle = fill;
          context.fill(path, "evenodd");
        }
        if (stroke) {
          context.strokeStyle = stroke;
          context.stroke(path);
        }
      }
    });
  }

  // Fill and outline one area; used for places known only as a province or country.
  im.drawArea = function (context, view, shape, { fill, stroke, width }) {
    if (!isVisible(shape, view)) return;
    onUnitSquare(context, view, () => {
      // The pattern of a fill is scaled with the path unless it is undone here.
      if (typeof fill !== "string") fill.setTransform(new DOMMatrix().scale(1 / view.scale));
      context.fillStyle = fill;
      context.fill(shape.path, "evenodd");
      context.lineWidth = width / view.scale;
      context.strokeStyle = stroke;
      context.stroke(shape.path);
    });
  };

  // The name goes to its own point, or to the middle of what is visible of the area.
  function labelSpot(context, view, shape) {
    const inner = [0.17 * view.width, 0.17 * view.height, 0.83 * view.width, 0.83 * view.height];
    if (shape.label) {
      const spot = [shape.label[0] * view.scale - view.left, shape.label[1] * view.scale - view.top];
      if (spot[0] > inner[0] && spot[0] < inner[2] && spot[1] > inner[1] && spot[1] < inner[3]) return spot;
    }
    const inside = [];
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    for (let i = 1; i < SAMPLES; i++) {
      for (let j = 1; j < SAMPLES; j++) {
        const x = inner[0] + ((inner[2] - inner[0]) * i) / SAMPLES;
        const y = inner[1] + ((inner[3] - inner[1]) * j) / SAMPLES;
        if (context.isPointInPath(shape.path, (x + view.left) / view.scale, (y + view.top) / view.scale, "evenodd")) inside.push([x, y]);
      }
    }
    context.restore();
    if (inside.length < 6) return null;
    const middle = [0, 1].map((axis) => inside.reduce((sum, spot) => sum + spot[axis], 0) / inside.length);
    const distance = (spot) => Math.hypot(spot[0] - middle[0], spot[1] - middle[1]);
    return inside.reduce((best, spot) => (distance(spot) < distance(best) ? spot : best));
  }
})(window.incidentMap);
