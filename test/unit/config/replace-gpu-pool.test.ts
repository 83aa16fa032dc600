import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {replaceGpuPool} from '../../../src/config/replace-gpu-pool.js';

const text = `# Ours, do not touch.
deployment: acme # a name

gpuPools:
  # For the notebooks.
  - name: gpu-pool # everybody's
    accelerator: nvidia-tesla-t4
    # Few, for the price.
    count: 1
    autoscaling: {min: 0, max: 2}
  - name: llm
    accelerator: nvidia-l4 # 24 GB

# The domain.
domain:
  fqdn: acme.example
`;

describe('replaceGpuPool', () => {
  it('changes what differs, and keeps every comment', () => {
    const pool = {
      name: 'gpu-pool',
      accelerator: 'nvidia-tesla-t4',
      count: 2,
      autoscaling: {min: 0, max: 2},
      spot: true,
    };
    expect(replaceGpuPool(text, 'gpu-pool', pool)).toBe(
      text.replace('count: 1', 'count: 2').replace('max: 2}\n', 'max: 2}\n    spot: true\n'),
    );
  });

  it('adds an entry after the others', () => {
    const next = replaceGpuPool(text, 'big', {name: 'big', accelerator: 'nvidia-tesla-a100'});
    expect(next).toContain('accelerator: nvidia-l4 # 24 GB\n  - name: big\n    accelerator: nvidia-tesla-a100\n');
    for (const comment of text.match(/#.*/g) ?? []) expect(next).toContain(comment);
  });

  it('takes one out, and leaves an empty list behind the last', () => {
    const without = replaceGpuPool(replaceGpuPool(text, 'llm', undefined), 'gpu-pool', undefined);
    expect(parse(without)).toMatchObject({gpuPools: []});
    expect(without).toContain('# The domain.');
    expect(replaceGpuPool(without, 'llm', {name: 'llm'})).toContain('- name: llm');
  });

  it('leaves the text alone where it says the same', () => {
    expect(replaceGpuPool(text, 'llm', {name: 'llm', accelerator: 'nvidia-l4'})).toBe(text);
    expect(replaceGpuPool(text, 'other', undefined)).toBe(text);
    expect(replaceGpuPool('deployment: acme\n', 'other', undefined)).toBe('deployment: acme\n');
  });

  it('begins the list where there is none', () => {
    expect(replaceGpuPool('deployment: acme # ours\n', 'llm', {name: 'llm', count: 1})).toBe(
      'deployment: acme # ours\ngpuPools:\n  - name: llm\n    count: 1\n',
    );
    expect(replaceGpuPool('gpuPools: []\n', 'llm', {name: 'llm'})).toBe('gpuPools:\n  - name: llm\n');
  });
});
