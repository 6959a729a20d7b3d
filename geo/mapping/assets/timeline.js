// The timeline below the map: histogram, range slider and playback, all in the browser.
//
// Time runs in whole days. The two ends that a reader sees are both inclusive; as instants the range is
// half open, from 00:00 of the first day to 00:00 of the day after the last, so no hour of the last day is lost.
// The slider counts slots: one a day, but long stretches without any incident are left out (a break is drawn).
(function (im) {
  "use strict";

  const STEP_MILLISECONDS = 900;
  const SPEEDS = [["½×", 0.5], ["1×", 1], ["2×", 2], ["4×", 4]];


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
      this.plot = new im.Plot(this.node, (at) => this.choose(at, at));
      this.sliders = im.element("div", "im-sliders");
      this.low = this.slider("First day");
      this.high = this.slider("Last day");
      this.sliders.append(im.element("div", "im-rail"), this.low, this.high);
      track.append(this.plot.canvas, this.sliders);
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
      const ends = ([first, last, colour]) => [this.firstSlot(first), Math.max(this.firstSlot(first), this.lastSlot(last)), colour];
      this.plot.load({ slots, counts, spans: spans.map(ends), colours });
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
      this.plot.paint(this.from, this.to);
    }

    setCount(count) {
      const words = this.slots.length ? im.shortSpan(this.since, this.until) : "No dated incident";
      this.caption.replaceChildren(im.element("strong", "", words), ` · ${im.grouped(count)} ${count === 1 ? "incident" : "incidents"}`);
    }
  };
})(window.incidentMap);
