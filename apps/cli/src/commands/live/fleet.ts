import { fleetWire, toWire } from "@promptrail/http-api";
import { implementCommand } from "../../implement-command.js";
import { formatFleet } from "../../present/fleet-table.js";
import { withView } from "../../project/live/with-backend.js";

export const fleetCommand = implementCommand({
  documents: { fleet: fleetWire },
  run: async (scope) => {
    const { environment, members } = await withView(scope, async (backend) => ({
      environment: backend.environment,
      members: await backend.fleet(),
    }));
    return {
      text:
        members.length === 0
          ? `No process of ${environment} has reported within the last 15 s.`
          : `${scope.terminal.colors.bold(environment)}\n${formatFleet(members, scope.terminal)}`,
      json: toWire(fleetWire, { members }),
    };
  },
});
