import { createRedactor } from "@promptrail/core/privacy";
import { toContextShape } from "@promptrail/core/shape";
import type { Benchmark } from "../benchmark.ts";
import { createLoopTimer } from "../timers/loop-timer.ts";

interface PrivacySettings {
  readonly milliseconds: number;
  readonly runs: number;
}

const sentence =
  "The Trailrunner 3 is a light shoe for wet paths: 245 g, 129.90 EUR, sent on 2026-11-30 within 2-4 days. ";
const ordinary = sentence.repeat(20).slice(0, 2_048);
const full = `${sentence}Ann (ann@example.com, +49 151 23456789) pays with 4111 1111 1111 1111. `
  .repeat(12)
  .slice(0, 2_048);
const context = {
  product: { name: "Trailrunner 3", brand: null, price: 129.9, tags: ["light", "dry"] },
  reviews: Array.from({ length: 9 }, (_, place) => ({
    stars: place % 5,
    text: sentence.repeat(2),
  })),
};
/** One of the searches that a redaction makes, as one would write it by hand. */
const cardNumber = /\d(?:[ -]?\d){12,18}/g;

/** What redaction and shapes add to each call that is recorded: 2 KB against one search, or one copy, of them. */
export function createPrivacyBenchmark({ milliseconds, runs }: PrivacySettings): Benchmark {
  return {
    name: "privacy",
    prepare: async () => {
      const redactor = createRedactor();
      const json = JSON.stringify(context);
      const time = (work: () => string) => createLoopTimer(milliseconds, work);
      const search = time(() => ordinary.match(cardNumber)?.[0] ?? "none");
      const copy = time(() => JSON.stringify(JSON.parse(json)));
      const redact = (text: string) => time(() => redactor.redactText(text).value);
      return {
        comparisons: [
          {
            what: "2 KB without anything to redact, against one search for cards",
            bound: 15,
            runs,
            subject: redact(ordinary),
            floor: search,
          },
          {
            what: "2 KB with something to redact in every sentence, against the same",
            bound: null,
            runs,
            subject: redact(full),
            floor: search,
          },
          {
            what: "a context of 2 KB redacted, against a copy by JSON",
            bound: null,
            runs,
            subject: time(() =>
              redactor.redactValue(context).value === context ? "same" : "other",
            ),
            floor: copy,
          },
          {
            what: "the shape of a context of 2 KB, against a copy by JSON",
            bound: 15,
            runs,
            subject: time(() => toContextShape(context)[0] ?? "none"),
            floor: copy,
          },
        ],
        close: async () => {},
      };
    },
  };
}
