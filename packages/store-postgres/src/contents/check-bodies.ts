import {
  type ContentProblem,
  type ContentsPage,
  findBodyProblem,
} from "@promptrail/core/lifecycle";
import { cutText } from "@promptrail/core/portable";
import { fromVersionRow, type VersionRow, versionColumns } from "../rows/version-row.js";
import { dataLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { formatPlace, type Place, partSize } from "./place.js";

const bodiesAfter = `
  select ${versionColumns} from promptrail.prompt_version
  where environment = $1 and (family, version) > ($2, $3::bigint)
  order by family, version limit $4`;

/** Whether each registered body has the hash that it was registered under. */
export async function checkBodies(
  pool: SqlPool,
  environment: string,
  after: Extract<Place, { readonly kind: "bodies" }>,
): Promise<ContentsPage> {
  const values = [environment, after.family, after.version, partSize];
  const rows = await pool.query<VersionRow>(bodiesAfter, values, dataLimit);
  const last = rows.length < partSize ? undefined : rows.at(-1);
  return {
    versions: rows.length,
    verdicts: 0,
    problems: rows.flatMap(findProblem),
    next: formatPlace(
      last === undefined ? { kind: "evidence", sequence: "0" } : { kind: "bodies", ...last },
    ),
  };
}

function findProblem(row: VersionRow): readonly ContentProblem[] {
  const message = findBodyProblem(fromVersionRow(row));
  const family = cutText(row.family);
  return message === null ? [] : [{ kind: "body", revision: null, family, message }];
}
