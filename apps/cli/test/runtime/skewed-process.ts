import { createPromptrail } from "@promptrail/runtime";
import { family, greetingProject } from "./greeting-project.js";
import { type SkewedMessage, skewedOrder } from "./skewed-message.js";

// A process whose clock is wrong: `skewed-process.ts URL FOLDER NAME MILLISECONDS`.
const [url = "", folder = ".", name = "", skew = "0"] = process.argv.slice(2);
const skewMs = Number(skew);
const realNow = Date.now.bind(Date);
const RealDate = Date;
globalThis.Date = new Proxy(RealDate, {
  construct: (_target, values: []) =>
    values.length === 0 ? new RealDate(realNow() + skewMs) : new RealDate(...values),
  get: (target, key, receiver) => {
    const own: unknown = Reflect.get(target, key, receiver);
    return key === "now" ? () => realNow() + skewMs : own;
  },
});

const say = (message: SkewedMessage) => void process.send?.(message);
const promptrail = await createPromptrail(greetingProject(url, folder), {
  onProblem: () => {},
  process: { name },
});
const served = () => {
  const { version, revision } = promptrail.resolve(family);
  return { version: version.version, revision };
};
promptrail.watch(() => say({ kind: "applied", ...served() }));

process.on("message", async (raw) => {
  const order = skewedOrder.parse(raw);
  if (order === "rollback") {
    const { alreadyApplied, state } = await promptrail.rollback({ family, actor: name });
    const decidedAt = state.decidedAt.getTime();
    say({ kind: "decided", alreadyApplied, revision: state.revision, decidedAt });
  } else {
    const names = (await promptrail.fleet()).map((member) => member.name).sort();
    say({ kind: "fleet", names });
  }
});
process.once("disconnect", () => void promptrail.close().finally(() => process.exit()));
say({ kind: "ready", clock: Date.now(), ...served() });
