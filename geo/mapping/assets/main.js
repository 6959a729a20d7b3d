// Puts base map, incidents, legend and timeline together, and talks to the page around the map.
(function (im) {
  "use strict";

  const POST_AFTER_MILLISECONDS = 120;
  const FIRST_VIEW_MAX_ZOOM = 7;
  const LEGEND_WIDTH = 246; // pixels, as in map.css, which may not be loaded yet

  let state = null;

  // Called once. `config` holds the symbols and where the base map's files are.
  im.start = function (map, config) {
    map.zoomControl.setPosition("topleft");
    map.attributionControl.setPrefix(false).addAttribution(config.note);
    L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
    const base = new im.BaseMap(map);
    const layer = new im.IncidentLayer(map, base, config);
    dock(map);
    const timeline = new im.Timeline(map.getContainer().parentNode, { config, onRange: setRange, onSettle: () => post() });
    const legend = new im.Legend(map, layer, base);
    // Inside the dashboard the table stands below the map.
    const list = window.Streamlit ? null : new im.IncidentList(map.getContainer(), layer, (i) => openAt(i));
    if (list) timeline.bar.append(list.button);
    state = { map, list, config, base, layer, legend, timeline, digest: null, rangeRevision: -1, selectRevision: -1, fitted: false, posted: "" };
    im.state = state; // for the tests in a browser
    addFitButton(map);
    map.on("click", onClick);
    map.on("mousemove", (event) => (map.getContainer().style.cursor = layer.at(event.containerPoint).length ? "pointer" : ""));
    map.on("popupclose", () => {
      // Leaflet closes the open popup before it opens the next.
      setTimeout(() => {
        if (!document.querySelector(".leaflet-popup")) layer.select(null);
      }, 300);
    });
    loadBaseMap();
  };

  // The timeline takes its share of the height that the map was given.
  function dock(map) {
    const container = map.getContainer();
    container.parentNode.classList.add("im-frame");
    // The frame around may be resized at any time; a height in pixels would not follow.
    container.style.height = `calc(100vh - ${im.timelineHeight}px)`;
    map.invalidateSize();
    // Style sheets may come after the map; sizes are only right with them.
    window.addEventListener("load", () => map.invalidateSize());
  }

  function loadBaseMap() {
    const { config, base, layer, legend } = state;
    const take = (kind, collection) => {
      base.add(kind, collection);
      layer.arrows.clear();
      layer.layer.draw();
      if (state.digest !== null) legend.refresh();
    };
    for (const kind of ["countries", "borders", "provinces"]) {
      if (config.base[kind].data) take(kind, config.base[kind].data);
      else fetch(config.base[kind].url).then((answer) => answer.json()).then((collection) => take(kind, collection)).catch(console.error);
    }
  }

  // Called after every change on the page: the incidents that pass its filters, and what it wants chosen.
  im.show = function (command) {
    const { map, base, layer, legend, timeline, config } = state;
    document.documentElement.dataset.theme = command.theme;
    im.setPalette(command.theme);
    layer.sprites.clear();
    const isFirst = !state.fitted;
    if (command.digest !== state.digest) {
      command.incidents = expanded(command.incidents);
      layer.load(command);
      timeline.load(command.incidents, command.slots, config.types, config.groups);
      state.digest = command.digest;
    }
    // A range that the map itself reported comes back with the old revision and must not pull the thumbs back.
    const isNewRange = command.range_revision > state.rangeRevision;
    if (isNewRange) {
      state.rangeRevision = command.range_revision;
      timeline.pause(false);
      timeline.setRange(command.range && command.range.map(im.fromIso));
    } else {
      timeline.setRange(timeline.isAll() ? null : timeline.range());
    }
    if (isFirst && command.bounds) {
      fit(command.bounds);
      state.fitted = true;
    }
    if (command.select_revision > state.selectRevision) {
      state.selectRevision = command.select_revision;
      choose(command.selected, isFirst);
    }
    setRange(timeline.range());
    base.layer.draw();
    map.fire("incidents:shown");
  };

  // Columns with few distinct values come as those values and an index for each row.
  function expanded(columns) {
    const whole = (column) => (Array.isArray(column) ? column : column.at.map((at) => column.values[at]));
    return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, whole(column)]));
  }

  function setRange(range) {
    state.layer.setRange(range);
    state.timeline.setCount(state.layer.shown.length);
    state.legend.refreshSoon();
    if (state.list) state.list.refresh();
  }

  // A choice made in the table: marked on the map, which moves only if the place is out of sight.
  function choose(id, isFirst) {
    const { layer, map } = state;
    layer.select(id);
    const i = layer.data.id.indexOf(id);
    if (i < 0) return;
    const spot = L.latLng(layer.data.lat[i], layer.data.lon[i]);
    if (!isFirst && !map.getBounds().pad(-0.05).contains(spot)) map.panTo(spot);
  }

  function openAt(i) {
    const { map, layer } = state;
    const spot = L.latLng(layer.data.lat[i], layer.data.lon[i]);
    choose(layer.data.id[i], false);
    im.openPopup(map, [{ build: () => im.incidentNode(layer, i) }], spot, () => {});
  }

  function onClick(event) {
    const { map, layer } = state;
    const hits = layer.at(event.containerPoint);
    if (!hits.length) return;
    const pages = hits.map((hit) => ({
      id: hit.kind === "incident" ? layer.data.id[hit.i] : null,
      build: () => {
        if (hit.kind === "incident") return im.incidentNode(layer, hit.i);
        return hit.kind === "crossing" ? im.crossingNode(hit.crossing, layer.lastDay()) : im.mentionNode(hit.mention);
      },
    }));
    im.openPopup(map, pages, event.latlng, ({ id }) => {
      layer.select(id);
      if (id) post(id);
    });
  }

  // Inside Streamlit the chosen range and incident become the value of the component; elsewhere nobody listens.
  let waiting = null;
  let selected = null;
  let clicks = 0;
  function post(id) {
    if (id) {
      selected = id;
      clicks += 1;
    }
    if (!window.Streamlit) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const range = state.timeline.range();
      const value = { range: range && range.map(im.isoDay), selected, clicks, range_revision: state.rangeRevision };
      const text = JSON.stringify(value);
      if (text === state.posted) return;
      state.posted = text;
      window.Streamlit.setComponentValue(value);
    }, POST_AFTER_MILLISECONDS);
  }

  // The legend covers the right side; nothing that is shown should hide below it.
  function margins() {
    const covered = state.legend.body.hidden ? 0 : Math.min(LEGEND_WIDTH, 0.35 * state.map.getSize().x);
    return { paddingTopLeft: [70, 45], paddingBottomRight: [covered + 45, 45] };
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
