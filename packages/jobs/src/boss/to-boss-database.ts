import type { StoreDatabase } from "@promptrail/core/jobs";
import type { ConstructorOptions } from "pg-boss";

/** Its own name for it is not exported. */
type BossDatabase = NonNullable<ConstructorOptions["db"]>;

/** A store's database as pg-boss takes one. Its connections, limits and settings are the store's. */
export function toBossDatabase(
  database: StoreDatabase,
  onProblem: (error: unknown) => void,
): BossDatabase {
  return {
    executeSql: async (text, values) => ({ rows: [...(await database.run(text, values))] }),
    listen: async (channel, onNotification, onReconnect) => {
      const onPayload = (payload: string) => {
        if (payload === "") onReconnect();
        else onNotification(payload);
      };
      const stop = await database.listen(channel, onPayload, onProblem);
      onReconnect();
      return { close: stop };
    },
  };
}
