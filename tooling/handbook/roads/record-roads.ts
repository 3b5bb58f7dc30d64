import { recordCall } from "./call-road.ts";
import { recordRollback } from "./rollback-road.ts";

// The body of a process whose modules are marked (`record-functions.ts`): prints what `findRoads` gives.
const call = await recordCall();
const rollback = await recordRollback();
console.log(JSON.stringify({ call, rollback }));
