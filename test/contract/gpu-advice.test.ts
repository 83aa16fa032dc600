import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {collectGpuOffer} from '../../src/cli/gpu-pool/collect-gpu-offer.js';
import {usualServing} from '../../src/model/advise-gpus.js';
import {advisePools} from '../../src/model/advise-pools.js';
import {parseLlmModel} from '../../src/model/parse-llm-model.js';
import {type OpenWorld, openWorld} from '../worlds/open-world.js';
import {worlds} from '../worlds/worlds.js';

/** Zones and quota of GPUs, asked with the real clients of a world. */
describe.each(['healthy', 'restricted-operator'])('GPU advice in the world %s', (name) => {
  let world: OpenWorld;

  beforeAll(async () => {
    const found = worlds.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no world ${name}`);
    world = await openWorld(found);
  }, 60_000);
  afterAll(() => world.close());

  it('knows zones and limits, or says what is missing', async () => {
    const {project, location} = world.workspace.subject.config;
    const ports = world.workspace.ports.operator;
    const parsed = parseLlmModel('llama2-13b');
    if (parsed === undefined) throw new Error('no llama2-13b');
    const {offer, gaps} = await collectGpuOffer(ports, project.id, ['n1-standard-8', 'g2-standard-24']);
    const {options} = advisePools(parsed.model, usualServing, location, offer);
    const t4 = options.find(({accelerator}) => accelerator === 'nvidia-tesla-t4');
    const told = (await ports.quotas.listEverywhere(project.id).catch(() => undefined))
      ?.flatMap(({region, quotas}) => quotas.map((quota) => ({...quota, region})))
      .find(({region, metric}) => metric === 'NVIDIA_T4_GPUS' && t4?.places?.[0]?.zone.startsWith(`${region}-`));
    if (name === 'healthy') {
      expect(gaps).toEqual([]);
      expect(t4?.places?.length).toBeGreaterThan(0);
      expect(told).toBeDefined();
    } else expect(gaps.map(({missing}) => missing)).not.toEqual([]);
    expect(t4?.places?.[0]?.onDemandLeft).toBe(told === undefined ? undefined : told.limit - told.usage);
  }, 60_000);
});
