import { parse } from "yaml";
import { z } from "zod";
import type { PageFile } from "../list-page-files.ts";
import type { StartedProgram } from "./started-program.ts";

const serviceSchema = z.looseObject({
  build: z.string().optional(),
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  stop_grace_period: z.string().optional(),
  user: z.string().optional(),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.unknown()).default({}),
});
const composeSchema = z.strictObject({
  services: z.record(z.string(), serviceSchema),
  volumes: z.record(z.string(), z.unknown()).default({}),
});

/** The services of a compose file. What runs in them, and as whom, their images say. */
export function readCompose({ text, place }: PageFile): readonly StartedProgram[] {
  const { services, volumes } = composeSchema.parse(parse(text));
  return Object.entries(services).map(([name, service]) => ({
    place: `${place} ${name}`,
    words: service.command,
    variables: Object.keys(service.environment),
    user: service.user ?? null,
    ports: service.ports.map((port) => Number(port.split(":").at(-1))),
    probes: [],
    stopSeconds:
      service.stop_grace_period === undefined
        ? null
        : Number.parseInt(service.stop_grace_period, 10),
    faults: [
      ...service.ports
        .filter((port) => port.split(":").length < 3)
        .map((port) => `the port ${port} names no address of the host`),
      ...service.volumes
        .map((volume) => volume.split(":")[0] ?? "")
        .filter((volume) => !(volume in volumes))
        .map((volume) => `the volume ${volume} is not declared`),
      ...Object.keys(service.depends_on)
        .filter((other) => !(other in services))
        .map((other) => `it depends on ${other}, which is not there`),
    ],
  }));
}
