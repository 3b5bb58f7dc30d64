import { Client } from "pg";
import { resume } from "./commands.js";
import { openStore } from "./faults/watch-store.js";

// A child process of tests: decides, and kills itself at one await point of that.
// `sent`: with the statement on its way; `answered`: with its answer here and nothing done about it.
const [url = "", environment = "", moment = "", at = ""] = process.argv.slice(2);

const store = await openStore({ url, environment, maxConnections: 1 });
// Opens the connection, so that only the decision's statements count.
await store.status.readSnapshot();

const send = Reflect.get<Client, "query">(Client.prototype, "query");
const die = () => process.kill(process.pid, "SIGKILL");
let statements = 0;
Client.prototype.query = async function query(this: Client, ...statement: unknown[]) {
  statements += 1;
  const isLast = statements === Number(at);
  const answer: unknown = Reflect.apply(send, this, statement);
  if (isLast && moment === "sent") setImmediate(die);
  const answered = await answer;
  if (isLast) die();
  return answered;
} as typeof send;

const { decision, followUp } = await store.status.decide(resume("fraud_score"));
Client.prototype.query = send;
console.log(JSON.stringify({ statements, revisions: [decision?.revision, followUp?.revision] }));
await store.close();
