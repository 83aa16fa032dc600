import {expect, it} from 'vitest';
import {holdTerminal} from '../fixtures/hold-terminal.js';

const enter = '\r';
const down = '\u001B[B';
const goBack = '\u001B';
const hold = (script: Parameters<typeof holdTerminal>[1]) => holdTerminal('test/fixtures/add-on-terminal.ts', script);

it('asks for a pool from the project’s own lists, with what the quota leaves, and goes back', async () => {
  const {text, unasked, exitCode} = await hold([
    ['t4 (us-east4-a, us-east4-c)', enter],
    ['us-east4-c', down, enter],
    ['quota left: 12, which is 12 nodes', down, down, enter],
    ['8 vCPU, 30 GB', goBack],
    ['GPUs of each node', down, down, enter],
    ['Machine type', down, enter],
    ['reservation llm', down, down, enter],
    ['Fewest nodes', enter],
    ['The quota holds 3; after 2 it leaves 4 GPUs', '\u007F', '0', enter],
    ['is less than one node', '\u007F', '3', enter],
    ['What it is to hold', down, enter],
    ['Name of the pool', '\u0015', 'gpu-t4-4', enter],
    ['has a pool of that name', '\u0015', 'llm', enter],
  ]);
  expect(unasked).toEqual([]);
  expect(exitCode).toBe(0);
  expect(text).not.toContain('v100');
  expect(JSON.parse(/BEGIN(.*)END/.exec(text)?.[1] ?? '')).toEqual({
    accelerator: 'nvidia-tesla-t4',
    zones: ['us-east4-c'],
    count: 4,
    machineType: 'n1-standard-16',
    spot: false,
    reservation: 'llm',
    min: 0,
    max: 3,
    model: 'llama2-13b',
    name: 'llm',
  });
}, 60_000);

it('ends on Ctrl-C without a wish', async () => {
  const {text, exitCode} = await hold([['t4 (us-east4-a, us-east4-c)', '\u0003']]);
  expect(exitCode).not.toBe(0);
  expect(text).not.toContain('BEGIN');
}, 30_000);
