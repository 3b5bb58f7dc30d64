import { parseAllDocuments } from "yaml";
import { z } from "zod";
import type { PageFile } from "../list-page-files.ts";
import type { Probe, StartedProgram } from "./started-program.ts";

const portSchema = z.union([z.string(), z.number()]);
const probeSchema = z
  .object({ httpGet: z.object({ path: z.string(), port: portSchema }) })
  .optional();
const mountSchema = z.object({ name: z.string() });
const containerSchema = z.object({
  name: z.string(),
  image: z.string(),
  command: z.array(z.string()),
  args: z.array(z.string()).default([]),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).default([]),
  env: z.array(z.object({ name: z.string(), value: z.string().optional() })).default([]),
  livenessProbe: probeSchema,
  readinessProbe: probeSchema,
  volumeMounts: z.array(mountSchema).default([]),
  securityContext: z.object({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
  }),
});
const podSchema = z.object({
  terminationGracePeriodSeconds: z.number().optional(),
  securityContext: z.object({ runAsNonRoot: z.literal(true), runAsUser: z.number() }),
  containers: z.array(containerSchema),
  volumes: z.array(mountSchema).default([]),
});
const labelsSchema = z.record(z.string(), z.string());
const workloadSchema = z.object({
  kind: z.enum(["Deployment", "Job"]),
  spec: z.object({
    selector: z.object({ matchLabels: labelsSchema }).optional(),
    template: z.object({
      metadata: z.object({ labels: labelsSchema }).optional(),
      spec: podSchema,
    }),
  }),
});
const serviceSchema = z.object({
  kind: z.literal("Service"),
  spec: z.object({ selector: labelsSchema, ports: z.array(z.object({ targetPort: portSchema })) }),
});

type Container = z.infer<typeof containerSchema>;
type Workload = z.infer<typeof workloadSchema>;
type Pod = z.infer<typeof podSchema>;

/** The documents of a manifest, as plain values. @throws where one is not YAML. */
export function parseManifests(text: string): readonly unknown[] {
  return parseAllDocuments(text).map((document) => {
    if (document.errors[0] !== undefined) throw document.errors[0];
    return document.toJS() as unknown;
  });
}

/** What the containers of a manifest start. */
export function readKubernetes({ text, place }: PageFile): readonly StartedProgram[] {
  const documents = parseManifests(text).map((document) =>
    z.looseObject({ kind: z.string() }).parse(document),
  );
  const workloads = documents.filter(isWorkload).map((document) => workloadSchema.parse(document));
  const services = documents
    .filter(({ kind }) => kind === "Service")
    .map((document) => serviceSchema.parse(document));
  return workloads.flatMap((workload) => {
    const pod = workload.spec.template.spec;
    return pod.containers.map((container) => ({
      ...toProgram(pod, container),
      place: `${place} ${container.name}`,
      faults: [
        ...findPodFaults(workload, container),
        ...services.flatMap((service) => findServiceFaults(service, workload, container)),
      ],
    }));
  });
}

function isWorkload({ kind }: { readonly kind: string }): boolean {
  return kind === "Deployment" || kind === "Job";
}

function toProgram(pod: Pod, container: Container) {
  const probes = [container.livenessProbe, container.readinessProbe];
  return {
    words: [...container.command, ...container.args],
    variables: container.env.map(({ name }) => name),
    user: pod.securityContext.runAsUser,
    ports: container.ports.map(({ containerPort }) => containerPort),
    probes: probes.flatMap((probe) =>
      probe === undefined ? [] : [toProbe(container, probe.httpGet)],
    ),
    stopSeconds: pod.terminationGracePeriodSeconds ?? null,
  };
}

function toProbe(
  container: Container,
  { path, port }: { path: string; port: string | number },
): Probe {
  return { path, port: findPort(container, port) };
}

function findPort({ ports }: Container, port: string | number): number | null {
  if (typeof port === "number") return port;
  return ports.find(({ name }) => name === port)?.containerPort ?? null;
}

function findPodFaults({ spec }: Workload, { volumeMounts, image }: Container): readonly string[] {
  const { volumes } = spec.template.spec;
  const labels = spec.template.metadata?.labels ?? {};
  return [
    ...volumeMounts
      .filter(({ name }) => !volumes.some((volume) => volume.name === name))
      .map(({ name }) => `it mounts ${name}, which is no volume of the pod`),
    ...Object.entries(spec.selector?.matchLabels ?? {})
      .filter(([name, value]) => labels[name] !== value)
      .map(([name]) => `its selector asks for the label ${name}, which its pods lack`),
    ...(/:[\w.-]+$|@sha256:/.test(image) ? [] : [`${image}: name a version`]),
  ];
}

function findServiceFaults(
  { spec }: z.infer<typeof serviceSchema>,
  workload: Workload,
  container: Container,
): readonly string[] {
  const labels = workload.spec.template.metadata?.labels ?? {};
  if (workload.kind === "Job") return [];
  return [
    ...Object.entries(spec.selector)
      .filter(([name, value]) => labels[name] !== value)
      .map(([name]) => `the service asks for the label ${name}, which the pods lack`),
    ...spec.ports
      .filter(({ targetPort }) => findPort(container, targetPort) === null)
      .map(({ targetPort }) => `the service's port ${targetPort} is no port of the container`),
  ];
}
