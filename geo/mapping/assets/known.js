// The second axis of time: what was known on which day, by the publication of the reports.
(function (im) {
  "use strict";

  const STEP_MILLISECONDS = 1600;

  im.KnownAt = class {
    // `onChange` hears every change, `onSettle` only where a change ends.
    constructor(parent, { calm, onChange, onSettle }) {
      this.onChange = onChange;
      this.onSettle = onSettle;
      this.delay = calm ? 2 * STEP_MILLISECONDS : STEP_MILLISECONDS;
      this.days = [];
      this.at = 0;
      this.build(parent);
    }

    build(parent) {
      this.node = im.element("div", "im-known");
      this.node.hidden = true;
      this.playButton = im.iconButton("play", "Replay what was known day by day", () => (this.timer ? this.pause() : this.play()));
      const label = im.element("label", "im-known-label", "As known on");
      this.input = im.element("input");
      this.input.type = "range";
      this.input.min = 0;
      this.input.id = "im-known-at";
      label.htmlFor = this.input.id;
      this.input.oninput = () => {
        this.pause(false);
        this.move(Number(this.input.value));
      };
      this.input.onchange = () => this.onSettle();
      this.caption = im.element("output", "im-known-caption");
      this.caption.htmlFor = this.input.id;
      this.node.append(this.playButton, label, this.input, this.caption);
      parent.append(this.node);
    }

    // `days` are pairs of a day with reports and the number of reports published by then.
    load(days, reports) {
      this.days = days;
      this.reports = reports;
      this.node.hidden = days.length < 2;
      this.input.max = days.length;
      if (this.at > days.length) this.at = days.length;
      this.refresh();
    }

    // The chosen day, or Infinity for now.
    day() {
      return this.at < this.days.length ? this.days[this.at][0] : Infinity;
    }

    // A day between two with reports shows what was known on the earlier one.
    setDay(day) {
      const before = this.days.filter(([one]) => one <= day).length;
      this.at = day === Infinity || !this.days.length ? this.days.length : Math.max(0, before - 1);
      this.refresh();
    }

    move(at) {
      this.at = at;
      this.refresh();
      this.onChange();
    }

    play() {
      if (this.at >= this.days.length) this.move(0);
      im.setIcon(this.playButton, "pause", "Pause the replay");
      const tick = () => {
        this.move(this.at + 1);
        if (this.at >= this.days.length) this.pause();
        else this.timer = setTimeout(tick, this.delay);
      };
      this.timer = setTimeout(tick, this.delay);
    }

    pause(settle = true) {
      if (!this.timer) return;
      clearTimeout(this.timer);
      this.timer = null;
      im.setIcon(this.playButton, "play", "Replay what was known day by day");
      if (settle) this.onSettle();
    }

    refresh() {
      this.input.value = this.at;
      const isNow = this.at >= this.days.length;
      const told = isNow ? this.reports : this.days[this.at][1];
      const reports = told + (isNow ? "" : " of " + this.reports) + (this.reports === 1 ? " report" : " reports");
      const words = isNow ? "now: all " + reports : im.longDate(this.days[this.at][0]) + ": " + reports;
      this.caption.replaceChildren(im.element("strong", "", isNow ? "now" : im.longDate(this.days[this.at][0])), isNow ? " · all " + reports : " · " + reports);
      this.input.setAttribute("aria-valuetext", words);
    }
  };
})(window.incidentMap);
