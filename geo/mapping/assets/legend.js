// The legend, which is also the switch of the layers: it lists what is on the map now, and nothing else.
(function (im) {
  "use strict";

  const SWATCH = 30;
  const OPEN_FROM_WIDTH = 800; // pixels; on a smaller map the legend would cover what it explains

  function swatch(draw) {
    const canvas = im.element("canvas", "im-swatch");
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    canvas.width = SWATCH * ratio;
    canvas.height = 22 * ratio;
    canvas.setAttribute("aria-hidden", "true");
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, (SWATCH / 2) * ratio, 11 * ratio);
    draw(context);
    return canvas;
  }

  function row(draw, text, count) {
    const item = im.element("li", "im-row");
    item.append(swatch(draw), im.element("span", "", text));
    if (count !== undefined) item.append(im.element("span", "im-count", String(count)));
    return item;
  }

  function line(colour, dash, width) {
    return (context) => {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.setLineDash(dash);
      context.beginPath();
      context.moveTo(-13, 0);
      context.lineTo(13, 0);
      context.stroke();
    };
  }

  function arrow(colour) {
    return (context) => {
      line(colour, [], 2.2)(context);
      context.fillStyle = colour;
      context.beginPath();
      for (const [x, y] of [[14, 0], [5, -5], [5, 5]]) context.lineTo(x, y);
      context.fill();
      context.beginPath();
      context.arc(-12, 0, 3, 0, 2 * Math.PI);
      context.fill();
    };
  }

  function area(context) {
    context.fillStyle = im.palette.mixed + "1f";
    context.strokeStyle = im.palette.mixed;
    context.fillRect(-13, -8, 26, 16);
    context.lineWidth = 1.5;
    context.strokeRect(-13, -8, 26, 16);
    context.beginPath();
    context.rect(-13, -8, 26, 16);
    context.clip();
    context.lineWidth = 0.8;
    for (let x = -32; x < 20; x += 6) {
      context.beginPath();
      context.moveTo(x, 9);
      context.lineTo(x + 18, -9);
      context.stroke();
    }
  }

  function fresh(context) {
    context.beginPath();
    context.arc(0, 0, 8, 0, 2 * Math.PI);
    context.strokeStyle = im.palette.fresh;
    context.lineWidth = 2.5;
    context.stroke();
  }

  function circle(context) {
    context.beginPath();
    context.arc(0, 0, 9, 0, 2 * Math.PI);
    context.fillStyle = im.palette.mixed + "1f";
    context.fill();
    context.setLineDash([4, 3]);
    context.strokeStyle = im.palette.mixed;
    context.lineWidth = 1.4;
    context.stroke();
  }

  im.Legend = class {
    constructor(map, layer, base, tiles) {
      this.tiles = tiles;
      this.layer = layer;
      this.base = base;
      this.map = map;
      const control = L.control({ position: "topright" });
      control.onAdd = () => this.build();
      control.addTo(map);
    }

    build() {
      const panel = im.element("section", "im-legend leaflet-bar");
      panel.setAttribute("aria-label", "Legend and layers");
      const button = im.element("button", "im-legend-head", "Legend and layers");
      button.type = "button";
      this.body = im.element("div", "im-legend-body");
      const fold = (open) => {
        this.body.hidden = !open;
        button.setAttribute("aria-expanded", String(open));
      };
      button.onclick = () => fold(this.body.hidden);
      fold(this.map.getSize().x > OPEN_FROM_WIDTH);
      this.map.on("zoomend", () => this.refreshSoon());
      this.map.on("resize", () => {
        if (this.map.getSize().x <= OPEN_FROM_WIDTH) fold(false);
      });
      panel.append(button, this.body);
      L.DomEvent.disableClickPropagation(panel);
      L.DomEvent.disableScrollPropagation(panel);
      return panel;
    }

    // A head with its switch; `targets` are the flags that it turns.
    group(title, target, key, rows) {
      const section = im.element("section", "im-group");
      const label = im.element("label", "im-switch");
      const box = im.element("input");
      box.type = "checkbox";
      box.checked = target[key];
      box.onchange = () => {
        target[key] = box.checked;
        list.hidden = !box.checked;
        this.base.layer.draw();
        this.layer.layer.draw();
      };
      label.append(box, im.element("span", "", title));
      const list = im.element("ul", "im-rows");
      list.hidden = !box.checked;
      list.append(...rows);
      section.append(label, list);
      return section;
    }

    // While a thumb is dragged or time plays, the legend follows when there is a pause.
    refreshSoon() {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.refresh(), 120);
    }

    refresh() {
      const { layer, base } = this;
      if (layer.cells) {
        this.body.replaceChildren(...this.cellSections());
        return;
      }
      const sections = [this.group("Incidents", layer.show, "incidents", [...this.typeRows(), ...this.styleRows()])];
      const extents = this.extentRows();
      if (extents.length) sections.push(this.group("Exactness of the place", layer.show, "extent", extents));
      if (this.some((i) => layer.data.cross_border[i])) {
        sections.push(this.group("Across a border", layer.show, "arrows", [row(arrow(im.palette.arrow), "from the actor’s country")]));
      }
      sections.push(...this.otherSections());
      this.body.replaceChildren(...sections);
    }

    otherSections() {
      const { layer, base } = this;
      const sections = [];
      if (layer.crossings.length) sections.push(this.group("Border crossings", layer.show, "crossings", this.crossingRows()));
      if (layer.mentions.length) {
        const symbol = { ...layer.config.mention, ...layer.plain() };
        const draw = (context) => im.drawSymbol(context, 4, symbol);
        sections.push(this.group("All places mentioned", layer.show, "mentions", [row(draw, "named in a report", layer.mentions.length)]));
      }
      const colours = im.palette;
      const lines = [
        row(line(colours.border, [], 1.6), "between countries"),
        row(line(colours.disputed, [6, 4], 1.6), "disputed or undetermined"),
        row(line(colours.province, [], 1.2), "between provinces"),
      ];
      sections.push(this.group("Borders", base.show, "borders", lines));
      if (this.tiles) {
        const section = this.group("Online background", this.tiles, "on", []);
        section.append(im.element("p", "im-note", `Switching it on tells ${this.tiles.host} which part of the map you look at.`));
        sections.push(section);
      }
      return sections;
    }

    // Of many incidents only numbers are here, by cell of the view.
    cellSections() {
      const { layer } = this;
      const { groups } = layer.config;
      const names = Object.keys(groups);
      const totals = names.map((_, at) => layer.cells.counts[at].reduce((sum, count) => sum + count, 0));
      const rows = names.map((name, at) => [name, totals[at]]).filter(([, total]) => total).map(([name, total]) => {
        const { shape, colour, label } = groups[name];
        return row((context) => im.drawSymbol(context, 7, { shape, colour, ...layer.plain() }), label, im.grouped(total));
      });
      rows.push(im.element("li", "im-note", "Each circle counts the incidents of its cell. Click it, or zoom in, to part them."));
      return [this.group("In this view", layer.show, "incidents", rows), ...this.otherSections()];
    }

    some(test) {
      return this.layer.shown.some(test);
    }

    typeRows() {
      const { layer } = this;
      const counts = new Map();
      for (const i of layer.shown) counts.set(layer.data.type[i], (counts.get(layer.data.type[i]) || 0) + 1);
      return Object.keys(layer.config.types).filter((type) => counts.has(type)).map((type) => {
        const { group, mark, label } = layer.config.types[type];
        const { shape, colour } = layer.config.groups[group];
        return row((context) => im.drawSymbol(context, 7, { shape, colour, mark, ...layer.plain() }), label, counts.get(type));
      });
    }

    // What fill, outline and size say; only what occurs.
    styleRows() {
      const { layer } = this;
      const { data, is } = layer;
      const sample = { shape: "circle", colour: "#7b8794", ...layer.plain() };
      const drawn = (look, r) => (context) => im.drawSymbol(context, r || 7, { ...sample, ...look });
      const rows = [];
      if (this.some((i) => is.half[i])) rows.push(row(drawn({ half: true }), "one side’s claim"));
      if (this.some((i) => is.faint[i])) rows.push(row(drawn({ faint: true }), "not (yet) a fact"));
      if (this.some((i) => is.coarse[i])) rows.push(row(drawn({ coarse: true }), "somewhere in an area"));
      if (this.some((i) => is.ring[i])) rows.push(row(drawn({ ring: im.palette.label }, 5), "number killed unknown"));
      if (this.some((i) => layer.isFresh(i))) rows.push(row(fresh, "new or changed that day"));
      if (this.some((i) => data.killed[i] > 0)) rows.push(this.sizeRow());
      return rows;
    }

    sizeRow() {
      const item = im.element("li", "im-row im-sizes");
      const killed = [1, 10, 30];
      const canvas = im.element("canvas");
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      canvas.width = 128 * ratio;
      canvas.height = 40 * ratio;
      canvas.setAttribute("aria-hidden", "true");
      const context = canvas.getContext("2d");
      killed.forEach((count, at) => {
        context.setTransform(ratio, 0, 0, ratio, (16 + at * 42) * ratio, 20 * ratio);
        im.drawSymbol(context, im.symbolRadius(count) * 0.92, { shape: "circle", colour: "#d5dae0", outline: "#5d6b78", casing: im.palette.casing });
        context.font = "10px " + im.font;
        context.fillStyle = "#1d242b";
        context.textAlign = "center";
        context.textBaseline = "middle";
        context.fillText(String(count), 0, 0);
      });
      item.append(canvas, im.element("span", "", "killed"));
      return item;
    }

    extentRows() {
      const { data } = this.layer;
      const hasShape = (i) => Boolean(this.base.area(data.precision[i], data.country[i], data.admin1[i]));
      const rows = [];
      if (this.some((i) => data.uncertainty[i] > 0 && !hasShape(i))) rows.push(row(circle, "within this circle"));
      if (this.some(hasShape)) rows.push(row(area, "somewhere in this area"));
      return rows;
    }

    crossingRows() {
      const { layer } = this;
      const counts = {};
      for (const crossing of layer.crossings) {
        const { status } = im.crossingStatus(crossing, layer.lastDay());
        counts[status] = (counts[status] || 0) + 1;
      }
      const isHidden = this.map.getZoom() < im.allCrossingsFromZoom;
      return Object.keys(layer.config.crossings).filter((status) => counts[status]).map((status) => {
        const symbol = { ...layer.config.crossings[status], ...layer.plain() };
        const label = status === "unknown" && isHidden ? symbol.label + " (zoom in)" : symbol.label;
        return row((context) => im.drawSymbol(context, 5, symbol), label, counts[status]);
      });
    }
  };
})(window.incidentMap);
