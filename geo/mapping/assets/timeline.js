// The timeline below the map: histogram, range slider and playback, all in the browser.
//
// Time runs in whole days. The two ends that a reader sees are both inclusive; as instants the range is
// half open, from 00:00 of the first day to 00:00 of the day after the last, so no hour of the last day is lost.
// The slider counts slots: one a day, but long stretches without any incident are left out (a break is drawn).
(function (im) {
  "use strict";

  const STEP_MILLISECONDS = 900;
  const SPEEDS = [["½×", 0.5], ["1×", 1], ["2×", 2], ["4×", 4]];
  const BARS_TOP = 6;
  const BARS_HEIGHT = 44;
  const SPAN_LANES = 3;
  const LANE_HEIGHT = 4;
  const AXIS_HEIGHT = 15;
  const PLOT_HEIGHT = BARS_TOP + BARS_HEIGHT + SPAN_LANES * LANE_HEIGHT + AXIS_HEIGHT;
  const THUMB = 16; // pixels, as in map.css; the plot is inset by half of it so that slots and thumbs align

  const ICONS = {
    play: "M4 2.5v11l9-5.5z",
    pause: "M4 2.5h3v11H4zM9 2.5h3v11H9z",
    back: "M11.5 3v10L5 8zM3.2 3h1.6v10H3.2z",
    forward: "M4.5 3v10L11 8zM11.2 3h1.6v10h-1.6z",
    loop: "M11 2.5l3 2.5-3 2.5V6H5.2a2 2 0 0 0-2 2H1.7a3.5 3.5 0 0 1 3.5-3.5H11zM5 13.5L2 11l3-2.5V10h5.8a2 2 0 0 0 2-2h1.5a3.5 3.5 0 0 1-3.5 3.5H5z",
  };

  im.iconButton = function (name, label, onclick) {
    const button = im.element("button", "im-icon");
    button.type = "button";
    const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    icon.setAttribute("viewBox", "0 0 16 16");
    icon.setAttribute("aria-hidden", "true");
    icon.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
    button.append(icon);
    button.onclick = onclick;
    im.setIcon(button, name, label);
    return button;
  };

  im.setIcon = function (button, name, label) {
    button.querySelector("path").setAttribute("d", ICONS[name]);
    button.setAttribute("aria-label", label);
    button.title = label;
  };

  im.Timeline = class {
    // `onRange` hears every change, `onSettle` only where a change ends: a thumb let go, a pause, a button.
    constructor(parent, { config, onRange, onSettle }) {
      this.config = config;
      this.onRange = onRange;
      this.onSettle = onSettle;
      this.slots = [];
      this.from = this.to = 0;
      this.calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.build(parent);
      new ResizeObserver(() => this.paint()).observe(this.plot);
    }

    build(parent) {
      this.node = im.element("section", "im-timeline im-empty");
      this.node.setAttribute("aria-label", "Timeline");
      const bar = im.element("div", "im-bar");
      this.playButton = im.iconButton("play", "Play", () => (this.timer ? this.pause() : this.play()));
      this.caption = im.element("output", "im-caption", "No incidents yet");
      this.caption.setAttribute("aria-live", "polite");
      this.allButton = im.element("button", "im-text", "All dates");
      this.allButton.type = "button";
      this.allButton.onclick = () => this.choose(0, this.slots.length - 1);
      this.weekButton = im.element("button", "im-text", "Last 7 days");
      this.weekButton.type = "button";
      this.weekButton.onclick = () => this.chooseLastWeek();
      this.loopButton = im.iconButton("loop", "Start again at the end", () => this.setLoop(!this.loops));
      this.setLoop(false);
      this.speed = im.element("select", "im-speed");
      this.speed.setAttribute("aria-label", "Speed");
      for (const [label, factor] of SPEEDS) this.speed.append(new Option(label, factor, factor === 1, factor === 1));
      bar.append(
        this.playButton,
        im.iconButton("back", "One day back", () => this.shift(-1)),
        im.iconButton("forward", "One day forward", () => this.shift(1)),
        this.speed, this.loopButton, this.allButton, this.weekButton, this.caption,
      );
      const track = im.element("div", "im-track");
      this.plot = im.element("canvas", "im-plot");
      this.plot.style.height = PLOT_HEIGHT + "px";
      this.plot.setAttribute("aria-hidden", "true");
      this.plot.onclick = (event) => {
        const at = this.slotAt(event.offsetX);
        this.choose(at, at);
      };
      this.sliders = im.element("div", "im-sliders");
      this.low = this.slider("First day");
      this.high = this.slider("Last day");
      this.sliders.append(im.element("div", "im-rail"), this.low, this.high);
      track.append(this.plot, this.sliders);
      this.bar = bar;
      this.node.append(bar, track);
      parent.append(this.node);
      this.enable();
    }

    enable() {
      for (const control of this.node.querySelectorAll(".im-icon, input, select")) control.disabled = this.slots.length < 2;
    }

    slider(label) {
      const input = im.element("input");
      input.type = "range";
      input.min = 0;
      input.step = 1;
      input.setAttribute("aria-label", label);
      input.oninput = () => {
        this.pause(false);
        const value = Number(input.value);
        if (input === this.low) this.setSlots(Math.min(value, this.to), this.to);
        else this.setSlots(this.from, Math.max(value, this.from));
      };
      input.onchange = () => this.onSettle(this.range());
      return input;
    }

    // `counts` has, for each group of types in order, the number of incidents of each slot; `spans` are the
    // incidents that are known to no single day: first and last day and colour.
    load({ slots, counts, spans, colours }) {
      this.slots = slots;
      this.low.max = this.high.max = Math.max(0, slots.length - 1);
      this.node.classList.toggle("im-empty", !slots.length);
      this.enable();
      this.bars = slots.map((_, at) => counts.map((group) => group[at]));
      this.spans = spans.map(([first, last, colour]) => [this.firstSlot(first), Math.max(this.firstSlot(first), this.lastSlot(last)), colour]);
      this.colours = colours;
    }

    setLoop(on) {
      this.loops = on;
      this.loopButton.setAttribute("aria-pressed", String(on));
    }

    // Seven days, both ends included, up to the last day of the timeline.
    chooseLastWeek() {
      const last = this.slots[this.slots.length - 1];
      this.pause(false);
      this.setRange([last - 6, last]);
      this.onRange(this.range());
      this.onSettle(this.range());
    }

    // First slot on or after a day, last slot on or before it.
    firstSlot(day) {
      return Math.min(this.countBefore(day), Math.max(0, this.slots.length - 1));
    }

    lastSlot(day) {
      return Math.max(0, this.countBefore(day + 1) - 1);
    }

    countBefore(day) {
      let [low, high] = [0, this.slots.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.slots[middle] < day) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    // The chosen days, both inclusive, or null where every date is shown.
    range() {
      return this.isAll() ? null : [this.since, this.until];
    }

    isAll() {
      return !this.slots.length || (this.since <= this.slots[0] && this.until >= this.slots[this.slots.length - 1]);
    }

    // Days from outside may lie between slots: the range keeps them, the thumbs stand beside them.
    setRange(range) {
      const [since, until] = range || [this.slots[0], this.slots[this.slots.length - 1]];
      this.since = since;
      this.until = until;
      this.from = this.firstSlot(since);
      this.to = Math.max(this.from, this.lastSlot(until));
      this.refresh();
    }

    setSlots(from, to) {
      this.setRange([this.slots[from], this.slots[to]]);
      this.onRange(this.range());
    }

    choose(from, to) {
      this.pause(false);
      this.setSlots(from, to);
      this.onSettle(this.range());
    }

    shift(step) {
      const width = this.isAll() ? 0 : this.to - this.from;
      const from = this.isAll() ? (step > 0 ? 0 : this.slots.length - 1) : this.from + step;
      const first = Math.max(0, Math.min(this.slots.length - 1 - width, from));
      this.choose(first, first + width);
    }

    // The window keeps its width and moves on by a day; from "all dates" or the end it starts with the first day.
    play() {
      const width = this.isAll() ? 0 : this.to - this.from;
      const last = this.slots.length - 1;
      if (this.isAll() || this.to >= last) this.setSlots(0, width >= last ? 0 : width);
      im.setIcon(this.playButton, "pause", "Pause");
      const tick = () => {
        if (this.to >= last && !this.loops) {
          this.pause();
          return;
        }
        if (this.to >= last) this.setSlots(0, this.to - this.from);
        else this.setSlots(this.from + 1, this.to + 1);
        this.timer = setTimeout(tick, this.delay());
      };
      this.timer = setTimeout(tick, this.delay());
    }

    delay() {
      // Readers who asked for less motion get a slow change of pictures, whatever the speed says.
      return this.calm ? Math.max(1500, STEP_MILLISECONDS / Number(this.speed.value)) : STEP_MILLISECONDS / Number(this.speed.value);
    }

    pause(settle = true) {
      if (!this.timer) return;
      clearTimeout(this.timer);
      this.timer = null;
      im.setIcon(this.playButton, "play", "Play");
      if (settle) this.onSettle(this.range());
    }

    refresh() {
      this.low.value = this.from;
      this.high.value = this.to;
      // With both thumbs at the right end only the lower one can still move.
      this.low.style.zIndex = this.from >= this.slots.length - 1 ? 3 : "";
      if (this.slots.length) {
        this.low.setAttribute("aria-valuetext", im.longDate(this.since));
        this.high.setAttribute("aria-valuetext", im.longDate(this.until));
      }
      const share = (slot) => (this.slots.length > 1 ? slot / (this.slots.length - 1) : 0);
      this.sliders.style.setProperty("--from", share(this.from));
      this.sliders.style.setProperty("--to", share(this.to));
      this.allButton.disabled = this.isAll();
      this.weekButton.disabled = !this.slots.length;
      this.paint();
    }

    setCount(count) {
      const words = this.slots.length ? im.shortSpan(this.since, this.until) : "No dated incident";
      this.caption.replaceChildren(im.element("strong", "", words), ` · ${im.grouped(count)} ${count === 1 ? "incident" : "incidents"}`);
    }

    slotX(slot, width) {
      return THUMB / 2 + (this.slots.length > 1 ? (slot / (this.slots.length - 1)) * (width - THUMB) : (width - THUMB) / 2);
    }

    slotAt(x) {
      const share = (x - THUMB / 2) / Math.max(1, this.plot.clientWidth - THUMB);
      return Math.max(0, Math.min(this.slots.length - 1, Math.round(share * (this.slots.length - 1))));
    }

    paint() {
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      const width = this.plot.clientWidth;
      if (!width || !this.slots.length) return;
      this.plot.width = width * ratio;
      this.plot.height = PLOT_HEIGHT * ratio;
      const context = this.plot.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const style = getComputedStyle(this.node);
      this.paintBars(context, width, style.getPropertyValue("--im-line"));
      this.paintSpans(context, width);
      this.paintAxis(context, width, style.getPropertyValue("--im-soft"), style.getPropertyValue("--im-line"));
    }

    paintBars(context, width, lineColour) {
      const step = (width - THUMB) / Math.max(1, this.slots.length - 1);
      // Where a slot is narrower than two pixels, neighbours share one bar.
      const merged = Math.max(1, Math.ceil(2 / step));
      const bars = [];
      for (let at = 0; at < this.bars.length; at += merged) {
        const together = this.bars.slice(at, at + merged);
        bars.push([at, together[0].map((_, group) => together.reduce((sum, bar) => sum + bar[group], 0))]);
      }
      const sum = (counts) => counts.reduce((total, count) => total + count, 0);
      const highest = Math.max(3, ...bars.map(([, counts]) => sum(counts)));
      const thick = Math.max(1.5, Math.min(26, step * merged * 0.72));
      const base = BARS_TOP + BARS_HEIGHT;
      context.fillStyle = lineColour;
      context.fillRect(THUMB / 2, base, width - THUMB, 1);
      for (const [at, counts] of bars) {
        context.globalAlpha = at + merged - 1 >= this.from && at <= this.to ? 1 : 0.28;
        let top = base;
        counts.forEach((count, group) => {
          const height = (count / highest) * BARS_HEIGHT;
          top -= height;
          context.fillStyle = this.colours[group];
          context.fillRect(this.slotX(at, width) - thick / 2, top, thick, Math.max(0, height - (height > 4 ? 0.8 : 0)));
        });
      }
      context.globalAlpha = 1;
      this.paintScale(context, width, Math.max(...bars.map(([, counts]) => sum(counts))), highest);
    }

    // The highest bar's count, so that heights can be read.
    paintScale(context, width, most, highest) {
      if (!most) return;
      const y = BARS_TOP + BARS_HEIGHT - (most / highest) * BARS_HEIGHT;
      const style = getComputedStyle(this.node);
      context.strokeStyle = style.getPropertyValue("--im-line");
      context.lineWidth = 1;
      context.setLineDash([2, 3]);
      context.beginPath();
      context.moveTo(THUMB / 2, Math.round(y) - 0.5);
      context.lineTo(width - THUMB / 2, Math.round(y) - 0.5);
      context.stroke();
      context.setLineDash([]);
      context.font = "11px " + im.font;
      im.haloText(context, im.grouped(most), width / 2, Math.max(BARS_TOP, y) + 7, style.getPropertyValue("--im-soft"), "center");
    }

    // Incidents known only to a week, month or year lie as bars over all their days.
    paintSpans(context, width) {
      const lanes = new Array(SPAN_LANES).fill(-1);
      const top = BARS_TOP + BARS_HEIGHT + 3;
      for (const [from, to, colour] of [...this.spans].sort((a, b) => a[0] - b[0])) {
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
