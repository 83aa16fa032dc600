import {describe, expect, it} from 'vitest';
import {clockClose} from '../../../../src/checks/tools/clock-close.js';
import {directoryWritable} from '../../../../src/checks/tools/directory-writable.js';
import {diskSpaceLeft} from '../../../../src/checks/tools/disk-space-left.js';
import {lockFree} from '../../../../src/checks/tools/lock-free.js';
import {proxiesReachable} from '../../../../src/checks/tools/proxies-reachable.js';
import type {Check} from '../../../../src/model/finding.js';
import {createInputs} from '../create-inputs.js';

const mib = 1024 ** 2;
const usual = {
  directory: {path: '/home/anna/.shakinstall', isWritable: true, freeBytes: 4096 * mib},
  proxies: [],
  lockHolder: null,
};
const judge = (check: Check, change: object) =>
  check.evaluate(createInputs({workstation: {...usual, ...change}})).map(({verdict}) => verdict);
const space = (freeBytes: number) => ({directory: {...usual.directory, freeBytes}});

describe('the workstation', () => {
  it('is judged by directory, room, lock and proxies', () => {
    expect(judge(directoryWritable, {})).toEqual(['pass']);
    expect(judge(directoryWritable, {directory: {...usual.directory, isWritable: false}})).toEqual(['fail']);
    expect(judge(lockFree, {})).toEqual(['pass']);
    expect(judge(lockFree, {lockHolder: {command: 'shakinstall init', pid: 7, host: 'b', since: 'now'}})).toEqual([
      'fail',
    ]);
    expect(judge(proxiesReachable, {})).toEqual([]);
    const proxy = {variable: 'HTTPS_PROXY', url: 'http://proxy:3128', isReachable: true, message: 'ok'};
    expect(judge(proxiesReachable, {proxies: [proxy, {...proxy, isReachable: false}]})).toEqual(['pass', 'fail']);
  });

  it.each([
    [1024 * mib, 'pass'],
    [1024 * mib - 1, 'warn'],
    [200 * mib, 'warn'],
    [200 * mib - 1, 'fail'],
    [0, 'fail'],
  ])('with %d bytes left: %s', (freeBytes, verdict) => {
    expect(judge(diskSpaceLeft, space(freeBytes))).toEqual([verdict]);
  });
});

describe('tools/clock-close', () => {
  const evaluate = (offsetSeconds: number, uncertaintyMs = 0) =>
    clockClose.evaluate(
      createInputs({
        identity: {
          state: 'present',
          email: 'a@b.c',
          isRenewed: true,
          source: 'user',
          chain: [],
          answeredAt: {serverMs: 1e12, localMs: 1e12 + offsetSeconds * 1000, uncertaintyMs},
        },
      }),
    )[0];

  it.each([
    [0, 'pass'],
    [59, 'pass'],
    [60, 'warn'],
    [-299, 'warn'],
    [300, 'fail'],
    [-3600, 'fail'],
  ])('%d seconds apart: %s', (seconds, verdict) => {
    expect(evaluate(seconds)?.verdict).toBe(verdict);
  });

  it('does not blame the clock for a slow answer', () => {
    expect(evaluate(90, 60_000)?.verdict).toBe('pass');
    expect(evaluate(-301)?.observed).toBe('this machine is 301 s behind Google');
  });

  it('does not know without a date', () => {
    const identity = {state: 'present', email: 'a@b.c', isRenewed: true, source: 'user', chain: []};
    expect(clockClose.evaluate(createInputs({identity}))[0]?.verdict).toBe('unknown');
  });
});
