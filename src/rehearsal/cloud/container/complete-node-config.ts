import {attachableAccelerators} from '../catalogue/accelerator-machines.data.js';
import type {CloudContext} from '../cloud-context.js';
import {diskTypes} from '../compute/disks.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {defaultScopes} from './default-scopes.js';
import {isMachineOffered} from './list-node-demands.js';

const taintEffects = ['NO_SCHEDULE', 'PREFER_NO_SCHEDULE', 'NO_EXECUTE'];

function completeTaint(taint: Json): Json {
  const {effect} = taint;
  if (!taint.key || !effect || !taintEffects.includes(effect)) {
    throw new CloudRefusal(
      400,
      `Invalid taint: key "${taint.key ?? ''}", value "${taint.value ?? ''}", effect "${effect ?? ''}".`,
    );
  }
  return {key: taint.key, value: taint.value ?? '', effect};
}

/** Refuses machine types, disks and accelerators that cannot be had together in the pool's zones. */
function checkHardware(context: CloudContext, config: Json, zones: readonly string[]): void {
  const {machineType} = config;
  for (const zone of zones) {
    if (!isMachineOffered(context, machineType, zone)) {
      throw new CloudRefusal(400, `Machine type with name '${machineType}' does not exist in zone '${zone}'.`);
    }
  }
  if (!diskTypes[config.diskType]) throw new CloudRefusal(400, `Invalid disk type "${config.diskType}".`);
  const machine = context.catalogue.machines.get(machineType)!;
  if (machine.withoutPersistentDisk && config.diskType.startsWith('pd-')) {
    throw new CloudRefusal(
      400,
      `[${config.diskType}, ${machineType}] features are not compatible for creating instance.`,
    );
  }
  if (config.diskSizeGb < 10 || config.diskSizeGb > 65536)
    throw new CloudRefusal(400, 'Invalid value for field "config.disk_size_gb": must be between 10 and 65536.');
  for (const accelerator of config.accelerators ?? []) checkAccelerator(context, machine, accelerator, zones);
}

function checkAccelerator(
  context: CloudContext,
  machine: {
    readonly name: string;
    readonly cpus: number;
    readonly memoryMib: number;
    readonly isSharedCpu: boolean;
    readonly accelerator?: {readonly type: string; readonly count: number};
  },
  accelerator: Json,
  zones: readonly string[],
): void {
  const type = String(accelerator.acceleratorType);
  const count = Number(accelerator.acceleratorCount);
  const facts = context.catalogue.accelerators.get(type);
  for (const zone of zones) {
    if (!facts?.zones.includes(zone))
      throw new CloudRefusal(400, `Accelerator type "${type}" does not exist in zone ${zone}.`);
  }
  if (machine.accelerator) {
    if (machine.accelerator.type === type && machine.accelerator.count === count) return;
    throw new CloudRefusal(
      400,
      `Machine type ${machine.name} requires exactly ${machine.accelerator.count} accelerator(s) of type ${machine.accelerator.type}; got ${count} of type ${type}.`,
    );
  }
  const allowed = attachableAccelerators[type];
  if (!allowed || !machine.name.startsWith('n1-') || machine.isSharedCpu) {
    throw new CloudRefusal(400, `[${type}, ${machine.name}] features are not compatible for creating instance.`);
  }
  const most = allowed[count];
  if (!most)
    throw new CloudRefusal(
      400,
      `Number of accelerator cards attached to an instance must be one of [${Object.keys(allowed).join(', ')}].`,
    );
  if (machine.cpus > most[0] || machine.memoryMib > most[1] * 1024) {
    throw new CloudRefusal(
      400,
      `Number of accelerator cards attached to an instance with ${machine.cpus} vCPUs must be larger: ${count} of type ${type} serve at most ${most[0]} vCPUs and ${most[1]} GB.`,
    );
  }
}

/** A node configuration with what GKE fills in: https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/NodeConfig */
export function completeNodeConfig(context: CloudContext, wanted: Json | undefined, zones: readonly string[]): Json {
  const asked = wanted ?? {};
  const machineType = asked.machineType || 'e2-medium';
  const machine = context.catalogue.machines.get(machineType);
  const diskType =
    asked.diskType ||
    asked.bootDisk?.diskType ||
    (machine?.withoutPersistentDisk ? 'hyperdisk-balanced' : 'pd-balanced');
  const diskSizeGb = Number(asked.diskSizeGb || asked.bootDisk?.sizeGb || 100);
  const builtIn = machine?.accelerator && {
    accelerators: [{acceleratorType: machine.accelerator.type, acceleratorCount: String(machine.accelerator.count)}],
  };
  const taints = (asked.taints ?? []).map(completeTaint);
  const {taints: _taints, spot, preemptible, ...rest} = asked;
  const config = {
    ...rest,
    machineType,
    diskSizeGb,
    diskType,
    bootDisk: {diskType, sizeGb: String(diskSizeGb)},
    effectiveCgroupMode: 'EFFECTIVE_CGROUP_MODE_V2',
    imageType: String(asked.imageType || 'COS_CONTAINERD').toUpperCase(),
    kubeletConfig: {insecureKubeletReadonlyPortEnabled: false, maxParallelImagePulls: 2, ...asked.kubeletConfig},
    metadata: {'disable-legacy-endpoints': 'true', ...asked.metadata},
    oauthScopes: asked.oauthScopes?.length ? asked.oauthScopes : defaultScopes,
    resourceLabels: {...asked.resourceLabels, 'goog-gke-node-pool-provisioning-model': spot ? 'spot' : 'on-demand'},
    serviceAccount: asked.serviceAccount || 'default',
    shieldedInstanceConfig: {enableIntegrityMonitoring: true, ...asked.shieldedInstanceConfig},
    windowsNodeConfig: {},
    ...(asked.accelerators?.length
      ? {
          accelerators: asked.accelerators.map((one: Json) => ({
            ...one,
            acceleratorCount: String(one.acceleratorCount),
          })),
        }
      : builtIn),
    ...(taints.length > 0 && {taints}),
    ...(spot && {spot}),
    ...(preemptible && {preemptible}),
  };
  checkHardware(context, config, zones);
  return config;
}
