// The incidents as a table: the same rows as on the map, for the keyboard and for a file that has no other table.
(function (im) {
  "use strict";

  const MOST_ROWS = 1000;
  const COLUMNS = ["Date", "Incident", "Place", "Killed", "Reports"];

  im.IncidentList = class {
    // `onChoose` hears the number of the incident whose row was chosen.
    constructor(parent, layer, onChoose) {
      this.layer = layer;
      this.onChoose = onChoose;
      this.button = im.element("button", "im-text im-show-list", "Show as list");
      this.button.type = "button";
      this.button.setAttribute("aria-expanded", "false");
      this.button.onclick = () => this.toggle();
      this.panel = im.element("section", "im-list");
      this.panel.setAttribute("aria-label", "Incidents as a list");
      this.panel.hidden = true;
      L.DomEvent.disableClickPropagation(this.panel);
      L.DomEvent.disableScrollPropagation(this.panel);
      parent.append(this.panel);
    }

    toggle() {
      this.panel.hidden = !this.panel.hidden;
      this.button.textContent = this.panel.hidden ? "Show as list" : "Show map";
      this.button.setAttribute("aria-expanded", String(!this.panel.hidden));
      this.refresh();
    }

    refresh() {
      if (this.panel.hidden) return;
      const table = im.element("table");
      const head = im.element("tr");
      for (const name of COLUMNS) head.append(im.element("th", "", name));
      table.append(head);
      const inOrder = [...this.layer.shown].sort((a, b) => this.layer.first[a] - this.layer.first[b]);
      for (const i of inOrder.slice(0, MOST_ROWS)) table.append(this.row(i));
      const rest = inOrder.length - MOST_ROWS;
      this.panel.replaceChildren(table);
      if (rest > 0) this.panel.append(im.element("p", "im-more", `and ${rest} more; choose fewer days to see them`));
    }

    row(i) {
      const { data, first, last } = this.layer;
      const row = im.element("tr");
      const choose = im.element("button", "", data.title[i]);
      choose.type = "button";
      choose.dir = "auto";
      choose.onclick = () => {
        this.toggle();
        this.onChoose(i);
      };
      const title = im.element("td");
      title.append(choose);
      row.append(im.element("td", "", im.shortSpan(first[i], last[i])), title);
      for (const text of [im.precisionWords[data.precision[i]], this.layer.killedInWords(i), String(data.sources[i])]) {
        row.append(im.element("td", "", text));
      }
      return row;
    }
  };
})(window.incidentMap);
