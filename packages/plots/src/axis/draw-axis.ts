import { drawLine, drawText } from "../layout/plot.js";
import type { Markup } from "../markup/markup.js";
import type { Scale } from "./scale.js";

interface AxisSettings {
  readonly scale: Scale;
  /** The other coordinate's ends: the grid's lines go from one to the other, and the labels stand at the first. */
  readonly from: number;
  readonly to: number;
  readonly title?: string | undefined;
}

interface BottomAxisSettings extends AxisSettings {
  /** Where the title ends. */
  readonly right: number;
}

/** Vertical lines of a grid, with their labels below, and the axis's title below these. */
export function drawBottomAxis(settings: BottomAxisSettings): readonly Markup[] {
  const { scale, from, to, title, right } = settings;
  return [
    ...scale.ticks.flatMap(({ value, label }) => {
      const x = scale.at(value);
      return [
        drawLine({ from: [x, from], to: [x, to], style: "grid" }),
        drawText({ at: [x, from + 17], text: label, style: "quiet", anchor: "middle" }),
      ];
    }),
    ...(title === undefined
      ? []
      : [drawText({ at: [right, from + 35], text: title, style: "quiet", anchor: "end" })]),
  ];
}

/** Horizontal lines of a grid, with their labels to the left. */
export function drawLeftAxis({ scale, from, to }: AxisSettings): readonly Markup[] {
  return scale.ticks.flatMap(({ value, label }) => {
    const y = scale.at(value);
    return [
      drawLine({ from: [from, y], to: [to, y], style: "grid" }),
      drawText({ at: [from - 8, y + 4], text: label, style: "quiet", anchor: "end" }),
    ];
  });
}
