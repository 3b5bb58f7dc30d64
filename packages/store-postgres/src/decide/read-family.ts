import type { FamilyState } from "@promptrail/core";
import type { SqlConnection } from "../sql/sql-pool.js";
import { type FamilyRow, familyColumns, fromFamilyRow } from "../status/family-row.js";

export async function readFamily(
  connection: SqlConnection,
  environment: string,
  family: string,
): Promise<FamilyState | null> {
  const [row] = await connection.query<FamilyRow>(
    `select ${familyColumns} from promptrail.family_state where environment = $1 and family = $2`,
    [environment, family],
  );
  return row === undefined ? null : fromFamilyRow(row);
}
