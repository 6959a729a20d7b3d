// The picture behind the slider: a histogram by groups of types, bars for longer spans, and the dates.
(function (im) {
  "use strict";

  const BARS_TOP = 6;
  const BARS_HEIGHT = 44;
  const SPAN_LANES = 3;
  const LANE_HEIGHT = 4;
  const AXIS_HEIGHT = 15;
  const LEAST_SCALE = 3; // a single incident must not look like a mass
  const PLOT_HEIGHT = BARS_TOP + BARS_HEIGHT + SPAN_LANES * LANE_HEIGHT + AXIS_HEIGHT;
  const THUMB = 16; // pixels, as in map.css; the plot is inset by half of it so that slots and thumbs align

  im.Plot = class {
    // `onChoose` hears the slot that was clicked; colours are those of `node`.
    constructor(node, onChoose) {
      this.node = node;
      this.slots = [];
      this.spans = [];
      this.from = this.to = 0;
      this.canvas = im.element("canvas", "im-plot");
      this.canvas.style.height = PLOT_HEIGHT + "px";
      this.canvas.setAttribute("aria-hidden", "true");
      this.canvas.onclick = (event) => onChoose(this.slotAt(event.offsetX));
      new ResizeObserver(() => this.paint()).observe(this.canvas);
    }

    // `spans` have first and last slot and colour.
    load({ slots, counts, spans, colours }) {
      this.slots = slots;
      this.bars = slots.map((_, at) => counts.map((group) => group[at]));
      this.spans = spans.sort((a, b) => a[0] - b[0]);
      this.colours = colours;
      this.drawnBars = null;
    }

    slotX(slot, width) {
      return THUMB / 2 + (this.slots.length > 1 ? (slot / (this.slots.length - 1)) * (width - THUMB) : (width - THUMB) / 2);
    }

    slotAt(x) {
      const share = (x - THUMB / 2) / Math.max(1, this.canvas.clientWidth - THUMB);
      return Math.max(0, Math.min(this.slots.length - 1, Math.round(share * (this.slots.length - 1))));
    }

    // The chosen slots stand out; without arguments the same ones as before.
    paint(from = this.from, to = this.to) {
      [this.from, this.to] = [from, to];
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      const width = this.canvas.clientWidth;
      if (!width || !this.slots.length) return;
      const bars = this.barsOf(width, ratio);
      const context = this.contextOf(this.canvas, width, ratio);
      context.drawImage(bars.all, 0, 0, width, PLOT_HEIGHT);
      // Of the bars in full colour only those of the chosen days are copied: they lie between two edges.
      const first = Math.max(0, Math.ceil((this.from - bars.merged + 1) / bars.merged) * bars.merged);
      const last = Math.floor(this.to / bars.merged) * bars.merged;
      const left = Math.floor((this.slotX(first, width) - bars.thick / 2) * ratio);
      const right = Math.ceil((this.slotX(last, width) + bars.thick / 2) * ratio);
      if (right > left) context.drawImage(bars.chosen, left, 0, right - left, PLOT_HEIGHT * ratio, left / ratio, 0, (right - left) / ratio, PLOT_HEIGHT);
      this.paintScale(context, width, bars);
      this.paintSpans(context, width);
    }

    contextOf(canvas, width, ratio) {
      const [wide, high] = [Math.round(width * ratio), PLOT_HEIGHT * ratio];
      if (canvas.width !== wide) canvas.width = wide;
      if (canvas.height !== high) canvas.height = high;
      const context = canvas.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, PLOT_HEIGHT);
      return context;
    }

    // The bars pale with all that lies around them, and in full colour: drawn once, copied while time plays.
    barsOf(width, ratio) {
      const style = getComputedStyle(this.node);
      const [line, soft] = ["--im-line", "--im-soft"].map((name) => style.getPropertyValue(name));
      const key = [width, ratio, line, soft, document.fonts.size].join();
      if (this.drawnBars && this.drawnBars.key === key) return this.drawnBars;
      const step = (width - THUMB) / Math.max(1, this.slots.length - 1);
      // Where a slot is narrower than two pixels, neighbours share one bar.
      const merged = Math.max(1, Math.ceil(2 / step));
      const thick = Math.max(1.5, Math.min(THUMB, step * merged * 0.72));
      const [all, chosen] = [document.createElement("canvas"), document.createElement("canvas")];
      const context = this.contextOf(all, width, ratio);
      context.globalAlpha = 0.28;
      const most = this.paintBars(context, width, merged, thick);
      context.globalAlpha = 1;
      context.fillStyle = line;
      context.fillRect(THUMB / 2, BARS_TOP + BARS_HEIGHT, width - THUMB, 1);
      this.paintAxis(context, width, soft, line);
      this.paintBars(this.contextOf(chosen, width, ratio), width, merged, thick);
      this.drawnBars = { key, all, chosen, merged, thick, most, line, soft };
      return this.drawnBars;
    }

    // Returns the count of the highest bar.
    paintBars(context, width, merged, thick) {
      const bars = [];
      for (let at = 0; at < this.bars.length; at += merged) {
        const together = this.bars.slice(at, at + merged);
        bars.push([at, together[0].map((_, group) => together.reduce((sum, bar) => sum + bar[group], 0))]);
      }
      const most = Math.max(0, ...bars.map(([, counts]) => counts.reduce((total, count) => total + count, 0)));
      for (const [at, counts] of bars) {
        let top = BARS_TOP + BARS_HEIGHT;
        counts.forEach((count, group) => {
          const height = (count / Math.max(LEAST_SCALE, most)) * BARS_HEIGHT;
          top -= height;
          context.fillStyle = this.colours[group];
          context.fillRect(this.slotX(at, width) - thick / 2, top, thick, Math.max(0, height - (height > 4 ? 0.8 : 0)));
        });
      }
      return most;
    }

    // The highest bar's count, so that heights can be read.
    paintScale(context, width, { most, merged, line, soft }) {
      if (!most) return;
      const y = BARS_TOP + BARS_HEIGHT - (most / Math.max(LEAST_SCALE, most)) * BARS_HEIGHT;
      context.strokeStyle = line;
      context.lineWidth = 1;
      context.setLineDash([2, 3]);
      context.beginPath();
      context.moveTo(THUMB / 2, Math.round(y) - 0.5);
      context.lineTo(width - THUMB / 2, Math.round(y) - 0.5);
      context.stroke();
      context.setLineDash([]);
      context.font = "11px " + im.font;
      // On a ground of its own, for with very many incidents it stands on bars.
      const text = `${im.grouped(most)} ${merged > 1 ? `in ${merged} days` : "a day"}`;
      const half = context.measureText(text).width / 2 + 4;
      context.fillStyle = getComputedStyle(this.node).getPropertyValue("--im-paper");
      context.fillRect(width / 2 - half, Math.max(BARS_TOP, y) + 1, 2 * half, 13);
      im.haloText(context, text, width / 2, Math.max(BARS_TOP, y) + 8, soft, "center");
    }

    // Incidents known only to a week, month or year lie as bars over all their days.
    paintSpans(context, width) {
      const lanes = new Array(SPAN_LANES).fill(-1);
      const top = BARS_TOP + BARS_HEIGHT + 3;
      for (const [from, to, colour] of this.spans) {
        let lane = lanes.findIndex((end) => end < from);
        if (lane < 0) lane = SPAN_LANES - 1;
        lanes[lane] = Math.max(lanes[lane], to);
        context.globalAlpha = to >= this.from && from <= this.to ? 0.9 : 0.28;
        context.fillStyle = colour;
        const [x0, x1] = [this.slotX(from, width) - 2, this.slotX(to, width) + 2];
        context.fillRect(x0, top + lane * LANE_HEIGHT, x1 - x0, LANE_HEIGHT - 1.5);
      }
      context.globalAlpha = 1;
    }

    paintAxis(context, width, colour, lineColour) {
      const y = PLOT_HEIGHT - AXIS_HEIGHT / 2;
      context.font = "11px " + im.font;
      context.fillStyle = colour;
      context.textBaseline = "middle";
      const last = this.slots.length - 1;
      const centre = (slot, text) => {
        const half = context.measureText(text).width / 2;
        return Math.max(half, Math.min(width - half, this.slotX(slot, width)));
      };
      const put = (slot) => {
        const text = im.shortDate(this.slots[slot]);
        const half = context.measureText(text).width / 2;
        const x = centre(slot, text);
        if (taken.some(([a, b]) => x - half - 12 < b && x + half + 12 > a)) return;
        taken.push([x - half, x + half]);
        context.textAlign = "center";
        context.fillText(text, x, y);
      };
      const taken = [];
      put(0);
      put(last);
      const stride = Math.max(1, Math.round(last / Math.max(1, Math.floor(width / 110))));
      for (let slot = 1; slot < last; slot++) if (this.slots[slot] - this.slots[slot - 1] > 1) put(slot);
      for (let slot = stride; slot < last; slot += stride) put(slot);
      context.strokeStyle = lineColour;
      context.lineWidth = 1.4;
      for (let slot = 1; slot <= last; slot++) {
        if (this.slots[slot] - this.slots[slot - 1] === 1) continue;
        const x = (this.slotX(slot - 1, width) + this.slotX(slot, width)) / 2;
        context.clearRect(x - 2.5, BARS_TOP + BARS_HEIGHT - 2, 5, 5);
        for (const shift of [-2.5, 2.5]) {
          context.beginPath();
          context.moveTo(x + shift - 1.5, BARS_TOP + BARS_HEIGHT + 4);
          context.lineTo(x + shift + 1.5, BARS_TOP + BARS_HEIGHT - 4);
          context.stroke();
        }
      }
    }
  };
})(window.incidentMap);
