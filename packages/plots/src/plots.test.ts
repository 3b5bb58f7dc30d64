import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readXml } from "./fixtures/read-xml.js";
import {
  escapeMarkup,
  markup,
  type Plot,
  plotDifferences,
  plotDistributions,
  plotFrontier,
  plotIntervals,
  plotSeries,
  toTableHtml,
  type Unit,
} from "./index.js";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "</svg><script>",
    "]]>",
    "<!--",
    "&amp;",
    '" onload="',
    "\u0000",
    "\uD800",
    "\r\n",
  ),
);
const anyNumber = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, 1, 5e-324, 1e308, -1.7e308, Number.NaN, Number.POSITIVE_INFINITY),
  fc.double({ min: -1, max: 1, noNaN: true }),
);
const anyUnit = fc.constantFrom<Unit>("number", "share", "points", "usd", "ms");
const numbers = fc.oneof(
  fc.array(anyNumber),
  fc.tuple(anyNumber, fc.nat(30)).map(([value, count]) => Array(count).fill(value) as number[]),
);
const head = fc.record({ id: anyText, title: anyText, width: fc.constantFrom(undefined, 0, 340) });

const interval = fc.record({ lower: anyNumber, upper: anyNumber });
const anyPlot: fc.Arbitrary<{ readonly plot: Plot; readonly texts: readonly string[] }> = fc.oneof(
  fc
    .record({ head, unit: anyUnit, axis: anyText, label: anyText, sides: fc.array(numbers) })
    .map(({ head: settings, unit, axis, label, sides }) => ({
      texts: [settings.title, axis],
      plot: plotDistributions({
        ...settings,
        unit,
        axis,
        sides: sides.map((values) => ({ label, values })),
      }),
    })),
  fc
    .record({ head, unit: anyUnit, differences: numbers })
    .map(({ head: settings, unit, differences }) => ({
      texts: [settings.title],
      plot: plotDifferences({ ...settings, unit, differences }),
    })),
  fc
    .record({
      head,
      unit: anyUnit,
      label: anyText,
      limit: anyNumber,
      rows: fc.array(fc.tuple(fc.option(anyNumber), fc.option(interval))),
    })
    .map(({ head: settings, unit, label, limit, rows }) => ({
      texts: [settings.title],
      plot: plotIntervals({
        ...settings,
        unit,
        axis: label,
        rowTitle: label,
        limit: { value: limit, label },
        words: { above: "better", below: "worse" },
        rows: rows.map(([value, ends]) => ({ label, value, ...ends })),
      }),
    })),
  fc
    .record({
      head,
      unit: anyUnit,
      label: anyText,
      points: fc.array(fc.tuple(fc.option(anyNumber), fc.option(anyNumber), fc.option(interval))),
    })
    .map(({ head: settings, unit, label, points }) => ({
      texts: [settings.title],
      plot: plotFrontier({
        ...settings,
        costUnit: unit,
        qualityUnit: unit,
        costAxis: label,
        qualityAxis: label,
        points: points.map(([cost, quality, ends]) => ({ label, cost, quality, interval: ends })),
      }),
    })),
  fc
    .record({
      head,
      unit: anyUnit,
      label: anyText,
      limit: anyNumber,
      points: fc.array(
        fc.tuple(fc.date({ noInvalidDate: false }), fc.option(anyNumber), fc.option(interval)),
      ),
    })
    .map(({ head: settings, unit, label, limit, points }) => ({
      texts: [settings.title],
      plot: plotSeries({
        ...settings,
        unit,
        axis: label,
        limits: [{ value: limit, label }],
        points: points.map(([at, value, ends]) => ({ at, value, interval: ends })),
      }),
    })),
);

