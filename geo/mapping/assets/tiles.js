// Pictures of the ground from a server on the network: only where whoever runs the program offers one, and only
// once a reader has switched them on; until then nothing is asked of it.
(function (im) {
  "use strict";

  im.Tiles = class {
    // `config` has the address of a tile with {z}, {x} and {y}, and whom to thank.
    constructor(map, base, config) {
      this.map = map;
      this.base = base;
      this.host = new URL(config.url.replace(/[{}]/g, "")).host.replace(/^s\./, "");
      map.createPane("incident-tiles").style.zIndex = 120;
      this.layer = L.tileLayer(config.url, { pane: "incident-tiles", attribution: config.attribution, maxZoom: 19 });
    }

    // Set by the switch of the legend.
    get on() {
      return this.base.show.tiles;
    }

    set on(on) {
      this.base.show.tiles = on;
      if (on) this.layer.addTo(this.map);
      else this.layer.remove();
    }
  };
})(window.incidentMap);
