// Figures in the browser: drawn in place, so that zoom and scroll survive, telling Python what a person does with them.
const WAIT_MS = 40000;
const SETTLE_MS = 260;

async function plotly() {
  // Streamlit loads its chart library with the first chart of its own; an empty one stands hidden above these.
  const until = Date.now() + WAIT_MS;
  while (!window.Plotly && Date.now() < until) await new Promise((done) => setTimeout(done, 40));
  return window.Plotly;
}

function numbers(values) {
  // Numbers travel packed; plotly unpacks them for itself only.
  if (!values || !values.bdata) return values;
  const bytes = Uint8Array.from(atob(values.bdata), (letter) => letter.charCodeAt(0));
  const kinds = { f8: Float64Array, f4: Float32Array, i4: Int32Array, i2: Int16Array, i1: Int8Array, u1: Uint8Array };
  return Array.from(new kinds[values.dtype](bytes.buffer));
}

function extents(traces, selected) {
  // Row of the plot -> the stretch that the selected event covers there.
  const rows = new Map();
  for (const trace of traces) {
    if (trace.mode === "text" || !(trace.customdata || []).includes(selected)) continue;
    const [x, y, base] = [trace.x, trace.y, trace.base].map(numbers);
    trace.customdata.forEach((id, at) => {
      if (id !== selected) return;
      const [low, high] = base ? [base[at], base[at] + x[at]] : [x[at], x[at]];
      const known = rows.get(y[at]) || [low, high];
      rows.set(y[at], [Math.min(low, known[0]), Math.max(high, known[1])]);
    });
  }
  return rows;
}

function rings(traces, selected, colour) {
  const line = { color: colour, width: 2 };
  return [...extents(traces, selected)].map(([y, [low, high]]) =>
    low === high
      ? { type: "circle", xsizemode: "pixel", ysizemode: "pixel", xanchor: low, yanchor: y,
          x0: -12, x1: 12, y0: -12, y1: 12, line }
      : { type: "rect", x0: low, x1: high, ysizemode: "pixel", yanchor: y, y0: -9, y1: 9, line });
}

export default function (component) {
  const { parentElement, data, setStateValue, setTriggerValue } = component;
  const root = parentElement.querySelector(".timeline-chart");
  root.setAttribute("aria-label", data.alt);
  const state = (root.timelineState = root.timelineState || { timer: 0, width: 0 });
  state.tell = { setStateValue, setTriggerValue };
  state.data = data;

  const tellRange = () => {
    clearTimeout(state.timer);
    state.timer = setTimeout(() => {
      const axis = root._fullLayout && root._fullLayout.xaxis;
      if (!axis) return;
      state.tell.setStateValue("range", axis.range.map((end) => axis.d2l(end)));
    }, SETTLE_MS);
  };

  const listen = () => {
    root.on("plotly_click", (event) => {
      const point = event.points.find((one) => one.customdata !== undefined);
      if (point) state.tell.setTriggerValue("picked", point.customdata);
    });
    root.on("plotly_selected", (event) => {
      if (!event || !event.range) return;
      const axis = root._fullLayout.xaxis;
      state.tell.setTriggerValue("brushed", event.range.x.map((end) => axis.d2l(end)).sort((a, b) => a - b));
    });
    root.on("plotly_relayout", (change) => {
      if (state.data.zooms && Object.keys(change).some((key) => key.startsWith("xaxis"))) tellRange();
    });
    root.on("plotly_doubleclick", () => state.tell.setTriggerValue("reset", true));
    root.addEventListener("wheel", (event) => {
      if (!state.data.zooms || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      const axis = root._fullLayout.xaxis;
      const box = root.getBoundingClientRect();
      const [low, high] = axis.range.map((end) => axis.d2l(end));
      const share = Math.min(Math.max((event.clientX - box.left - axis._offset) / axis._length, 0), 1);
      const factor = Math.exp(Math.max(-0.5, Math.min(0.5, event.deltaY * 0.004)));
      const at = low + share * (high - low);
      window.Plotly.relayout(root, { "xaxis.range": [at - (at - low) * factor, at + (high - at) * factor] });
    }, { passive: false });
    new ResizeObserver(() => {
      const width = Math.round(root.clientWidth / 40) * 40;
      const planned = state.data.width;
      if (!planned || !width || width === state.width || Math.abs(width - planned) < planned / 10) return;
      state.width = width;
      state.tell.setStateValue("width", width);
    }).observe(root);
  };

  const draw = async () => {
    const library = await plotly();
    if (!library) {
      setStateValue("missing", true);
      return;
    }
    const current = state.data;
    const figure = JSON.parse(current.figure);
    const layout = { ...figure.layout, autosize: true, selections: [] };
    if (current.selected) {
      layout.shapes = [...(layout.shapes || []), ...rings(figure.data, current.selected, current.accent)];
    }
    await library.react(root, figure.data, layout, {
      displayModeBar: false, responsive: true, doubleClick: false, scrollZoom: false,
    });
    if (!state.listening) {
      state.listening = true;
      listen();
    }
  };
  draw();
}
