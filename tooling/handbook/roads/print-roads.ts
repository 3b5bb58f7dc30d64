import { recordCall } from "./call-road.ts";
import { recordRollback } from "./rollback-road.ts";

/**
 * `npm run roads`: prints the files that one Claude call and one rollback go through.
 */
const call = await recordCall();
const rollback = await recordRollback();
console.log(JSON.stringify({ call, rollback }, null, 2));
