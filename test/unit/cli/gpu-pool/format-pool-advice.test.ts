import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {formatPoolAdvice} from '../../../../src/cli/gpu-pool/format-pool-advice.js';
import type {AdviceResult} from '../../../../src/cli/gpu-pool/run-advise.js';
import {loadConfig} from '../../../../src/config/load-config.js';
import {usualServing} from '../../../../src/model/advise-gpus.js';
import {advisePools, type GpuOffer, unknownOffer} from '../../../../src/model/advise-pools.js';
import {isErrorDiagnostic} from '../../../../src/model/diagnostic.js';
import {acceleratorTypes} from '../../../../src/model/gpu-hosts.data.js';
import {parseLlmModel} from '../../../../src/model/parse-llm-model.js';

const offer: GpuOffer = {
  ...unknownOffer,
  accelerators: ['us-east4-a', 'us-east4-c', 'us-west1-a'].map((zone) => ({type: 'nvidia-l4', zone})),
  machines: {'g2-standard-24': ['us-east4-c', 'us-west1-a']},
  regions: [{region: 'us-east4', quotas: [{metric: 'NVIDIA_L4_GPUS', limit: 1, usage: 0}]}],
};

function format(model: string, traits: Partial<AdviceResult>, known: GpuOffer = unknownOffer): string {
  const parsed = parseLlmModel(model);
  if (parsed === undefined) throw new Error(`no model ${model}`);
  const base = {...parsed, project: undefined, location: undefined, gaps: [], ...traits};
  return formatPoolAdvice(
    {...base, advice: advisePools(parsed.model, usualServing, base.location, known)},
    usualServing,
  );
}
const blockOf = (text: string, start: string) => text.split('\n\n').find((block) => block.startsWith(start));

describe('the advice in words', () => {
  it('names the quota that falls short, and what plans the option in the cluster’s own region', () => {
    const text = format('llama2-13b', {project: 'acme', location: 'us-east4-a'}, offer);
    expect(blockOf(text, '2 × L4')).toMatchInlineSnapshot(`
      "2 × L4 (the runbook’s own advice): 48 GB, 43.2 GB usable
        machines  g2-standard-24
        zones     us-east4-c (quota left: 1 on demand, unknown spot; one node takes 2), us-west1-a (quota left: unknown on demand, unknown spot)
        gpuPools  - {name: gpu-l4-2, accelerator: nvidia-l4, count: 2, machineType: g2-standard-24, zones: [us-east4-c]}"
    `);
    expect(blockOf(text, '1 × H100')).toContain('in no zone of this project');
    expect(text).toContain('Zones and quota are those of project acme.');
  });

  it('plans every option with an entry that a configuration takes', () => {
    const path = join(import.meta.dirname, '../../../../templates/config/minimal.yaml');
    const text = readFileSync(path, 'utf8').replace(/^location: .*$/m, 'location: us-east4-a');
    const everywhere = {
      ...offer,
      accelerators: acceleratorTypes.map((type) => ({type, zone: 'us-east4-c'})),
      machines: {},
    };
    const advice = format('llama2-70b-gptq', {project: 'acme', location: 'us-east4-a'}, everywhere);
    const entries = [...advice.matchAll(/^ {2}gpuPools {2}(- .*)$/gm)].map(([, entry]) => entry);
    expect(entries.length).toBeGreaterThan(5);
    const files = [{path, text: `${text}\ngpuPools:\n${entries.map((entry) => `  ${entry}\n`).join('')}`}];
    const {config, diagnostics} = loadConfig({files});
    expect(diagnostics.filter(isErrorDiagnostic)).toEqual([]);
    expect(config?.gpuPools).toHaveLength(entries.length);
  });

  it('plans nothing where no zone of the cluster’s region has it', () => {
    expect(format('llama2-13b', {project: 'acme', location: 'europe-west4-a'}, offer)).not.toContain('gpuPools');
    expect(format('llama2-13b', {project: 'acme'}, offer)).not.toContain('gpuPools');
  });

  it('never takes an answer that did not come for none', () => {
    const gaps = [{missing: 'compute.regions.list', message: 'denied'}];
    const refused = format('llama2-13b', {project: 'acme', gaps});
    expect(refused).toContain('Project acme did not tell its zones.');
    expect(refused).toContain('Unknown without compute.regions.list: denied');
    expect(refused).not.toContain('in no zone');
    expect(format('llama2-13b', {})).toContain('no project is named');
  });

  it('says what is drawn from the size alone, and when nothing holds the model', () => {
    expect(format('7b', {})).toContain('grouped attention');
    expect(format('900b', {})).toContain('No machine has GPUs enough');
  });
});
