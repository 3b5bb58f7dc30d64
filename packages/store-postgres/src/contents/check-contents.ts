import type { ContentsPage } from "@promptrail/core/lifecycle";
import type { SqlPool } from "../sql/sql-pool.js";
import { checkBodies } from "./check-bodies.js";
import { checkEvidence } from "./check-evidence.js";
import { findBeyond } from "./find-beyond.js";
import { findGone } from "./find-gone.js";
import { parsePlace } from "./place.js";

/** One part: bodies first, then evidence, and with the last of it what stands beyond the head and what is gone. */
export async function checkContents(
  pool: SqlPool,
  environment: string,
  after: string | null,
): Promise<ContentsPage> {
  const place = parsePlace(after);
  if (place.kind === "bodies") return await checkBodies(pool, environment, place);
  const page = await checkEvidence(pool, environment, place);
  if (page.next !== null) return page;
  const beyond = await findBeyond(pool, environment);
  const gone = await findGone(pool, environment);
  return { ...page, problems: [...page.problems, ...beyond, ...gone] };
}