describe("every plot of any data", () => {
  test("is well-formed, has a name and a description, and has no number that is none", () => {
    fc.assert(
      fc.property(anyPlot, ({ plot }) => {
        const svg = readXml(plot.svg).documentElement;
        expect(svg?.tagName).toBe("svg");
        expect(svg?.getAttribute("role")).toBe("img");
        const names = ["aria-labelledby", "aria-describedby"];
        const ids = names.map((name) => svg?.getAttribute(name) ?? "");
        const named = [...(svg?.childNodes ?? [])].slice(0, 2).map((node) => node.nodeName);
        expect(named).toEqual(["title", "desc"]);
        for (const id of ids) expect(plot.svg).toContain(`id="${id}"`);
        expect(plot.svg).not.toMatch(/="[^"]*(?:NaN|Infinity|undefined)/);
      }),
      { numRuns: 200 },
    );
  });

  test("comes with a table of as many cells a row as it has columns", () => {
    fc.assert(
      fc.property(anyPlot, ({ plot }) => {
        const { columns, rows } = plot.table;
        expect(rows.every((row) => row.length === columns.length)).toBe(true);
        const table = readXml(toTableHtml(plot.table)).documentElement;
        expect(table?.getElementsByTagName("tr").length).toBe(rows.length + 1);
      }),
      { numRuns: 200 },
    );
  });

  test("has no element or attribute that a text of its data made", () => {
    const known = /^(svg|title|desc|g|line|text|rect|circle|path)$/;
    fc.assert(
      fc.property(anyPlot, ({ plot }) => {
        for (const element of readXml(plot.svg).getElementsByTagName("*")) {
          expect(element.tagName).toMatch(known);
          for (const { name } of element.attributes) {
            expect(name).not.toMatch(/^(on|href|style|xlink)/);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

test("a text comes back from its markup as it was, but for what XML cannot hold", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const read = readXml(markup`<p title="${text}">${text}</p>`.text).documentElement;
      const held = [...text].map((sign) => (isSpeakable(sign) ? sign : "\uFFFD")).join("");
      expect(read?.textContent).toBe(held);
      expect(read?.getAttribute("title")).toBe(held.replace(/[\t\n]/g, " "));
    }),
  );
  expect(escapeMarkup("a\u0000\uD800<b c='d'>")).toBe("a\uFFFD\uFFFD&lt;b c=&#39;d&#39;&gt;");
});

/** By the production `Char` of XML 1.0. */
function isSpeakable(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x20) return "\t\n\r".includes(sign);
  return (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff;
}

test("the same data gives the same plot", () => {
  const settings = {
    id: "differences",
    title: "Differences",
    unit: "points",
    differences: [0.5, -0.25, 0],
  } as const;
  expect(plotDifferences(settings)).toEqual(plotDifferences(settings));
});

test("ticks are round, told apart, and in the unit of the axis", () => {
  const readTicks = ({ svg }: Plot) =>
    [...svg.matchAll(/class="quiet"[^>]*>([^<]*)</g)].map(([, text]) => text);
  const differences = plotDifferences({
    id: "d",
    title: "D",
    unit: "points",
    differences: [-0.43, 0.1],
  });
  expect(readTicks(differences).slice(0, 5)).toEqual(["−60", "−40", "−20", "0", "+20"]);
  const costs = plotFrontier({
    id: "f",
    title: "F",
    costUnit: "usd",
    qualityUnit: "share",
    costAxis: "cost",
    qualityAxis: "pass rate",
    points: [0.001, 0.02, 0.9].map((cost) => ({ label: "m", cost, quality: 0.9 })),
  });
  expect(readTicks(costs)).toEqual(expect.arrayContaining(["$0.001", "$0.01", "$0.1"]));
});

test("the bars of a histogram count every value once, at the edge of a bar, too", () => {
  const values = Array.from({ length: 21 }, (_, step) => step / 20);
  const { table } = plotDistributions({
    id: "scores",
    title: "Scores",
    unit: "number",
    axis: "score",
    ends: [0, 1],
    sides: [{ label: "v2", values: [...values, Number.NaN] }],
  });
  // 1 belongs to the last bar, which has 0.95, too.
  expect(table.rows.map(([, count]) => count)).toEqual([...Array(19).fill("1"), "2"]);
});

test("an interval's row is called better or worse only where all of it is", () => {
  const { svg } = plotIntervals({
    id: "slices",
    title: "Slices",
    unit: "points",
    axis: "candidate minus baseline",
    rowTitle: "slice",
    words: { above: "better", below: "worse" },
    rows: [
      { label: "german", value: -0.1, lower: -0.2, upper: -0.01 },
      { label: "long", value: 0.1, lower: 0.02, upper: 0.3 },
      { label: "short", value: -0.1, lower: -0.3, upper: 0 },
      { label: "empty", value: null },
    ],
  });
  expect(svg).toContain("Shown to be better: long.");
  expect(svg).toContain("Shown to be worse: german.");
  expect(svg).toContain("not known");
});

test("a line over time has a gap where nothing is known, and ticks at whole days", () => {
  const at = (day: number) => new Date(Date.UTC(2026, 10, day));
  const { svg, table } = plotSeries({
    id: "days",
    title: "Pass rate",
    unit: "share",
    axis: "pass rate a day",
    limits: [{ value: 0.9, label: "floor" }],
    points: [0.95, 0.96, null, 0.91, 0.92].map((value, index) => ({ at: at(index + 1), value })),
  });
  expect(svg.match(/class="best"/g)).toHaveLength(2);
  expect(svg).toContain(">2026-11-02<");
  expect(table.rows.map((row) => row[1])).toEqual([
    ...["95.0 %", "96.0 %", "not known", "91.0 %", "92.0 %"],
  ]);
});
