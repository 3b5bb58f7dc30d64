import { expect, test } from "vitest";
import { parseParts } from "./parse-parts.js";

test.each([
  ["train=80,test=20", [80, 20]],
  ["train=80%, test=20%", [80, 20]],
  ["a=33.3,b=33.3,c=33.4", [33.3, 33.3, 33.4]],
  ["a=0.7,b=0.2,c=.1", [0.7, 0.2, 0.1]],
])("%s are shares", (text, weights) => {
  expect(parseParts(text).map(({ weight }) => weight)).toEqual(weights);
});

test.each([
  ["train=80,test=30", /has shares whose sum is 110\. .* sum to 100 \(train=80,test=20\), or fr/],
  ["train=0.8,test=0.3", /has shares whose sum is 1\.1\./],
  ["train=4,test=1", /has shares whose sum is 5\./],
  ["train=0.8%,test=0.2%", /has shares whose sum is 1\./],
  ["train=100,test=0", /has "test=0" in it/],
])("%s are refused with the cure", (text, message) => {
  expect(() => parseParts(text)).toThrow(message);
});
