// What a click shows. Text from reports is set as textContent only, and links lead to http and https only.
(function (im) {
  "use strict";

  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const MILLISECONDS_A_DAY = 86400000;

  im.isoDay = (day) => new Date(day * MILLISECONDS_A_DAY).toISOString().slice(0, 10);

  im.fromIso = (text) => Math.round(Date.parse(text + "T00:00:00Z") / MILLISECONDS_A_DAY);

  im.longDate = function (day) {
    const date = new Date(day * MILLISECONDS_A_DAY);
    return date.getUTCDate() + " " + MONTHS[date.getUTCMonth()] + " " + date.getUTCFullYear();
  };

  im.shortDate = function (day) {
    const date = new Date(day * MILLISECONDS_A_DAY);
    return date.getUTCDate() + " " + MONTHS[date.getUTCMonth()].slice(0, 3) + " " + date.getUTCFullYear();
  };

  im.spanInWords = (first, last) => (first === last ? im.longDate(first) : im.longDate(first) + " to " + im.longDate(last));

  im.shortSpan = (first, last) => (first === last ? im.shortDate(first) : im.shortDate(first) + " – " + im.shortDate(last));

  im.safeLink = function (address, text) {
    let url = null;
    try {
      url = new URL(address);
    } catch {
      return im.element("span", "", text);
    }
    if (!/^https?:$/.test(url.protocol)) return im.element("span", "", text);
    const link = im.element("a", "", text);
    link.href = url.href;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  };

  im.precisionWords = {
    exact: "exact spot", place: "known to the place", admin2: "known to the district", admin1: "known to the province",
    country: "known to the country", unknown: "place uncertain",
  };

  im.tollInWords = function (low, high) {
    if (low === null && high === null) return "unknown";
    if (high === null) return "at least " + low;
    if (low === null) return "up to " + high;
    return low === high ? String(low) : low + " to " + high;
  };

  // A name from right to left must not turn the words around it: "a → b" would read as "b → a".
  const isolated = (name) => (/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(name) ? "\u2068" + name + "\u2069" : name);

  function facts(rows) {
    const list = im.element("dl", "im-facts");
    for (const [name, value] of rows) if (value) list.append(im.element("dt", "", name), im.element("dd", "", value));
    return list;
  }

  function placeLine(layer, i) {
    const { data, base } = layer;
    const parts = [data.place[i], data.admin1[i], base.countryName(data.country[i])].filter(Boolean).map(isolated);
    const extent = data.uncertainty[i] ? ", within " + Math.max(1, Math.round(data.uncertainty[i])) + " km" : "";
    return [...new Set(parts)].join(", ") + " (" + im.precisionWords[data.precision[i]] + extent + ")";
  }

  function quoteBlock(claim) {
    const block = im.element("blockquote", "im-quote");
    block.append(im.element("p", "", "“" + claim.quote + "”"));
    const origin = claim.title ? claim.title + (claim.source ? " (" + claim.source + ")" : "") : claim.source || "Report";
    const source = [origin, claim.published].filter(Boolean).join(", ");
    const foot = im.element("footer", "", claim.speaker ? claim.speaker + ", in " : "");
    foot.append(im.safeLink(claim.url, source));
    block.append(foot);
    return block;
  }

  im.incidentNode = function (layer, i) {
    const { data, config } = layer;
    const node = im.element("article", "im-popup");
    const type = config.types[data.type[i]];
    node.append(im.element("p", "im-kind", type.label + " · " + data.status[i]), im.element("h3", "", data.title[i]));
    const [from, to] = [data.actor1[i], data.actor2[i]].map((name) => name && isolated(name));
    node.append(
      facts([
        ["When", im.spanInWords(data.first[i], data.last[i]) + (data.date_precision[i] === "day" ? "" : " (known to the " + data.date_precision[i] + ")")],
        ["Where", placeLine(layer, i)],
        ["Who", from && to ? from + " → " + to : from || (to && "? → " + to)],
        ["Killed", layer.killedInWords(i)],
        ["Injured", data.injured[i] !== null || data.injured_high[i] !== null ? im.tollInWords(data.injured[i], data.injured_high[i]) : ""],
        ["Reports", data.sources[i] + (data.confidence[i] === null ? "" : ", confidence " + Math.round(data.confidence[i] * 100) + " %")],
      ]),
    );
    for (const claim of data.claims[i] || []) node.append(quoteBlock(claim));
    if (data.hidden_claims[i]) node.append(im.element("p", "im-more", data.hidden_claims[i] + " more claims"));
    return node;
  };

  im.crossingNode = function (crossing, day) {
    const node = im.element("article", "im-popup");
    const { status, last } = im.crossingStatus(crossing, day);
    const words = {
      open: "Reported open",
      closed: "Reported shut",
      restricted: "Open to some traffic",
      conflicting: "Reports disagree",
      unknown: "No recent report",
    };
    node.append(im.element("p", "im-kind", "Border crossing · " + crossing.countries), im.element("h3", "", crossing.name));
    const known = last && words[last[2]] + ", " + im.spanInWords(last[0], last[1]);
    node.append(
      facts([
        ["Status", words[status] + " on " + im.longDate(day)],
        ["Last known", status === "unknown" && known],
        ["Why", last && last[3]],
        ["Position", crossing.note],
      ]),
    );
    return node;
  };

  im.mentionNode = function (mention) {
    const node = im.element("article", "im-popup");
    node.append(im.element("p", "im-kind", "Place mentioned · " + mention.kind), im.element("h3", "", mention.name));
    node.append(facts([["In the text", mention.surfaces], ["Mentions", String(mention.count)], ["Likely right", Math.round(mention.confidence * 100) + " %"]]));
    return node;
  };

  // One popup for all that lies under a click, a page each.
  im.openPopup = function (map, pages, latlng, onPage) {
    const node = im.element("div", "im-pages");
    let at = 0;
    const show = () => {
      node.replaceChildren(pages[at].build());
      onPage(pages[at]);
      if (pages.length < 2) return;
      const bar = im.element("nav", "im-pager");
      const step = (label, move) => {
        const button = im.element("button", "", label);
        button.type = "button";
        button.onclick = () => {
          at = (at + move + pages.length) % pages.length;
          show();
          popup.update();
        };
        return button;
      };
      bar.append(step("Previous", -1), im.element("span", "", at + 1 + " of " + pages.length), step("Next", 1));
      node.append(bar);
    };
    // Beside the buttons on the left and an open legend on the right, between a folded one above and the note below.
    const { x, y } = map.getSize();
    const maxHeight = Math.max(120, Math.min(420, y - 150));
    const legend = document.querySelector(".im-legend-body");
    const right = legend && !legend.hidden ? legend.offsetWidth + 20 : 10;
    // Leaflet counts the text alone; around it are 29 pixels.
    const maxWidth = Math.min(330, x - 52 - right - 29);
    const popup = L.popup({ maxWidth, minWidth: Math.min(250, maxWidth), maxHeight, autoPanPaddingTopLeft: [52, 50], autoPanPaddingBottomRight: [right, 45] });
    show();
    popup.setLatLng(latlng).setContent(node).openOn(map);
    // The evidence that opens beside the map makes it narrower, and the popup has to come into view again.
    const follow = () => popup.update();
    map.on("resize", follow).once("popupclose", () => map.off("resize", follow));
    return popup;
  };
})(window.incidentMap);
