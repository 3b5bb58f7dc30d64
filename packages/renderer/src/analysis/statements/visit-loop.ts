import type { For } from "../../syntax/ast.js";
import { unknownValue } from "../values/abstract-value.js";
import { joinValues, truthFacts } from "../values/join-values.js";
import { elementOf } from "../values/value-steps.js";
import type { Walk } from "../walk.js";
import { bindTarget, withBody } from "./bind-names.js";

/** A loop's body runs for some item, or not at all; what it assigns is gone with the iteration. */
export function visitLoop(walk: Walk, node: For): void {
  const { target, iterable, condition, body, otherwise, recursive } = node;
  const value = walk.use(iterable, { kind: "iterable" });
  const own = elementOf(value, walk.token());
  // A recursive loop also meets what it is called with, which is not followed.
  const element = recursive ? joinValues([own, unknownValue]) : own;
  walk.branch([], () => {
    const bind = () => bindTarget(walk, target, element);
    let kept = truthFacts(unknownValue, true);
    if (condition) {
      walk.inScope(walk.scope, () => {
        bind();
        kept = truthFacts(walk.use(condition, { kind: "condition", noneHandled: true }), true);
      });
    }
    walk.knowing(kept ?? [], () =>
      withBody(walk, walk.scope, body, () => {
        bind();
        walk.scope.define("loop", { kind: "loop", element });
      }),
    );
    withBody(walk, walk.scope, otherwise);
  });
}
