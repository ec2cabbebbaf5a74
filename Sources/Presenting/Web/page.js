"use strict";
// Shows a lesson's players and questions. It computes nothing: steps, arithmetic, pictures and
// verdicts come from the engine, which is the program's own (Sources/Browser), or stand in the page.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent) ?? { name: "", words: {} };
  const words = data.words;
  const say = (form, ...values) => form.replace(/\{(\d)\}/g, (_, place) => values[place - 1] ?? "");

  // MARK: Small things

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value != null) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  };

  // What the page remembers stays here. Where storage is refused it is forgotten, nothing more.
  const memory = {
    place: (key) => (key === "theme" ? "learn/theme" : `learn/${data.name}/${key}`),
    read(key) {
      try { return JSON.parse(localStorage.getItem(memory.place(key))); } catch { return null; }
    },
    write(key, value) {
      try { localStorage.setItem(memory.place(key), JSON.stringify(value)); } catch { }
    },
  };

  // MARK: The engine

  const families = ['"Learn Text", sans-serif', '"Learn Letters", serif', "monospace"];

  // What stands in the page as base64.
  const bytesOf = (id) => bytesIn(document.getElementById(id).textContent);
  const bytesIn = (text) => {
    const signs = atob(text);
    const bytes = new Uint8Array(signs.length);
    for (let place = 0; place < signs.length; place += 1) bytes[place] = signs.charCodeAt(place);
    return bytes;
  };

  async function startEngine() {
    const packed = bytesOf("engine");
    if (!packed.length) return null;
    const unpacker = (await WebAssembly.instantiate(bytesOf("unpacker"))).instance.exports;
    const place = unpacker.room(packed.length);
    new Uint8Array(unpacker.memory.buffer, place, packed.length).set(packed);
    const size = unpacker.unpack(packed.length);
    const module = await WebAssembly.compile(
      new Uint8Array(unpacker.memory.buffer, unpacker.place(), size));
    await Promise.all(
      ['400 16px "Learn Text"', '600 16px "Learn Text"', '400 16px "Learn Letters"',
        'italic 400 16px "Learn Letters"'].map((font) => document.fonts.load(font)));
    const brush = document.createElement("canvas").getContext("2d");
    const utf8 = new TextDecoder();
    let memory;
    const page = {
      measure(text, count, face, size, weight, isItalic, extents) {
        brush.font = `${isItalic ? "italic " : ""}${weight} ${size}px ${families[face]}`;
        const m = brush.measureText(utf8.decode(new Uint8Array(memory.buffer, text, count)));
        new Float64Array(memory.buffer, extents, 7).set([
          m.width, m.fontBoundingBoxAscent, m.fontBoundingBoxDescent, m.actualBoundingBoxLeft,
          m.actualBoundingBoxRight, m.actualBoundingBoxAscent, m.actualBoundingBoxDescent]);
      },
    };
    // The C library asks for files, which there are none of, and for a seed of its tables.
    const system = {
      random_get(place, count) {
        crypto.getRandomValues(new Uint8Array(memory.buffer, place, count));
        return 0;
      },
    };
    const imports = { page };
    for (const { module: room, name } of WebAssembly.Module.imports(module)) {
      imports[room] ??= {};
      imports[room][name] ??= system[name] ?? (() => 52);
    }
    const instance = await WebAssembly.instantiate(module, imports);
    const engine = instance.exports;
    memory = engine.memory;
    const raw = (question) => {
      const text = new TextEncoder().encode(question);
      const place = engine.page_room(text.length);
      if (!place) return '{"error": "too long"}';
      new Uint8Array(memory.buffer, place, text.length).set(text);
      engine.page_answer(text.length);
      return utf8.decode(new Uint8Array(memory.buffer, engine.page_place(), engine.page_count()));
    };
    const ask = (question) => JSON.parse(raw(JSON.stringify(question)));
    ask.raw = raw;
    ask.carry = (bytes) => {
      const place = engine.page_room(bytes.length);
      new Uint8Array(memory.buffer, place, bytes.length).set(bytes);
      engine.page_carry(bytes.length);
    };
    ask({ ask: "words", language: data.language, numerals: data.numerals,
      table: data.table });
    return ask;
  }

  const play = (ask, run, experiment, name, fields) => ask({
    ask: "play", run, name, kind: experiment.kind, title: data.title, seed: data.seed, fields,
  });

  // What the engine says of an answer; nil where there is no engine to ask.
  const judge = (ask, text, question) => (ask ? ask({ ask: "judge", text, ...question }) : null);
  const explicit = (element) => ({
    numbers: JSON.parse(element.dataset.numbers), tolerance: element.dataset.tolerance,
    shown: element.dataset.shown,
  });

  // MARK: Players

  class Player {
    constructor(section, ask) {
      this.section = section;
      this.name = section.dataset.run;
      this.experiment = data.experiments[this.name];
      this.ask = this.experiment.isLive ? ask : null;
      this.judge = (text, question) => judge(ask, text, question);
      this.told = JSON.parse(section.dataset.told);
      this.static = new Map();
      for (const step of section.querySelectorAll(".steps > .step")) {
        this.static.set(Number(step.dataset.step), step);
      }
      section.querySelector(".steps")?.remove();
      this.verdicts = new Map();
      this.run = this.name;
      this.marks = this.experiment.marks;
      // Without the engine only the steps that the lesson tells can be visited.
      this.steps = this.ask ? this.marks.map((_, place) => place + 1) : this.told;
      this.seen = 0;
      this.step = this.steps[0];
      this.shown = 1;
      this.build();
      const kept = memory.read(section.id);
      if (kept && this.steps.includes(kept.step)) {
        this.step = kept.step;
        this.shown = Number.isInteger(kept.shown) && kept.shown > 0 ? kept.shown : 1;
        this.seen = Math.max(this.step, Number.isInteger(kept.seen) ? kept.seen : 0);
      }
      this.render();
    }

    get last() { return this.steps[this.steps.length - 1]; }

    build() {
      const button = (text, action, kind = "") =>
        make("button", { type: "button", class: kind, onclick: action }, text);
      this.heading = make("span", { role: "heading", "aria-level": "3" });
      this.mark = make("span", { class: "mark" });
      this.which = make("span", { class: "which", hidden: true },
        button(words.original, () => this.choose(this.name)),
        button(words.changed, () => this.choose(this.mine)));
      this.view = make("div", { class: "view", "aria-live": "polite" });
      this.strip = make("div", { class: "strip", "aria-hidden": "true" });
      this.back = button("← " + words.back, () => this.goBack(), "back");
      this.next = button(words.next + " →", () => this.goNext(), "main next");
      this.nextMistake = button(words.mistake, () => this.goToMistake(), "further");
      this.nextEpoch = button(words.epoch, () => this.goToEpoch(), "further");
      this.slider = make("input", {
        type: "range", min: 1, max: this.steps.length, value: 1, "aria-label": words.goTo,
        oninput: () => this.goTo(this.steps[this.slider.value - 1]),
      });
      this.message = make("span", { class: "message", role: "status" });
      this.nextMistake.hidden = !this.marks.some((mark) => mark[1]);
      this.nextEpoch.hidden = !this.marks.some((mark) => mark[0] > 1);
      this.slider.hidden = this.steps.length < 2;
      this.classButton = button("", () => this.toggleClassView(), "icon");
      this.classButton.innerHTML =
        '<svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true"><path fill="none" '
        + 'stroke="currentColor" stroke-width="1.8" d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4"/></svg>';
      this.classButton.setAttribute("aria-label", words.class);
      this.classButton.title = words.class + " (f)";
      this.card = make("div", { class: "card" },
        make("div", { class: "head" }, this.heading, this.mark, this.which), this.view, this.strip);
      if (this.ask) this.card.append(this.buildWhatIf());
      this.card.append(make("div", { class: "controls", role: "toolbar", "aria-label": words.step },
        make("div", { class: "steady" }, this.back, this.next),
        make("div", { class: "moves" }, this.nextMistake, this.nextEpoch, this.slider,
          this.classButton),
        this.message));
      this.ending = this.section.querySelector(".ending");
      this.ending.before(this.card);
      this.section.tabIndex = -1;
      let width = 0;
      new ResizeObserver(() => {
        const now = this.view.clientWidth;
        if (this.ask && width && now !== width) this.render();
        width = now;
      }).observe(this.card);
    }

    // MARK: What is shown

    // The room of the picture: beside the arithmetic, or above it on a narrow screen.
    get room() {
      const width = this.view.clientWidth || this.section.clientWidth || 800;
      const isNarrow = matchMedia("(max-width: 760px)").matches;
      const tall = this.section.classList.contains("class-view") ? 0.72 : 0.58;
      return isNarrow
        ? { width: width - 28, height: Math.max(170, innerHeight * 0.3) }
        : { width: (width - 80) * 0.54, height: Math.max(300, innerHeight * tall) };
    }

    // The step as the engine draws it now, or as it stands in the page.
    article() {
      if (!this.ask) return this.static.get(this.step);
      const { width, height } = this.room;
      const answer = this.ask({
        ask: "moment", run: this.run, step: this.step, width: Math.floor(width),
        height: Math.floor(height), id: this.section.id,
      });
      const frame = document.createElement("template");
      frame.innerHTML = answer.html ?? "";
      return frame.content.firstElementChild;
    }

    render() {
      const article = this.article();
      if (!article) return;
      const stages = [...article.querySelectorAll(".stage")];
      this.stageCount = stages.length;
      this.shown = Math.min(Math.max(this.shown, 1), stages.length);
      this.seen = Math.max(this.seen, this.step);
      // A first stage with a question of its own is asked before it is shown.
      const isAsked = (place) =>
        stages[place]?.dataset.question && !this.verdicts.has(this.address(place));
      let first = stages.findIndex((_, place) => place < this.shown && isAsked(place));
      if (this.isFree) first = -1;
      const count = first >= 0 ? first : this.shown;
      stages.forEach((stage, place) => {
        stage.hidden = place >= count;
        stage.classList.toggle("current", place === count - 1);
        stage.querySelector(".verdict")?.remove();
        const verdict = this.verdicts.get(this.address(place));
        if (verdict?.message && place < count) {
          stage.prepend(make("span", { class: "verdict " + (verdict.isRight ? "right" : "wrong") },
            verdict.message));
        }
      });
      // While a question is open its picture does not tell the answer.
      const picture = !this.isFree && isAsked(count) && stages[count].dataset.open
        || stages[Math.max(count - 1, 0)].dataset.picture;
      [...article.querySelector(".pictures").children].forEach((one, place) => {
        one.hidden = String(place) !== picture;
      });
      const heading = article.querySelector("h3").textContent;
      this.heading.textContent = heading;
      const isOver = count === stages.length;
      const isMistake = this.marks[this.step - 1]?.[1];
      this.mark.textContent = isMistake && isOver ? "●" : "";
      this.pending = this.isFree ? -1 : first >= 0 ? first : isAsked(count) ? count : -1;
      this.card.classList.toggle("asking", this.pending >= 0);
      this.view.replaceChildren(article);
      article.querySelector(".prediction")?.remove();
      if (this.pending >= 0) this.askBefore(article, stages[this.pending]);
      if (this.section.classList.contains("class-view")) {
        (article.querySelector(".prediction") ?? article.querySelector(".stage.current"))
          ?.scrollIntoView({ block: "nearest" });
      }
      this.drawStrip(isOver);
      this.slider.value = this.steps.indexOf(this.step) + 1;
      this.slider.setAttribute("aria-valuetext", heading);
      this.back.disabled = this.step === this.steps[0] && count <= 1;
      this.next.disabled = this.pending >= 0 || (this.step === this.last && isOver);
      this.ending.hidden = !(this.step === this.last && isOver) || this.run !== this.name;
      memory.write(this.section.id, { step: this.step, shown: this.shown, seen: this.seen });
    }

    // The strip tells no mistake that the reader has not met.
    drawStrip(isOver) {
      const isLong = this.steps.length > 120;
      this.strip.classList.toggle("long", this.steps.length > 40);
      if (isLong) return;
      const epochs = [];
      for (const step of this.steps) {
        const [epoch, isMistake] = this.marks[step - 1];
        if (epochs.at(-1)?.epoch !== epoch) epochs.push({ epoch, dots: [] });
        const isMet = step < this.seen || (step === this.seen && (isOver || step !== this.step));
        epochs.at(-1).dots.push(make("i", {
          class: (isMistake && isMet ? "mistaken " : "") + (step === this.step ? "current" : ""),
        }));
      }
      this.strip.replaceChildren(...epochs.map(({ dots }) => make("span", { class: "epoch" }, ...dots)));
    }

    address(stage) { return `${this.run}/${this.step}/${stage}`; }

    // MARK: Predictions

    askBefore(article, stage) {
      const place = Number(stage.dataset.stage);
      const id = this.section.id + "-answer";
      const input = make("input", {
        id, autocomplete: "off", maxlength: "40",
        inputmode: matchMedia("(pointer: coarse)").matches ? "none" : "text",
        "aria-describedby": id + "-verdict",
      });
      const output = make("output", { id: id + "-verdict" });
      const uncover = (verdict) => {
        this.verdicts.set(this.address(place), verdict);
        this.shown = place + 1;
        this.render();
        if (matchMedia("(pointer: fine)").matches) this.next.focus({ preventScroll: true });
      };
      const form = make("form", {
        class: "prediction",
        onsubmit: (event) => {
          event.preventDefault();
          if (!input.value.trim()) return;
          const verdict = this.judge(input.value, stage.dataset.numbers
            ? explicit(stage) : { run: this.run, step: this.step, stage: place });
          if (!verdict) return;
          if (verdict.isRight === null) {
            input.setAttribute("aria-invalid", "true");
            output.textContent = verdict.message;
          } else uncover(verdict);
        },
      },
        make("label", { for: id }, stage.dataset.question), input,
        make("button", { class: "main" }, words.check),
        make("button", {
          type: "button", class: "plain",
          onclick: () => uncover({ isRight: true, message: "" }),
        }, words.show),
        this.keypad(input), output);
      article.querySelector(".stages").append(form);
      if (this.wantsFocus && matchMedia("(pointer: fine)").matches) input.focus({ preventScroll: true });
    }

    keypad(input) {
      const press = (sign) => () => {
        input.value = sign === "⌫" ? input.value.slice(0, -1) : input.value + sign;
      };
      return make("div", { class: "keypad" }, ...[..."123−⌫456.,7890/"].map((sign) =>
        make("button", { type: "button", onclick: press(sign), "aria-label": sign }, sign)));
    }

    // MARK: Moves

    tell(text) { this.message.textContent = text; }

    move(step, shown) {
      this.tell("");
      this.step = step;
      this.shown = shown;
      this.isFree = false;
      this.wantsFocus = true;
      this.render();
      this.wantsFocus = false;
      this.keepAddress();
    }

    // The address leads back to this step, with what the reader changed.
    keepAddress() {
      const changes = new URLSearchParams();
      if (this.run === this.mine) {
        for (const [key, { read, original }] of this.inputs) {
          if (read() !== original) changes.set(key, read());
        }
      }
      const text = changes.size ? "?" + changes : "";
      try { history.replaceState(null, "", `#${this.name}/step-${this.step}${text}`); } catch { }
    }

    // Plays with the changes that an address names.
    follow(changes) {
      if (!this.ask) return;
      let isAny = false;
      for (const [key, text] of changes) {
        const input = this.inputs.get(key);
        if (input && text.length < 2000) { input.write(text); isAny = true; }
      }
      if (!isAny) return;
      this.section.querySelector(".what-if").open = true;
      this.change();
    }

    // The changed experiment as a lesson of its own, for `learn lesson ./FILE`.
    get lessonText() {
      const fields = [...this.inputs].map(([key, { read }]) => [key, read()])
        .filter(([, text]) => text.trim()).map(([key, text]) => `  ${key}: ${text}\n`).join("");
      const fence = "```";
      return `---\ntitle: ${JSON.stringify(data.title)}\nsummary: ${JSON.stringify(words.whatIf)}\n`
        + `level: beginner\nminutes: 10\nlanguage: ${data.language}\nseed: ${data.seed}\n---\n\n`
        + `${fence}experiment\nname: ${this.name}\n${this.experiment.kind}:\n${fields}${fence}\n\n`
        + `${fence}walk\nof: ${this.name}\n${fence}\n`;
    }

    save() {
      const link = make("a", {
        download: `${data.name}-${this.name}.md`,
        href: URL.createObjectURL(new Blob([this.lessonText], { type: "text/markdown" })),
      });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }

    neighbour(by) { return this.steps[this.steps.indexOf(this.step) + by]; }

    goNext() {
      if (this.pending >= 0) return;
      if (this.shown < this.stageCount) return this.move(this.step, this.shown + 1);
      const next = this.neighbour(1);
      if (next) this.move(next, 1); else this.tell(words.none);
    }

    goBack() {
      const place = this.pending >= 0 ? this.pending : this.shown;
      if (place > 1) {
        // Back to where its question was open, to be tried again.
        this.verdicts.delete(this.address(place - 1));
        return this.move(this.step, place - 1);
      }
      const before = this.neighbour(-1);
      if (before) this.move(before, Infinity);
    }

    goTo(step) { if (this.steps.includes(step)) this.move(step, 1); }

    goToMistake() {
      const step = this.steps.find((step) => step > this.step && this.marks[step - 1][1]);
      if (step) this.move(step, 1); else this.tell(words.none);
    }

    goToEpoch() {
      const epoch = this.marks[this.step - 1][0];
      const step = this.steps.find((step) => this.marks[step - 1][0] > epoch);
      if (step) this.move(step, 1); else this.tell(words.none);
    }

    toggleClassView() {
      this.section.classList.toggle("class-view");
      if (this.section.classList.contains("class-view")) this.next.focus();
      this.render();
    }

    press(event) {
      const isTyping = event.target.matches?.("input:not([type=range]), textarea, select");
      if (isTyping && (event.target.value || !event.target.closest(".prediction"))) return;
      if (event.target.matches?.("input[type=range]") && event.key.startsWith("Arrow")) return;
      const onButton = event.target.closest?.("button, summary, a");
      switch (event.key) {
        case "Enter": case " ":
          if (onButton || isTyping) return;
          this.goNext();
          break;
        case "ArrowRight": case "PageDown": case "n": this.goNext(); break;
        case "ArrowLeft": case "PageUp": case "b": case "p": this.goBack(); break;
        case "m": this.goToMistake(); break;
        case "e": this.goToEpoch(); break;
        case "g": this.slider.focus(); break;
        case "f": this.toggleClassView(); break;
        case "Home": this.goTo(this.steps[0]); break;
        case "End": this.goTo(this.last); break;
        case "Escape":
          if (!this.section.classList.contains("class-view")) return;
          this.toggleClassView();
          break;
        default: return;
      }
      event.preventDefault();
    }

    // MARK: What if

    buildWhatIf() {
      this.mine = this.section.id;
      const { fields } = this.ask({
        ask: "fields", kind: this.experiment.kind, given: this.experiment.fields,
      });
      this.inputs = new Map();
      const boxes = fields.map((field) => this.field(field));
      // The fields that the lesson names, or the first that can be changed at a tap.
      const named = JSON.parse(this.section.dataset.change);
      const isNear = (field) => (named.length ? named.includes(field.key)
        : field.value && (field.parts.length || field.rows.length || field.places !== null || field.words.length));
      const near = boxes.filter((_, place) => isNear(fields[place])).slice(0, 3);
      this.challenge = this.section.querySelector(".challenge");
      this.challenge?.removeAttribute("hidden");
      const far = boxes.filter((box) => !near.includes(box));
      this.note = make("div", { class: "note", role: "status", hidden: true });
      this.faultLine = make("div", { class: "fault wrong", role: "alert", hidden: true });
      return make("details", { class: "what-if" },
        make("summary", {}, words.whatIf), this.challenge ?? "",
        make("div", { class: "fields" }, ...near),
        far.length ? make("details", {}, make("summary", {}, words.more),
          make("div", { class: "fields" }, ...far)) : "",
        this.faultLine, this.note,
        make("button", { type: "button", onclick: () => this.reset() }, words.reset), " ",
        make("button", { type: "button", onclick: () => this.save() }, words.save));
    }

    field(field) {
      const id = `${this.section.id}-${field.key}`;
      const fault = make("div", { class: "fault", id: id + "-fault", hidden: true });
      const changed = () => this.change();
      const numberBox = (value, id, label) => {
        const input = make("input", {
          id, value, inputmode: "text", autocomplete: "off", maxlength: "40", onchange: changed,
          "aria-label": label, "aria-describedby": fault.id,
        });
        const step = (by) => () => {
          const answer = this.ask({ ask: "nudge", text: input.value, by, places: field.places });
          if (answer.text === undefined) return;
          input.value = answer.text;
          changed();
        };
        const box = make("span", { class: "number-box" },
          make("button", { type: "button", "aria-label": `${label} ${words.less}`, onclick: step(-1) }, "−"),
          input,
          make("button", { type: "button", "aria-label": `${label} ${words.plus}`, onclick: step(1) }, "+"));
        return [box, input];
      };
      let controls, inputs, read;
      if (field.parts.length) {
        const boxes = field.parts.map((part, place) =>
          numberBox(part, `${id}-${place}`, `${field.key} ${place}`));
        controls = boxes.map(([box]) => box);
        inputs = boxes.map(([, input]) => input);
        read = () => "[" + inputs.map((input) => input.value).join(", ") + "]";
      } else if (field.rows.length) {
        inputs = [];
        const body = field.rows.map((row, y) => make("tr", {}, ...row.map((cell, x) => {
          const input = make("input", {
            value: cell, autocomplete: "off", maxlength: "24", onchange: changed,
            "aria-label": `${field.key} ${y}, ${x}`, "aria-describedby": fault.id,
          });
          inputs.push(input);
          return make("td", {}, input);
        })));
        controls = [make("table", { class: "cells" }, make("tbody", {}, ...body))];
        read = () => "[" + body.map((row) => "["
          + [...row.querySelectorAll("input")].map((input) => input.value).join(", ") + "]").join(", ") + "]";
      } else if (field.places !== null && field.value) {
        const [box, input] = numberBox(field.value, id, field.key);
        [controls, inputs] = [[box], [input]];
        read = () => input.value;
      } else if (field.words.length) {
        const select = make("select", { id, onchange: changed, "aria-label": field.key },
          ...(field.value ? [] : [make("option", { value: "" }, field.fallback || "–")]),
          ...field.words.map((word) => make("option", { value: word, selected: word === field.value }, word)));
        [controls, inputs] = [[select], [select]];
        read = () => select.value;
      } else {
        const input = make("input", {
          id, value: field.value, placeholder: field.fallback, autocomplete: "off", size: 28,
          "aria-label": field.key, "aria-describedby": fault.id, onchange: changed,
        });
        [controls, inputs] = [[input], [input]];
        read = () => input.value;
      }
      const start = inputs.map((input) => input.value);
      const show = (message) => {
        fault.textContent = message;
        fault.hidden = !message;
        for (const input of inputs) input.toggleAttribute("aria-invalid", false);
        if (message) for (const input of inputs) input.setAttribute("aria-invalid", "true");
      };
      const undo = () => inputs.forEach((input, place) => { input.value = start[place]; });
      // What an address says of the field: as many values as there are boxes, or one text.
      const write = (text) => {
        const values = inputs.length > 1 ? text.match(/[^\[\],\s]+/g) ?? [] : [text];
        if (values.length === inputs.length) inputs.forEach((input, place) => { input.value = values[place]; });
      };
      this.inputs.set(field.key, { read, show, undo, write, original: read() });
      return make("div", { class: "field", title: field.help },
        make("span", { class: "label" }, `${field.key}: ${field.help}`), ...controls, fault);
    }

    // Plays the run anew with what stands in the fields.
    change() {
      const fields = {};
      const keys = [...this.inputs.keys()];
      for (const key of keys) {
        this.inputs.get(key).show("");
        const text = this.inputs.get(key).read();
        if (text.trim()) fields[key] = text;
      }
      this.faultLine.hidden = true;
      const answer = play(this.ask, this.mine, this.experiment, this.name, fields);
      const given = Object.keys(fields);
      if (answer.error || answer.faults.length) {
        const faults = answer.faults ?? [{ field: -1, message: answer.error, hint: "" }];
        // What is missing has no place among what was given: it is the field that was emptied.
        const emptied = [...this.inputs.values()].find(
          ({ read, original }) => original.trim() && !read().trim());
        for (const { field, message, hint } of faults) {
          const text = message + (hint ? " · " + hint : "");
          const place = this.inputs.get(given[field]) ?? emptied;
          if (place) place.show(text); else {
            this.faultLine.textContent = text;
            this.faultLine.hidden = false;
          }
        }
        return;
      }
      this.changed = answer;
      this.choose(this.mine);
      const { step, sentence } = this.ask({ ask: "part", run: this.mine, with: this.name });
      this.note.replaceChildren(sentence + " " + answer.ending);
      if (step) {
        this.note.append(make("button", { type: "button", onclick: () => this.goTo(step) }, words.first));
      }
      this.note.hidden = false;
      this.which.hidden = false;
      if (this.challenge) {
        const { isMet } = this.ask({ ask: "meets", run: this.mine, goal: this.challenge.dataset.goal });
        this.note.prepend(make("span", { class: isMet ? "right" : "wrong" },
          isMet ? words.met : words.unmet), " ");
        this.challenge.classList.toggle("met", isMet);
      }
      this.keepAddress();
    }

    // The original, or what the reader made of it.
    choose(run) {
      this.run = run;
      const isMine = run === this.mine && this.changed;
      this.marks = isMine ? this.changed.marks : this.experiment.marks;
      this.steps = this.marks.map((_, place) => place + 1);
      this.slider.max = this.steps.length;
      if (this.step > this.last) this.step = this.last;
      this.section.classList.toggle("changed", Boolean(isMine));
      [...this.which.children].forEach((button, place) =>
        button.setAttribute("aria-pressed", String((place === 1) === Boolean(isMine))));
      // Whoever changes numbers wants to see what comes of it.
      this.isFree = Boolean(isMine);
      this.shown = isMine ? Infinity : this.shown;
      this.render();
    }

    reset() {
      for (const { undo, show } of this.inputs.values()) { undo(); show(""); }
      this.faultLine.hidden = true;
      this.note.hidden = true;
      this.which.hidden = true;
      this.changed = null;
      this.choose(this.name);
      this.keepAddress();
    }
  }

  // MARK: A whole network

  // What comes out of each layer, map by map; the chosen map is enlarged, and of the number chosen in
  // it stands below how it came about.
  class NetworkMap {
    constructor(section, ask) {
      this.section = section;
      this.run = section.dataset.run;
      this.ask = ask;
      const { plan, shape, numbers } = data.experiments[this.run].network;
      ask.carry(bytesIn(numbers));
      const answer = ask({ ask: "network", run: this.run, title: data.title, shape, plan });
      if (answer.error) throw new Error(answer.error);
      this.layers = answer.layers;
      this.build();
      section.hidden = false;
    }

    build() {
      this.maps = [];
      const columns = this.layers.map((layer) => {
        const buttons = layer.maps.map((map, place) => {
          const name = layer.maps.length > 1 ? `${layer.name}, ${say(words.map, place)}` : layer.name;
          const picture = make("button", {
            type: "button", class: "map", "aria-label": name, tabindex: "-1",
            disabled: !layer.isTraced, onclick: () => this.choose(layer, place, 0, 0),
          }, this.paint(map));
          this.maps.push({ layer, place, picture, map });
          return picture;
        });
        return make("div", { class: "layer" },
          make("div", { class: "title" }, make("b", {}, layer.name), ` ${layer.size}`),
          make("div", { class: "maps" }, ...buttons));
      });
      this.overview = make("div", {
        class: "layers", role: "group", "aria-label": words.network,
        onkeydown: (event) => this.pressInMaps(event),
      }, ...columns);
      this.big = make("div", {
        class: "big", tabindex: "0", role: "application", onkeydown: (event) => this.press(event),
        onpointerdown: (event) => { this.big.setPointerCapture?.(event.pointerId); this.point(event); },
        onpointermove: (event) => { if (event.buttons) this.point(event); },
      });
      this.cursor = make("div", { class: "frame" });
      this.name = make("p", { class: "name" });
      this.told = make("div", { class: "told", "aria-live": "polite" });
      this.section.append(make("div", { class: "card" },
        make("div", { class: "head" },
          make("span", { role: "heading", "aria-level": "3" }, words.network)),
        make("p", { class: "hint-line" }, words.networkHint), this.overview,
        make("div", { class: "chosen" }, make("div", { class: "enlarged" }, this.name, this.big),
          this.told)));
      const first = this.layers.find((layer) => layer.isTraced);
      const { rows, columns: width } = first.maps[0];
      this.choose(first, 0, rows >> 1, width >> 1, true);
    }

    // A picture of a map, a pixel a number.
    paint({ rows, columns, colors }) {
      const canvas = make("canvas", { width: columns, height: rows, "aria-hidden": "true" });
      const brush = canvas.getContext("2d");
      const image = brush.createImageData(columns, rows);
      for (let cell = 0; cell < rows * columns; cell += 1) {
        for (let part = 0; part < 3; part += 1) {
          image.data[cell * 4 + part] = parseInt(colors.substr(cell * 6 + part * 2, 2), 16);
        }
        image.data[cell * 4 + 3] = 255;
      }
      brush.putImageData(image, 0, 0);
      return canvas;
    }

    choose(layer, place, row, column, isFirst = false) {
      const found = this.maps.find((one) => one.layer === layer && one.place === place);
      if (!found) return;
      if (this.chosen !== found) {
        if (this.chosen?.layer === layer) { row = this.row; column = this.column; }
        for (const { picture } of this.maps) {
          picture.setAttribute("aria-pressed", String(picture === found.picture));
          picture.tabIndex = picture === found.picture ? 0 : -1;
        }
        this.chosen = found;
        this.big.replaceChildren(this.paint(found.map), this.cursor);
      }
      this.show(row, column, isFirst);
    }

    // Tells the number at a place of the chosen map.
    show(row, column, isFirst = false) {
      const { layer, place, map } = this.chosen;
      this.row = Math.min(Math.max(row, 0), map.rows - 1);
      this.column = Math.min(Math.max(column, 0), map.columns - 1);
      const width = this.told.clientWidth || 480;
      const answer = this.ask({
        ask: "number", run: this.run, layer: layer.name, map: place, row: this.row,
        column: this.column, width: Math.floor(width), height: innerWidth < 760 ? 420 : 720,
        id: "number-" + this.run,
      });
      if (answer.error) return;
      this.name.textContent = answer.name;
      this.big.setAttribute("aria-label", answer.name);
      this.told.innerHTML = answer.html;
      for (const stage of this.told.querySelectorAll(".stage")) stage.classList.add("current");
      [...this.told.querySelectorAll(".pictures > *")].slice(1).forEach((one) => one.remove());
      this.mark(this.cursor, map, { row: this.row, column: this.column, rows: 1, columns: 1 });
      for (const frame of this.overview.querySelectorAll(".frame")) frame.remove();
      this.frame(this.chosen, { row: this.row, column: this.column, rows: 1, columns: 1 });
      for (const seen of answer.seen) {
        for (const one of this.maps) {
          if (one.layer.name === seen.layer && (seen.map === null || seen.map === one.place)) {
            this.frame(one, seen);
          }
        }
      }
      if (isFirst) return;
      const text = `#${this.run}/${layer.name}[${place}][${this.row},${this.column}]`;
      try { history.replaceState(null, "", text); } catch { }
    }

    frame(one, place) {
      const frame = make("span", { class: "frame" });
      this.mark(frame, one.map, place);
      one.picture.append(frame);
    }

    // Lays a frame on a picture: the style is set, not written, as the page's policy asks.
    mark(frame, map, { row, column, rows, columns }) {
      const top = Math.max(row, 0);
      const left = Math.max(column, 0);
      frame.style.top = `${100 * top / map.rows}%`;
      frame.style.left = `${100 * left / map.columns}%`;
      frame.style.height = `${100 * (Math.min(row + rows, map.rows) - top) / map.rows}%`;
      frame.style.width = `${100 * (Math.min(column + columns, map.columns) - left) / map.columns}%`;
    }

    point(event) {
      const box = this.big.getBoundingClientRect();
      const { map } = this.chosen;
      const row = Math.floor((event.clientY - box.top) / box.height * map.rows);
      const column = Math.floor((event.clientX - box.left) / box.width * map.columns);
      if (row !== this.row || column !== this.column) this.show(row, column);
    }

    press(event) {
      const moves = {
        ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
      };
      const move = moves[event.key];
      if (!move || event.ctrlKey || event.altKey || event.metaKey) return;
      this.show(this.row + move[0], this.column + move[1]);
      event.preventDefault();
      event.stopPropagation();
    }

    // From map to map, also into the next layer.
    pressInMaps(event) {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!by) return;
      const open = this.maps.filter((one) => one.layer.isTraced);
      const next = open[open.indexOf(this.chosen) + by];
      event.preventDefault();
      event.stopPropagation();
      if (!next) return;
      this.choose(next.layer, next.place, 0, 0);
      next.picture.focus();
    }

    // `conv1[3][12,7]`, as in an address.
    follow(text) {
      const found = /^(.+)\[(\d+)\]\[(\d+),(\d+)\]$/.exec(text);
      const layer = found && this.layers.find((one) => one.name === found[1] && one.isTraced);
      if (!layer || !layer.maps[found[2]]) return false;
      this.choose(layer, Number(found[2]), 0, 0);
      this.show(Number(found[3]), Number(found[4]));
      return true;
    }
  }

  // MARK: Questions

  function prepareQuestions(ask) {
    for (const form of document.querySelectorAll("form.number")) {
      const input = form.querySelector("input");
      const output = form.querySelector("output");
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const verdict = input.value.trim() && judge(ask, input.value, explicit(form));
        if (!verdict) {
          if (!ask) form.closest(".question").querySelector("details.answer").open = true;
          return;
        }
        output.className = verdict.isRight === null ? "" : verdict.isRight ? "right" : "wrong";
        output.textContent = verdict.message;
        input.toggleAttribute("aria-invalid", false);
        if (!verdict.isRight) input.setAttribute("aria-invalid", "true");
      });
    }
    for (const form of document.querySelectorAll("form.choice")) {
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("change", ({ target }) => {
        for (const why of form.querySelectorAll(".why")) why.hidden = true;
        const why = target.closest(".option").querySelector(".why");
        why.hidden = false;
        why.querySelector("b").className = target.dataset.right === "true" ? "right" : "wrong";
      });
    }
  }

  // MARK: The page

  function prepareBar() {
    const root = document.documentElement;
    const kept = memory.read("theme");
    if (kept === "dark" || kept === "light") root.dataset.theme = kept;
    const theme = document.getElementById("theme");
    theme.hidden = false;
    theme.addEventListener("click", () => {
      const isDark = root.dataset.theme
        ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = isDark ? "light" : "dark";
      memory.write("theme", root.dataset.theme);
    });
    const keys = document.getElementById("keys");
    keys.append(make("p", {}, words.keys),
      make("form", { method: "dialog" }, make("button", { class: "main" }, words.close)));
    const help = document.getElementById("help");
    help.hidden = !words.keys;
    help.addEventListener("click", () => keys.showModal());
  }

  // On the page that a course starts from: where its reader has been.
  function markLessons() {
    for (const lesson of document.querySelectorAll(".lesson")) {
      try {
        const start = `learn/${lesson.dataset.name}/`;
        const hasBegun = Object.keys(localStorage).some((key) => key.startsWith(start));
        lesson.classList.toggle("begun", hasBegun);
      } catch { }
    }
  }

  async function start() {
    prepareBar();
    markLessons();
    let ask = null;
    try { ask = await startEngine(); } catch (error) { console.warn(words.notHere, error); }
    if (ask) {
      for (const [name, experiment] of Object.entries(data.experiments)) {
        if (!experiment.isLive) continue;
        const answer = play(ask, name, experiment, name, experiment.fields);
        if (answer.error || answer.faults.length) experiment.isLive = false;
      }
    }
    prepareQuestions(ask);
    const players = [];
    for (const section of document.querySelectorAll(".player")) {
      try { players.push(new Player(section, ask)); } catch (error) { console.warn(error); }
    }
    const networks = [];
    for (const section of document.querySelectorAll(".network")) {
      if (!ask) break;
      try { networks.push(new NetworkMap(section, ask)); } catch (error) { console.warn(error); }
    }
    const followAddress = () => {
      let [place, changes] = location.hash.slice(1).split("?");
      try { place = decodeURIComponent(place); } catch { return; }
      const network = networks.find((one) => place.startsWith(one.run + "/")
        && one.follow(place.slice(one.run.length + 1)));
      if (network) return network.section.scrollIntoView({ block: "start" });
      const [name, step] = place.split("/step-");
      const player = players.find((one) => one.name === name);
      if (!player || !step) return;
      player.follow(new URLSearchParams(changes));
      player.goTo(Number(step));
      player.section.scrollIntoView({ block: "start" });
    };
    addEventListener("hashchange", followAddress);
    followAddress();
    // Keys go to the player that fills the screen, has the focus, or lies in the middle.
    addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
      if (event.key === "?" && !event.target.matches?.("input, textarea")) {
        return document.getElementById("keys").showModal();
      }
      const player = players.find((one) => one.section.classList.contains("class-view"))
        ?? players.find((one) => one.section.contains(event.target))
        ?? (event.target === document.body ? nearest() : null);
      player?.press(event);
    });
    const nearest = () => players.find((one) => {
      const { top, bottom } = one.card.getBoundingClientRect();
      return top < innerHeight * 0.6 && bottom > innerHeight * 0.4;
    });
    // For tests: asks the engine what they like.
    window.learn = { ask, raw: ask?.raw, players, networks };
    performance.mark("ready");
    document.documentElement.dataset.ready = ask ? "live" : "still";
  }

  start();
})();
