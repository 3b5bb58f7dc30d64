import { DOMParser, type Element, onErrorStopParsing } from "@xmldom/xmldom";
import fc from "fast-check";
import { expect, test } from "vitest";
import { randomRuns } from "../../../../../tooling/test/run/random-runs.ts";
import { hostileReport } from "../fixtures/script-hostile.js";
import { scriptLedgerReport } from "../fixtures/script-ledger.js";
import { scriptReport } from "../fixtures/script-report.js";
import { formatEvalJunit } from "./format-eval-junit.js";

/** What the schema of Jenkins and that of Surefire both allow: each element with its attributes, and where it stands. */
const shape: Readonly<
  Record<string, { readonly in: string; readonly attributes: readonly string[] }>
> = {
  testsuites: {
    in: "#document",
    attributes: ["name", "tests", "failures", "errors", "skipped", "time"],
  },
  testsuite: {
    in: "testsuites",
    attributes: ["name", "timestamp", "hostname", "tests", "failures", "errors", "skipped", "time"],
  },
  properties: { in: "testsuite", attributes: [] },
  property: { in: "properties", attributes: ["name", "value"] },
  testcase: { in: "testsuite", attributes: ["classname", "name", "time"] },
  failure: { in: "testcase", attributes: ["type", "message"] },
  error: { in: "testcase", attributes: ["type", "message"] },
  skipped: { in: "testcase", attributes: ["message"] },
  "system-out": { in: "testcase", attributes: [] },
};

function readXml(text: string): Element {
  const { documentElement } = new DOMParser({ onError: onErrorStopParsing }).parseFromString(
    text,
    "text/xml",
  );
  if (documentElement === null) throw new TypeError("There is no element.");
  return documentElement;
}

const count = (element: Element, name: string) => element.getElementsByTagName(name).length;

function expectShape(root: Element): void {
  for (const element of [root, ...root.getElementsByTagName("*")]) {
    const known = shape[element.tagName];
    expect(element.parentNode?.nodeName).toBe(known?.in);
    expect([...element.attributes].map(({ name }) => name)).toEqual(known?.attributes);
  }
  for (const suite of [root, ...root.getElementsByTagName("testsuite")]) {
    const counted = ["testcase", "failure", "error", "skipped"].map((name) =>
      String(count(suite, name)),
    );
    const told = ["tests", "failures", "errors", "skipped"].map((name) => suite.getAttribute(name));
    expect(told).toEqual(counted);
  }
}

test("a run is a suite with its gate, and a test for each case and each eval", async () => {
  const report = await scriptReport();
  const root = readXml(formatEvalJunit(report));
  expectShape(root);
  const tests = [...root.getElementsByTagName("testcase")];
  expect(tests).toHaveLength(1 + 88 * 3);
  const gate = tests[0];
  expect(gate?.getAttribute("classname")).toBe("product_description.gate");
  expect(gate?.getElementsByTagName("failure")[0]?.getAttribute("type")).toBe("fail");
  const long = tests.filter(
    (each) => each.getAttribute("classname") === "product_description.max_words(30)",
  );
  expect(long).toHaveLength(88);
  expect(long.filter((each) => count(each, "failure") === 1)).toHaveLength(18);
  const [run] = report.runs;
  const milliseconds = run?.evaluation.kind === "gate" ? run.evaluation.run.results : [];
  const seconds =
    milliseconds.reduce((sum, { candidate }) => sum + (candidate[0]?.durationMs ?? 0), 0) / 1_000;
  expect(Number(root.getAttribute("time"))).toBeCloseTo(seconds, 2);
});

test("a case without a result is an error of each eval, and a verdict that is open is a failure", async () => {
  const report = await scriptReport({
    count: 20,
    candidate: (at) => {
      if (at < 2) throw new Error("The vendor was away.");
      return "You get a shelf.";
    },
  });
  const root = readXml(formatEvalJunit(report));
  expectShape(root);
  expect(count(root, "error")).toBe(2 * 3);
  expect(root.getElementsByTagName("error")[0]?.textContent).toBe("The vendor was away.");
  expect(root.getElementsByTagName("failure")[0]?.getAttribute("type")).toBe("inconclusive");
});

test("the ledger and where evals differ are properties of the suite and the output of its gate", async () => {
  const root = readXml(formatEvalJunit(await scriptLedgerReport()));
  expectShape(root);
  const properties = [...root.getElementsByTagName("property")].map((each) => [
    each.getAttribute("name"),
    each.getAttribute("value"),
  ]);
  expect(Object.fromEntries(properties)).toMatchObject({
    "ledger.drops": "no_superlatives",
    "ledger.adds": "speaks_to_the_reader",
    "ledger.less": "at_most_30_words, no_superlatives",
    "ledger.obeyed.at_most_30_words": "79.5 %",
    "ledger.obeyed.speaks_to_the_reader": "100.0 %",
    "differ.no_superlatives.speaks_to_the_reader":
      "18 of 88 answers; only the judge passes: 0; only the eval passes: 18",
  });
  const [output] = root.getElementsByTagName("system-out");
  expect(output?.parentNode).toBe(root.getElementsByTagName("testcase")[0]);
  expect(output?.textContent).toContain("product_description_v3 drops: no_superlatives");
  expect(output?.textContent).toContain("Judge no_superlatives and speaks_to_the_reader differ");
  expect(count(root, "system-out")).toBe(1);
});

test("a family whose run ended in an error is an error of its gate", async () => {
  const failed = [{ family: "slogan", code: "dataset_invalid", reason: "Row 3 is <none>." }];
  const root = readXml(formatEvalJunit({ ...(await scriptReport({ count: 5 })), failed }));
  expectShape(root);
  const [error] = root.getElementsByTagName("error");
  expect(error?.parentElement?.getAttribute("classname")).toBe("slogan.gate");
  expect(error?.getAttribute("type")).toBe("dataset_invalid");
  expect(error?.textContent).toContain("Row 3 is <none>.");
});

test("whatever models and datasets write, the file is well-formed and of the same shape", async () => {
  await fc.assert(
    fc.asyncProperty(hostileReport, async (script) => {
      const root = readXml(formatEvalJunit(await script()));
      expectShape(root);
      expect(count(root, "testcase")).toBe(1 + 6 * 3 + 3);
    }),
    { numRuns: randomRuns({ usual: 15, long: 600 }) },
  );
});
