import { DOMParser, type Element, onErrorStopParsing } from "@xmldom/xmldom";
import fc from "fast-check";
import { expect, test } from "vitest";
import { randomRuns } from "../../../../../tooling/test/run/random-runs.ts";
import { hostileReport } from "../fixtures/script-hostile.js";
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

test("whatever models and datasets write, the file is well-formed and of the same shape", async () => {
  await fc.assert(
    fc.asyncProperty(hostileReport, async (script) => {
      const root = readXml(formatEvalJunit(await script()));
      expectShape(root);
      expect(count(root, "testcase")).toBe(1 + 6 * 3 + 2);
    }),
    { numRuns: randomRuns({ usual: 15, long: 600 }) },
  );
});
