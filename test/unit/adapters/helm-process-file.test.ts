import {spawn} from 'node:child_process';
import {chmod, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {createHelmProcessFile} from '../../../src/adapters/helm/helm-process-file.js';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shakinstall-helm-process-'));
});

afterAll(() => rm(directory, {recursive: true, force: true}));

describe('the file of a helm process', () => {
  it('makes the next one wait until a helm that was left behind is done', async () => {
    const helm = join(directory, 'helm');
    await writeFile(helm, '#!/bin/sh\nsleep 1\n');
    await chmod(helm, 0o755);
    const child = spawn(helm, ['upgrade']);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const file = createHelmProcessFile(join(directory, 'process'));
    await file.note(child.pid ?? 0);
    let isEnded = false;
    void ended.then(() => {
      isEnded = true;
    });
    await file.awaitOrphan();
    expect(isEnded).toBe(true);
  });

  it('does not wait for another program that got the number since', async () => {
    const file = createHelmProcessFile(join(directory, 'other'));
    await file.note(process.pid);
    await file.awaitOrphan();
  });

  it('does not wait where nothing was noted', async () => {
    await createHelmProcessFile(join(directory, 'nothing')).awaitOrphan();
  });
});
