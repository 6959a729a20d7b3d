// Puts base map, incidents, legend and timeline together, and talks to the page around the map.
(function (im) {
  "use strict";

  const POST_AFTER_MILLISECONDS = 120;
  const FIRST_VIEW_MAX_ZOOM = 7;
  const LEGEND_WIDTH = 246; // pixels, as in map.css, which may not be loaded yet

  let state = null;

  // Called once. `config` holds the symbols and where the base map's files are.
  im.start = function (map, config) {
    loadFont(config.font);
    map.zoomControl.setPosition("topleft");
    map.attributionControl.setPrefix(false).addAttribution(config.note);
    L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
    const base = new im.BaseMap(map);
    const layer = new im.IncidentLayer(map, base, config);
    const timeline = new im.Timeline(map.getContainer().parentNode, { config, onRange: setRange, onSettle: () => post() });
    const known = new im.KnownAt(timeline.node, { calm: timeline.calm, onChange: setKnown, onSettle: () => post() });
    const tiles = config.tiles ? new im.Tiles(map, base, config.tiles) : null;
    const legend = new im.Legend(map, layer, base, tiles);
    const list = new im.IncidentList(map.getContainer(), layer, (i) => openAt(i));
    timeline.bar.append(list.button);
    const summary = im.element("p", "im-summary");
    summary.id = "im-summary";
    map.getContainer().before(summary);
    map.getContainer().setAttribute("role", "region");
    map.getContainer().setAttribute("aria-label", "Map of incidents");
    map.getContainer().setAttribute("aria-describedby", summary.id);
    state = { map, list, note: config.note, config, base, layer, legend, timeline, known, summary, digest: null, rangeRevision: -1, selectRevision: -1, fitted: false, posted: "", asked: 0 };
    im.state = state; // for the tests in a browser
    dock(map, timeline.node);
    addFitButton(map);
    addHint(map);
    map.on("click", onClick);
    map.on("mousemove", (event) => (map.getContainer().style.cursor = layer.at(event.containerPoint).length ? "pointer" : ""));
    map.on("moveend", () => {
      if (layer.cells) post();
    });
    map.on("popupclose", () => {
      // Leaflet closes the open popup before it opens the next.
      setTimeout(() => {
        if (!document.querySelector(".leaflet-popup")) layer.select(state.chosen);
      }, 300);
    });
    loadBaseMap();
  };

  // Said until something is chosen; and why the map is empty, where it is.
  function addHint(map) {
    const hint = im.element("div", "im-hint");
    hint.hidden = true;
    map.getContainer().append(hint);
    const refresh = () => {
      const isEmpty = !shownCount();
      const why = state.isBare ? "There is no incident here yet" : "No incident passes the filters on these dates";
      hint.textContent = isEmpty ? why : "Click an incident to see who says so";
      hint.hidden = !isEmpty && (Boolean(state.chosen) || state.wasOpened || Boolean(state.layer.cells));
    };
    map.on("incidents:shown incidents:range", refresh);
    map.on("popupopen", () => {
      state.wasOpened = true;
      hint.hidden = true;
    });
  }

  // The page's own font, where there is one; a file has the fonts of the machine that opens it.
  function loadFont(url) {
    if (!url) return;
    const face = new FontFace("Source Sans 3", `url(${JSON.stringify(url)})`, { weight: "200 900" });
    face.load().then((loaded) => {
      document.fonts.add(loaded);
      if (!state) return;
      state.base.layer.draw();
      state.layer.layer.draw();
      state.timeline.plot.paint();
    }).catch(console.error);
  }

  // The timeline takes its share of the height that the map was given.
  function dock(map, timeline) {
    const container = map.getContainer();
    container.parentNode.classList.add("im-frame");
    const note = map.attributionControl.getContainer();
    // The frame around may be resized at any time; a height in pixels would not follow.
    const share = () => {
      container.style.setProperty("--im-height", `calc(100vh - ${timeline.offsetHeight}px)`);
      container.style.setProperty("--im-note", note.offsetHeight + "px");
      container.style.height = "var(--im-height)";
      map.invalidateSize();
    };
    const observer = new ResizeObserver(share);
    observer.observe(timeline);
    observer.observe(note);
    share();
    // Style sheets may come after the map; sizes are only right with them.
    window.addEventListener("load", share);
  }

  function loadBaseMap() {
    const { config, base, layer, legend } = state;
    const take = (kind, collection) => {
      base.add(kind, collection);
      layer.arrows.clear();
      layer.layer.draw();
      if (state.digest === null) return;
      legend.refresh();
      summariseSoon(); // with the countries come their names
    };
    for (const kind of ["countries", "borders", "provinces"]) {
      if (config.base[kind].data) take(kind, config.base[kind].data);
      else fetch(config.base[kind].url).then((answer) => answer.json()).then((collection) => take(kind, collection)).catch(console.error);
    }
  }

  // Called after every change on the page. The incidents come within the command, or from an address that is asked
  // once for each set of reports: a change of a filter then sends no more than one bit an incident.
  im.show = function (command) {
    state.asked += 1;
    const mine = state.asked;
    if (!command.url || command.digest === state.digest) {
      apply(command);
      return;
    }
    fetch(command.url).then((answer) => answer.json()).then((data) => {
      if (mine === state.asked) apply({ ...command, data });
    }).catch(console.error);
  };

  function apply(command) {
    const { map, base, layer, legend, timeline, known } = state;
    // A file has no page around it that would name a theme.
    const theme = command.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    const isNewTheme = theme !== document.documentElement.dataset.theme;
    if (isNewTheme) {
      document.documentElement.dataset.theme = theme;
      im.setPalette(theme);
      layer.sprites.clear();
    }
    showView(command.view);
    const isNewData = command.digest !== state.digest;
    if (isNewData) {
      layer.load({ ...command.data, incidents: expanded(command.data.incidents) });
      state.digest = command.digest;
    }
    state.slots = command.slots;
    state.isBare = !layer.data.id.length && !command.report_count;
    state.histogram = command.histogram;
    state.count = command.count;
    layer.setCells(command.cells || null);
    known.load(command.reports || [], command.report_count || 0);
    // A range that the map itself reported comes back with the old revision and must not pull the thumbs back.
    const isNewRange = command.range_revision > state.rangeRevision;
    if (isNewRange) known.setDay(command.known_at ? im.fromIso(command.known_at) : Infinity);
    layer.known = known.day();
    layer.setMask(command.mask ? bytesOf(command.mask) : null);
    // Asked before the days change: who saw all dates goes on to see all, those of a new report among them.
    const wasAll = timeline.isAll();
    loadTimeline();
    if (isNewRange) {
      state.rangeRevision = command.range_revision;
      timeline.pause(false);
      timeline.setRange(command.range && command.range.map(im.fromIso));
    } else {
      timeline.setRange(wasAll ? null : timeline.range());
    }
    const isFirst = !state.fitted;
    if (isFirst && command.bounds) {
      fit(command.bounds);
      state.fitted = true;
    }
    if (command.select_revision > state.selectRevision) {
      state.selectRevision = command.select_revision;
      choose(command.selected, isFirst);
    }
    if (isNewData) pick(null);
    // Names of countries keep clear of the incidents, whichever of them a filter shows.
    if (isNewTheme || isNewData) base.layer.draw();
    setRange(timeline.range());
    if (isNewTheme || isNewData) legend.refresh();
    map.fire("incidents:shown");
  }

  // In whose view the borders are: a sentence and the address of their lines; null for those of the map itself.
  function showView(view) {
    const { map, base, config } = state;
    const [note, url] = view || [config.note, config.base.borders.url];
    if (!url || note === state.note) return;
    const control = map.attributionControl;
    control.removeAttribution(state.note).addAttribution(note);
    state.note = note;
    fetch(url).then((answer) => answer.json()).then((collection) => {
      if (state.note === note) base.add("borders", collection);
    }).catch(console.error);
  }

  function bytesOf(text) {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  }

  function loadTimeline() {
    const { timeline, layer, config, slots, histogram } = state;
    const groups = Object.values(config.groups);
    const colours = groups.map((group) => group.colour);
    if (histogram) {
      timeline.load({ slots, counts: histogram, spans: [], colours });
      return;
    }
    const names = Object.keys(config.groups);
    const groupOf = Object.fromEntries(Object.entries(config.types).map(([name, type]) => [name, names.indexOf(type.group)]));
    const slotOf = new Map(slots.map((day, at) => [day, at]));
    const counts = names.map(() => new Array(slots.length).fill(0));
    const spans = [];
    for (const i of layer.passing) {
      const group = groupOf[layer.data.type[i]];
      if (layer.first[i] !== layer.last[i]) spans.push([layer.first[i], layer.last[i], colours[group]]);
      else if (slotOf.has(layer.first[i])) counts[group][slotOf.get(layer.first[i])] += 1;
    }
    timeline.load({ slots, counts, spans, colours });
  }

  // Columns with few distinct values come as those values and an index for each row.
  function expanded(columns) {
    const whole = (column) => (Array.isArray(column) ? column : column.at.map((at) => column.values[at]));
    return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, whole(column)]));
  }

  function setRange(range) {
    const { layer, timeline } = state;
    layer.setRange(range);
    timeline.setCount(shownCount());
    state.map.fire("incidents:range");
    state.legend.refreshSoon();
    state.list.refresh();
    summariseSoon();
    // Only the page knows how many incidents of other days there are.
    if (layer.cells) post();
  }

  function setKnown() {
    const { layer, timeline, known, map } = state;
    layer.setKnown(known.day());
    map.closePopup();
    loadTimeline();
    timeline.refresh();
    setRange(timeline.range());
  }

  function shownCount() {
    return state.layer.cells ? state.count : state.layer.shown.length;
  }

  // The map in words, for those who do not see it.
  let summarising = null;
  function summariseSoon() {
    clearTimeout(summarising);
    summarising = setTimeout(() => {
      const { layer, timeline, config, summary } = state;
      if (layer.cells) {
        summary.textContent = `Map with ${im.grouped(shownCount())} incidents, counted by cells of the view.`;
        return;
      }
      const counts = new Map();
      for (const i of layer.shown) {
        const words = config.types[layer.data.type[i]].label + (layer.data.country[i] ? " in " + state.base.countryName(layer.data.country[i]) : "");
        counts.set(words, (counts.get(words) || 0) + 1);
      }
      const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 8).map(([words, count]) => words + ": " + count);
      const days = timeline.slots.length ? ", " + im.spanInWords(timeline.since, timeline.until) : "";
      summary.textContent = `Map with ${layer.shown.length} incidents${days}. ${most.join("; ")}. The button “Show as list” lists them.`;
    }, 400);
  }

  // A choice made in the table: marked on the map, which moves only if the place is out of sight.
  function choose(id, isFirst) {
    const { layer, map } = state;
    state.chosen = id;
    layer.select(id);
    const i = layer.rowOf(id);
    if (i < 0) return;
    const spot = L.latLng(layer.data.lat[i], layer.data.lon[i]);
    if (!isFirst && !map.getBounds().pad(-0.05).contains(spot)) map.panTo(spot);
  }

  function openAt(i) {
    const { map, layer } = state;
    const spot = L.latLng(layer.data.lat[i], layer.data.lon[i]);
    choose(layer.data.id[i], false);
    post(layer.data.id[i]);
    im.openPopup(map, [{ build: () => im.incidentNode(layer, i) }], spot, () => {});
  }

  function onClick(event) {
    const { map, layer } = state;
    const hits = layer.at(event.containerPoint);
    if (!hits.length) {
      if (state.chosen && window.Streamlit) pick(event.latlng);
      return;
    }
    pick(null);
    if (hits[0].kind === "cell") {
      map.setView([layer.cells.lat[hits[0].at], layer.cells.lon[hits[0].at]], map.getZoom() + 2);
      return;
    }
    const pages = hits.map((hit) => ({
      id: hit.kind === "incident" ? layer.data.id[hit.i] : null,
      build: () => {
        if (hit.kind === "incident") return im.incidentNode(layer, hit.i);
        return hit.kind === "crossing" ? im.crossingNode(hit.crossing, layer.lastDay()) : im.mentionNode(hit.mention);
      },
    }));
    im.openPopup(map, pages, event.latlng, ({ id }) => {
      layer.select(id || state.chosen);
      if (id) post(id);
    });
  }

  // A spot for the chosen incident, marked until it is used: the page offers it where an incident is moved by hand.
  function pick(spot) {
    if (state.mark) state.mark.remove();
    state.mark = null;
    state.picked = spot && [spot.lat, spot.wrap().lng];
    if (!spot) return;
    const words = `${spot.lat.toFixed(4)}, ${spot.wrap().lng.toFixed(4)} – “Move” puts the chosen incident here`;
    state.mark = L.tooltip({ permanent: true, direction: "top", className: "im-mark" }).setLatLng(spot).setContent(im.element("span", "", words)).addTo(state.map);
    post();
  }

  // Inside Streamlit the chosen range and incident become the value of the component; elsewhere nobody listens.
  let waiting = null;
  let selected = null;
  let clicks = 0;
  function post(id) {
    if (id) {
      selected = state.chosen = id;
      clicks += 1;
    }
    if (!window.Streamlit) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const { timeline, known, layer } = state;
      const range = timeline.range();
      const value = { range: range && range.map(im.isoDay), selected, clicks, range_revision: state.rangeRevision };
      value.picked = state.picked || null;
      value.known_at = known.day() === Infinity ? null : im.isoDay(known.day());
      if (layer.cells) value.viewport = viewport();
      const text = JSON.stringify(value);
      if (text === state.posted) return;
      state.posted = text;
      window.Streamlit.setComponentValue(value);
    }, POST_AFTER_MILLISECONDS);
  }

  function viewport() {
    const bounds = state.map.getBounds();
    const edges = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    return [...edges.map((edge) => Math.round(edge * 1e4) / 1e4), state.map.getZoom()];
  }

  // The legend covers the right side; nothing that is shown should hide below it.
  function margins() {
    const { x, y } = state.map.getSize();
    const covered = state.legend.body.hidden ? 0 : Math.min(LEGEND_WIDTH, 0.35 * x);
    // A small map has no room for wide margins.
    const [side, edge] = [Math.min(45, 0.06 * x), Math.min(45, 0.08 * y)];
    return { paddingTopLeft: [x < 600 ? side : 70, edge], paddingBottomRight: [covered + side, edge] };
  }

  function fit(bounds) {
    if (bounds) state.map.fitBounds(bounds, { ...margins(), maxZoom: FIRST_VIEW_MAX_ZOOM, animate: false });
  }

  function addFitButton(map) {
    const control = L.control({ position: "topleft" });
    control.onAdd = function () {
      const holder = im.element("div", "leaflet-bar im-fit");
      const button = im.element("button", "", "⤢");
      button.type = "button";
      button.title = "Show all incidents of these dates";
      button.setAttribute("aria-label", button.title);
      button.onclick = () => {
        const { layer } = state;
        const spots = Array.from(layer.shown, (i) => [layer.data.lat[i], layer.data.lon[i]]);
        if (spots.length) map.flyToBounds(spots, { ...margins(), maxZoom: 8, duration: state.timeline.calm ? 0 : 0.6 });
      };
      L.DomEvent.disableClickPropagation(holder);
      holder.append(button);
      return holder;
    };
    control.addTo(map);
  }
})(window.incidentMap);
